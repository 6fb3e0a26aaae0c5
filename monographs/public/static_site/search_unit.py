"""A search that needs no server: the index in small scripts, by how words begin.

As scripts, since a page that was opened from a file may load these and nothing else.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.template import loader

from monographs.models.public import EffectTally, Publication, SearchEffect
from monographs.models.public.finding import Rank
from monographs.public.addresses import effect_url, page_url
from monographs.public.static_site.asking import Answer
from monographs.public.static_site.places import place_of
from monographs.public.static_site.unit import Unit
from monographs.search.letters import plain_letters

_SCRIPT = Path(__file__).with_name("static-search.js")
_WORD = re.compile(r"[^\W_]+")
# What is found: its text, what it is, and its file; how it is spelled, where its
# letters are not plain.
Entry = tuple[str, ...]


def search_unit(a_to_z: Iterable[tuple[Any, ...]]) -> Unit:
    entries = sorted({*_names(a_to_z), *_unlisted(), *_effects()})
    return Unit(
        "search",
        hashlib.sha256(repr(entries).encode()).hexdigest(),
        (),
        others=("/search/",),
        make_others=partial(_files, entries),
    )


def _names(rows: Iterable[tuple[Any, ...]]) -> Iterator[Entry]:
    for _, _, text, rank, kind, slug, title in rows:
        is_title = rank <= Rank.COMBINATION
        what = "drug" if is_title else f"another name of {title}"
        yield _entry(text, what, page_url(kind, slug))


def _unlisted() -> Iterator[Entry]:
    """What the A–Z of drugs leaves out: comparisons, pages reached by search, and what
    was withdrawn, by its title alone. To find nothing would look as if there had been
    no page."""
    pages = Publication.objects.exclude(kind="drug", is_listed=True, withdrawn_at=None)
    for kind, slug, title, withdrawn_at in pages.values_list(
        "kind", "slug", "title", "withdrawn_at"
    ):
        what = kind if withdrawn_at is None else "withdrawn: the page says why"
        yield _entry(title, what, page_url(kind, slug))


def _effects() -> Iterator[Entry]:
    words = SearchEffect.objects.filter(
        effect__tallies__kind=EffectTally.Kind.PAGES, effect__tallies__number__gt=0
    )
    for text, name, slug in words.values_list("text", "effect__name", "effect__slug"):
        what = "side effect" if text == name else f"another word for {name}"
        yield _entry(text, what, effect_url(slug))


def _entry(text: str, what: str, address: str) -> Entry:
    spelled = () if text.isascii() else (plain_letters(text),)
    return text, what, place_of(address), *spelled


def _files(entries: list[Entry]) -> dict[str, Answer]:
    page = loader.get_template("monographs/static_site/search.html").render({})
    return {
        "/search/": Answer(page, is_html=True),
        "/search/static-search.js": Answer(_SCRIPT.read_text(), is_html=False),
        **{
            f"/search/parts/{part}.js": Answer(_as_script(found), is_html=False)
            for part, found in _parts(entries).items()
        },
    }


def _parts(entries: list[Entry]) -> dict[str, list[Entry]]:
    """Each entry in the part of each of its words, once."""
    parts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        words = _WORD.findall(plain_letters(entry[0]))
        for part in sorted({_part_of(word) for word in words}):
            parts[part].append(entry)
    return parts


def _part_of(word: str) -> str:
    """By its first two letters, as numbers, since they may be of any script."""
    return "-".join(f"{ord(letter):x}" for letter in word[:2])


def _as_script(entries: list[Entry]) -> str:
    return f"medsiteFound({json.dumps(entries, separators=(',', ':'))});\n"
