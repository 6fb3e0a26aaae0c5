"""Read the side effects of one section."""

from dataclasses import dataclass

from monographs.importing.documents.draft import (
    DraftSideEffect,
    Issue,
    SectionText,
    Severity,
)
from monographs.importing.documents.side_effects.blocks import read_blocks
from monographs.importing.documents.side_effects.found import Effect, Found, Left
from monographs.importing.documents.side_effects.issues import issues_of
from monographs.importing.documents.side_effects.labels import heading_labels
from monographs.importing.documents.side_effects.medicines import medicines_of
from monographs.importing.documents.side_effects.rest import rest_of
from monographs.importing.documents.side_effects.rows import labels_kept_by, row_of
from monographs.importing.documents.side_effects.walk import walk

# The longest known section has 6,000 characters.
LONGEST_SECTION = 60_000


@dataclass(frozen=True)
class SideEffectsRead:
    """`rest` is the Markdown that no row took."""

    rows: tuple[DraftSideEffect, ...]
    rest: str
    issues: tuple[Issue, ...]


def read_side_effects(
    section: SectionText, *, medicines: tuple[str, ...] = ()
) -> SideEffectsRead:
    text = section.text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_SECTION:
        return SideEffectsRead((), text.strip(), (_too_long(section),))
    known = medicines_of(medicines)
    above = heading_labels(section.heading, known)
    found = list(walk(read_blocks(text), above, known))
    rows = tuple(row_of(one, section) for one in found if isinstance(one, Effect))
    rest = rest_of(text, _taken(found, text))
    return SideEffectsRead(rows, rest, tuple(issues_of(found, rows, section)))


def _taken(found: list[Found], text: str) -> list[tuple[int, int]]:
    """Where the text stood that is now in rows, labels that nothing else needs too."""
    effects = [one for one in found if isinstance(one, Effect)]
    kept = {label for effect in effects for label in labels_kept_by(effect)}
    needed = {label for one in found if isinstance(one, Left) for label in one.labels}
    pieces = [effect.piece for effect in effects if not effect.is_from_sentence]
    pieces += [label.piece for label in kept - needed if label.piece.source is text]
    return [(piece.start, piece.end) for piece in pieces]


def _too_long(section: SectionText) -> Issue:
    return Issue(
        "side_effects_too_long",
        Severity.WARNING,
        section.heading_line,
        f"This section is longer than {LONGEST_SECTION:,} characters, so no side "
        "effects were read from it and its text is kept whole. Shorten it, or add "
        "the side effects by hand.",
    )
