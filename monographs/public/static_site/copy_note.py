"""The line by which a page says that it is a copy, of which day, and of which page.

The day stands in one small script, so that a page that did not change stays as it is.
Without script the line names the current page alone.
"""

import re
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape

from monographs.public.addresses import absolute_url
from monographs.public.static_site.asking import Answer
from monographs.public.static_site.places import place_of, way
from monographs.public.static_site.unit import Unit

_SCRIPT = "/copy-date.js"
_MAIN = re.compile("<main[^>]*>\n?")


def with_note(html: str, *, address: str) -> str:
    script = way(place_of(address), place_of(_SCRIPT))
    current = escape(absolute_url(address))
    note = (
        f'<p class="copy-note">This is a copy<script src="{script}" defer></script>. '
        f'The current page: <a href="{current}">{current}</a></p>\n'
    )
    return _MAIN.sub(lambda main: main[0] + note, html, count=1)


def date_unit() -> Unit:
    """To be written last: by then all pages are of this day."""
    today = timezone.localdate()
    return Unit(
        "copy date",
        today.isoformat(),
        (),
        others=(_SCRIPT,),
        make_others=partial(_date_script, today),
    )


def _date_script(today: date) -> dict[str, Answer]:
    day = date_format(today, "j F Y")
    script = f'document.currentScript.replaceWith(" of {day}");\n'
    return {_SCRIPT: Answer(script, is_html=False)}
