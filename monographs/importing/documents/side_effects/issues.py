"""What a person should look at among the side effects that were read."""

from collections.abc import Iterator, Sequence

from monographs.frequency import Basis, Reading, word_against_figure
from monographs.importing.documents.draft import (
    DraftSideEffect,
    Issue,
    SectionText,
    Severity,
)
from monographs.importing.documents.side_effects.found import Effect, Found
from monographs.importing.documents.side_effects.piece import Piece
from monographs.importing.documents.side_effects.rows import stating_label
from monographs.importing.documents.side_effects.statements import said


def issues_of(
    found: Sequence[Found], rows: Sequence[DraftSideEffect], section: SectionText
) -> Iterator[Issue]:
    effects = [one for one in found if isinstance(one, Effect)]
    yield from _about_phrases(effects, section)
    yield from _repeated(rows)
    for one in found:
        if not isinstance(one, Effect) and one.is_like_sentence:
            yield Issue(
                "side_effect_like_sentence",
                Severity.HINT,
                _line(one.piece, section),
                "This list item reads like a sentence, so it stays in the text. "
                "If it names a side effect, add a row for it.",
                one.piece.plain,
            )


def _about_phrases(effects: Sequence[Effect], section: SectionText) -> Iterator[Issue]:
    """A phrase is looked at once, however many effects stand under it."""
    looked_at = set()
    for effect in effects:
        label = stating_label(effect)
        phrase = label.words if label else effect.own.phrase
        reading = label.reading if label else said(phrase)
        piece = label.piece if label else effect.piece
        is_here = piece.source is effect.piece.source
        line = _line(piece, section) if is_here else section.heading_line
        if (phrase, line) not in looked_at:
            looked_at.add((phrase, line))
            yield from _about_phrase(phrase, reading, line)


def _about_phrase(phrase: str, reading: Reading, line: int) -> Iterator[Issue]:
    said = reading.frequency
    if against := word_against_figure(said.word, said.interval):
        yield Issue(
            "word_and_number_differ",
            Severity.HINT,
            line,
            f"This is {against}",
            phrase,
        )
    if reading.frequency.basis is Basis.MIXED:
        yield Issue(
            "basis_mixed",
            Severity.HINT,
            line,
            "This mixes a figure with single reports, and does not say which effect "
            "has which. No figure is stored; look each effect up.",
            phrase,
        )


def _repeated(rows: Sequence[DraftSideEffect]) -> Iterator[Issue]:
    first_lines: dict[tuple[str, str], int] = {}
    for row in rows:
        line = row.lines.first
        key = (row.name.casefold(), row.scope_name)
        if key in first_lines:
            yield Issue(
                "side_effect_repeated",
                Severity.HINT,
                line,
                f"This side effect stands on line {first_lines[key]} too. Both are "
                "kept; check whether both are right.",
                row.name,
            )
        first_lines.setdefault(key, line)


def _line(piece: Piece, section: SectionText) -> int:
    return section.line(piece.source.count("\n", 0, piece.start))
