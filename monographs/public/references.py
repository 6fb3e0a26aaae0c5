"""Numbered references, each linked back to the parts of the page that cite it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monographs.content import DocumentCitation
from monographs.public.parts import Part, line
from monographs.public.standing import safe_link

_CITED = re.compile(r'href="#citation-(\d+)"')


@dataclass(frozen=True)
class Reference:
    number: str
    text: str
    url: str
    link: str
    cited_in: tuple[Part, ...]


def references_of(
    citations: Iterable[DocumentCitation], parts: Iterable[Part]
) -> tuple[Reference, ...]:
    cited_in: dict[str, list[Part]] = {}
    for part in parts:
        for number in set(_CITED.findall("".join(part.html()))):
            cited_in.setdefault(number, []).append(part)
    return tuple(
        Reference(
            number=str(citation.number),
            text=line(citation.text),
            url=citation.url,
            link=safe_link(citation.url),
            cited_in=tuple(cited_in.get(str(citation.number), ())),
        )
        for citation in sorted(citations, key=lambda citation: citation.number)
    )
