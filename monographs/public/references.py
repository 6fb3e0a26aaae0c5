"""Numbered references, each linked back to every place that cites it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from monographs.content import DocumentCitation
from monographs.public.parts import Part, line
from monographs.public.standing import safe_link

_CITED = re.compile(r'id="(cited-(\d+)-\d+)"')


@dataclass(frozen=True)
class CitingPart:
    heading: str
    first: str  # the anchor of the first place that cites the reference
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    number: str
    text: SafeString
    url: str
    link: str
    cited_in: tuple[CitingPart, ...]


def references_of(
    citations: Iterable[DocumentCitation], parts: Iterable[Part]
) -> tuple[Reference, ...]:
    cited_in: dict[str, dict[str, CitingPart]] = {}
    for part in parts:
        for anchor, number in _CITED.findall("".join(part.html())):
            citing = cited_in.setdefault(number, {})
            if part.anchor in citing:
                citing[part.anchor].others.append(anchor)
            else:
                citing[part.anchor] = CitingPart(part.heading, anchor)
    return tuple(
        Reference(
            number=str(citation.number),
            text=line(citation.text),
            url=citation.url,
            link=safe_link(citation.url),
            cited_in=tuple(cited_in.get(str(citation.number), {}).values()),
        )
        for citation in sorted(citations, key=lambda citation: citation.number)
    )
