"""What a label says: how often, for which medicine or body system, or an effect."""

from dataclasses import dataclass, replace

from monographs.frequency import Basis, Reading, Serious
from monographs.importing.documents.patterns import spaced
from monographs.importing.documents.side_effects.clauses import (
    is_advice,
    is_clause,
    is_imperative,
    is_like_effect,
)
from monographs.importing.documents.side_effects.cutting import (
    LONGEST_LABEL,
    words,
)
from monographs.importing.documents.side_effects.groups import (
    Group,
    Kind,
    group_named,
    is_generic,
)
from monographs.importing.documents.side_effects.medicines import Medicines
from monographs.importing.documents.side_effects.piece import (
    Piece,
    bracketed,
    outer,
    plain,
)
from monographs.importing.documents.side_effects.statements import (
    said,
    says_frequency,
)
from monographs.importing.documents.side_effects.vocabulary import (
    ADVICE_STARTS,
    CIRCUMSTANCES,
    OTHERS,
    PARTS_OF_MEDICINE,
    REMARK_STARTS,
)

_LONGEST_NOTE = 6
_LABEL_ENDS = ":–—- "
_SIDE_EFFECTS = spaced(r"\b(?:side|adverse) (?:effects?|reactions?|events?)\b")
# "Call your doctor at once if you have:" says what to look out for.
_LISTS_SIGNS = spaced(
    r"\b(?:you|they|these|following|signs?|symptoms?)(?: (?:may|might))?"
    r"(?: (?:have|get|notice|experience|develop|feel|see|of|occurs?|appears?))?\Z"
)
_MILD = spaced(r"\b(?:less (?:severe|serious)|mild(?:er)?|minor)\b")


@dataclass(frozen=True)
class Label:
    """`piece` is where it stands with its marks; a section's heading has none."""

    piece: Piece
    kind: Kind
    words: str
    reading: Reading
    group: Group | None = None

    @property
    def says_frequency(self) -> bool:
        """How often, or at least by whom it was seen: "Post-marketing reports"."""
        is_sourced = self.reading.frequency.basis is not Basis.NOT_STATED
        return is_sourced or says_frequency(self.reading)

    @property
    def says_serious(self) -> bool:
        return self.reading.serious is not Serious.NOT_STATED

    @property
    def says_something(self) -> bool:
        return self.says_frequency or self.says_serious

    @property
    def says_mild(self) -> bool:
        """Whether it takes back the word "serious" of a label above it."""
        return bool(_MILD.search(self.words))


Labels = tuple[Label, ...]


def label_of(piece: Piece, medicines: Medicines) -> Label:
    text = piece.plain.rstrip(_LABEL_ENDS)
    reading = said(text)
    mask = outer(text)
    name = plain(mask.replace("\0", ""))
    found = words(name)
    if _is_note(found):
        return Label(piece, Kind.NOTE, text, reading)
    if is_clause(mask):
        group = _part_told_of(mask, medicines)
        return Label(piece, Kind.STATEMENT, text, reading, group)
    if is_generic(name):
        group = _group_in_brackets(text, medicines) or _others(text, found)
        return Label(piece, Kind.STATEMENT, text, reading, group)
    if _LISTS_SIGNS.search(name) and (is_advice(name) or is_imperative(name)):
        return Label(piece, Kind.STATEMENT, text, reading)
    group = group_named(name, medicines) or _circumstances(text, found)
    if group is None and _SIDE_EFFECTS.search(name):
        said_of = " ".join(word for word in name.split() if not is_generic(word))
        group = group_named(said_of, medicines)
        return Label(piece, Kind.STATEMENT, text, reading, group)
    if group is None:
        return Label(piece, Kind.EFFECT, text, reading)
    return Label(piece, group.kind, text, reading, replace(group, words=text))


def only_says_how_often(heading: str) -> bool:
    """Whether a heading has no other words than "Very common (>10%)" or "Serious"."""
    if len(heading) > LONGEST_LABEL or not is_generic(outer(heading)):
        return False
    reading = said(heading)
    return says_frequency(reading) or reading.serious is not Serious.NOT_STATED


def heading_labels(heading: str, medicines: Medicines) -> Labels:
    """What "Side effects (tinidazole)" or "Common side effects" says of them all."""
    if len(heading) > LONGEST_LABEL:
        return ()
    label = label_of(Piece(heading, 0, len(heading)), medicines)
    if label.kind in (Kind.EFFECT, Kind.NOTE):
        return ()
    is_only_medicine = bool(
        label.group and label.group.kind is Kind.COMPONENT and len(medicines.parts) < 2
    )
    is_about_parts = not PARTS_OF_MEDICINE.isdisjoint(words(label.words))
    is_telling = label.group or label.says_something or is_about_parts
    return (label,) if is_telling and not is_only_medicine else ()


def above_list(label: Label) -> Label:
    """What a label is where a list follows: what it names is a group of effects."""
    if label.kind is Kind.EFFECT:
        return replace(label, group=Group(Kind.EFFECT, label.words))
    # "Tell your doctor if you notice:" lists effects.
    if label.kind is Kind.NOTE and words(label.words)[0] in ADVICE_STARTS:
        return replace(label, kind=Kind.STATEMENT)
    return label


def as_component(label: Label) -> Label:
    """An unknown label among the names of components."""
    if label.kind is not Kind.EFFECT or is_like_effect(label.words):
        return label
    group = Group(Kind.COMPONENT, label.words, label.words)
    return replace(label, kind=Kind.COMPONENT, group=group)


def part_label(piece: Piece, name: str) -> Label:
    """The component that a sentence speaks of stands above its effects as a label."""
    group = Group(Kind.COMPONENT, name, name)
    return Label(piece, Kind.COMPONENT, "", said(""), group)


def _is_note(found: list[str]) -> bool:
    """ "Note", "Important warning", "It is important to note"."""
    if not found or len(found) > _LONGEST_NOTE:
        return False
    is_start = found[0] in REMARK_STARTS | ADVICE_STARTS
    return is_start or found[-1] in ("note", "remember")


def _group_in_brackets(text: str, medicines: Medicines) -> Group | None:
    """The medicine, system or route of "Side effects (Oral)"."""
    for first, last in bracketed(text):
        inside = text[first + 1 : last - 1]
        group = None if is_generic(inside) else group_named(inside, medicines)
        if group:
            return group
    return None


def _others(text: str, found: list[str]) -> Group | None:
    """ "Other: fever" stands among body systems."""
    says_more = bool(said(text).frequency.word)
    is_other = bool(found) and found[0] in OTHERS and not says_more
    return Group(Kind.STATEMENT, text) if is_other else None


def _circumstances(text: str, found: list[str]) -> Group | None:
    """ "During the first weeks" and "With long use" name no effect."""
    is_about_when = len(found) > 1 and found[0] in CIRCUMSTANCES
    return Group(Kind.STATEMENT, text) if is_about_when else None


def _part_told_of(mask: str, medicines: Medicines) -> Group | None:
    """The one component that "Common side effects of … include" speaks of."""
    name = medicines.only_part_in(mask)
    return Group(Kind.COMPONENT, name, name) if name else None
