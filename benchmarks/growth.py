"""The same addresses on a small and on a large site, nothing cached on either."""

import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle

from benchmarks import vocabulary
from benchmarks.figure import Figure, at_most
from benchmarks.load import Address, Bounds, Side, compare, get

BUDGET = 1.5
# Those that many drugs have.
CLASS = vocabulary.CLASSES[0].slug
EFFECT = vocabulary.EFFECTS[0].name.lower().replace(" ", "+")
REVIEWED_SINCE = date.today() - timedelta(days=140)
FREQUENT = vocabulary.EFFECTS[0]
# Each shows a full page of titles on both sites.
LISTS = {
    "The list of drugs": "/drugs/",
    "The start page": "/",
    "The list of drugs, from M on": "/drugs/?after=m.0.0",
    "The list of drugs with C": "/drugs/c/",
    "Drugs of a class": f"/drugs/?drug_class={CLASS}",
    "Drugs with a side effect": f"/drugs/?effect={EFFECT}",
    "Drugs with such as often": f"/drugs/?effect={EFFECT}&frequency=not_stated",
    "Drugs with a body system": "/drugs/?body_system=skin&serious=yes",
    "Drugs with a frequency": "/drugs/?frequency=common&figures=yes",
    "Drugs of a frequency that none has": "/drugs/?frequency=rare",
    "Drugs of a class with such": f"/drugs/?drug_class={CLASS}&effect={EFFECT}",
    "Drugs reviewed since": f"/drugs/?reviewed_since={REVIEWED_SINCE}",
    "The list of classes": "/classes/",
    "A class and what its drugs share": f"/classes/{CLASS}/",
    "The list of body systems": "/body-systems/",
    "A body system": "/body-systems/skin/",
    "What changed": "/changes/",
    "What changed, of one kind": "/changes/?kind=new",
    "Reviews that are not due yet": "/reviews/?list=approved",
    "Side effects A–Z": "/side-effects/",
    "Who lists a side effect": f"/side-effects/{FREQUENT.slug}/",
    "Who lists a side effect, behind figures": (
        f"/side-effects/{FREQUENT.slug}/?after=1.0"
    ),
    "The search for a side effect": "/search/?q=headache",
    "The search for a word of many texts": "/search/?q=winter",
    "The search for words of many texts": "/search/?q=winter+forget",
    "The search for a beginning": "/search/?q=be",
    "What is suggested for a beginning": "/search/suggest?q=be",
}


def growth(
    small: Address, large: Address, paths: Sequence[str], sizes: str, bounds: Bounds
) -> Iterator[Figure]:
    pages = {name: [path] for name, path in LISTS.items()}
    # Within both lists: all but the last hundred days.
    before = int((time.time() - 100 * 24 * 60 * 60) * 1_000_000)
    pages["What changed, further on"] = [f"/changes/?after={before}.0"]
    # Exact names, and with a letter too many.
    names = [path.split("/")[2] for path in paths]
    pages["The search for a name"] = [f"/search/?q={name}" for name in names]
    pages["The search for a mistyped name"] = [
        f"/search/?q={name[:6]}x{name[6:]}" for name in names
    ]
    pages["Which of ten drugs list which side effects"] = [
        f"/side-effects/match/?e={FREQUENT.slug}&" + "&".join(f"d={one}" for one in ten)
        for ten in zip(*[iter(names)] * 10, strict=False)
    ]
    for name, asked in {**pages, "A monograph's page": paths}.items():
        for address in (small, large):
            get(address, asked[0])
        found = compare(Side(small, cycle(asked)), Side(large, cycle(asked)), bounds)
        yield at_most(
            f"{name}: time at {sizes}",
            found.ratio,
            BUDGET,
            unit=" ×",
            detail=f"{found.second * 1000:.1f} and {found.first * 1000:.1f} ms",
        )
