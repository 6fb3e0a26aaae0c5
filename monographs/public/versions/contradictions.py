"""Where one source, as it was taken over, contradicts itself on side effects. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from monographs.content import DocumentSideEffect
from monographs.frequency import sentence, words_differ
from monographs.public.versions.numbered_sources import NumberedSource
from monographs.public.versions.statements import lines_of
from monographs.visible_text import visible_text


@dataclass(frozen=True)
class Saying:
    """What the source says in one place."""

    words: str
    lines: str


@dataclass(frozen=True)
class Contradiction:
    effect: str
    source: NumberedSource | None  # none where editors wrote the statements
    sayings: tuple[Saying, ...]
    is_word_against_figure: bool


def contradictions_of(
    rows: Iterable[DocumentSideEffect], sources: Mapping[str, NumberedSource]
) -> tuple[Contradiction, ...]:
    rows = list(rows)
    return (
        *_said_twice(rows, sources),
        *_words_against_figures(rows, sources),
    )


def _said_twice(
    rows: list[DocumentSideEffect], sources: Mapping[str, NumberedSource]
) -> Iterator[Contradiction]:
    """For the same effect of the same component, route or dose, another frequency."""
    same: defaultdict[Hashable, list[DocumentSideEffect]] = defaultdict(list)
    for row in rows:
        where = row.scope, row.scope_name.casefold()
        same[row.source, row.effect_key, where].append(row)
    for twice in same.values():
        if len({sentence(row.frequency) for row in twice}) > 1:
            yield Contradiction(
                visible_text(twice[0].effect),
                sources.get(twice[0].source or ""),
                tuple(_saying(row) for row in twice),
                is_word_against_figure=False,
            )


def _words_against_figures(
    rows: list[DocumentSideEffect], sources: Mapping[str, NumberedSource]
) -> Iterator[Contradiction]:
    for row in rows:
        frequency = row.frequency
        if not frequency.word or frequency.interval is None:
            continue
        if words_differ(frequency.word, frequency.interval):
            yield Contradiction(
                visible_text(row.effect),
                sources.get(row.source or ""),
                (
                    Saying(f"the word “{frequency.word}”", lines_of(row)),
                    Saying(sentence(replace(frequency, word="")), lines_of(row)),
                ),
                is_word_against_figure=True,
            )


def _saying(row: DocumentSideEffect) -> Saying:
    return Saying(sentence(row.frequency), lines_of(row))
