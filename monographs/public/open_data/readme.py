"""What a set says of itself to people: README.md."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from monographs.models.public import NOT_STATED
from monographs.public.addresses import absolute_url, site_url
from monographs.public.formats.status import NOTICE
from monographs.public.open_data.describe import (
    CONTENTS,
    DESCRIPTION,
    SUMS,
)
from monographs.public.open_data.files import Written

_TEXT = """\
# Drug monographs as of {name}

{notice}

From {home}: {pages:,} pages in {versions:,} versions, {side_effects:,} statements
about side effects.

Licence of this set: {licence}

The {sources:,} source documents that its versions rest on may have other licences. One
was stated for {sources_with_licence:,} of them: see `sources.csv`. For the others it
says "{not_stated}", which is no licence.

## Files

{files}
- `{description}`: all of this for programs (Frictionless Data Package), with the
  schema of each table.
- `{sums}`: check with `sha256sum --check {sums}`.

## What to know before you use it

- A page that was withdrawn is in no newer set, and a set that holds one is not given
  out any more. Fetch the newest set again; do not keep old ones.
- `status.is_current` marks the version that readers see. Never show another one as
  current.
- The content of a version is all behind `,"content":` in its line, without the last
  `}}`. Its SHA-256 is `status.sha256`.
- A frequency is an interval: `low` and `high` are exact fractions; `low_closed` and
  `high_closed` say whether the end itself belongs to it. An empty figure means that
  the source gives none. It does not mean that the side effect is rare.
- In the CSV files, a text that a spreadsheet would run as a formula has an apostrophe
  before it.
- A `reviewed_on` that is empty means that nobody has reviewed the whole page.

## Load it

`manage.py load_data FOLDER` of medsite, on an empty site, makes these pages again.
"""


def readme(name: str, files: Iterable[Written], counts: Mapping[str, int]) -> str:
    return _TEXT.format(
        name=name,
        notice=NOTICE,
        home=absolute_url(site_url("home")),
        pages=counts["pages"],
        versions=counts["versions"],
        side_effects=counts["side_effects"],
        licence=_licence(),
        sources=counts["sources"],
        sources_with_licence=counts["sources_with_licence"],
        not_stated=NOT_STATED,
        files="\n".join(f"- `{file.name}`: {CONTENTS[file.name][1]}" for file in files),
        description=DESCRIPTION,
        sums=SUMS,
    )


def _licence() -> str:
    if settings.DATA_LICENCE is None:
        return f"{NOT_STATED}. Ask who runs the site before you pass it on."
    return ", ".join(settings.DATA_LICENCE)
