"""What is read from a document: plain values with their lines, and no database."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from monographs.frequency import Frequency, Serious

# A value that a message repeats is cut to this many characters.
LONGEST_QUOTE = 200
# What an article may state of itself; as many characters as a monograph has room for.
LONGEST_AUTHOR = 300
LONGEST_INTERESTS = 500


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Issue:
    """Something that a person should know about a line of a document."""

    code: str
    severity: Severity
    line: int
    message: str  # a whole sentence: what is wrong, and what to do next
    found: str = ""

    def __post_init__(self) -> None:
        found = self.found
        if len(found) > LONGEST_QUOTE:
            found = found[: LONGEST_QUOTE - 1] + "…"
        object.__setattr__(self, "found", _storable(found))
        object.__setattr__(self, "message", _storable(self.message))


def _storable(text: str) -> str:
    """Half characters and NUL, which an escape can name, fit into no database."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")


@dataclass(frozen=True)
class Lines:
    """Lines of the file as an editor program counts them: from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class SectionText:
    """A part of a document, cut out but not read further.

    `text` is its Markdown as written, without the heading; its first line is `first`
    of the file, even where it begins behind a label in the middle of that line.
    """

    kind: str
    heading: str
    text: str
    first: int
    heading_line: int

    def line(self, index: int) -> int:
        """The file's line of the text's line number `index`, counted from 0."""
        return self.first + index


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """Only a file that medsite wrote knows its rows' keys."""

    lines: Lines
    key: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DraftSection(DraftRow):
    """`body` is what no row took; `whole` is all that the source has there."""

    kind: str
    heading: str
    body: str
    whole: str


@dataclass(frozen=True, kw_only=True)
class DraftSideEffect(DraftRow):
    """`wording` is the item as written; `name` is what it calls the effect.

    `frequency.phrase` is the words that say how often, where any do: the item's own,
    or its label's, or the lead-in's.
    """

    name: str
    wording: str
    frequency: Frequency
    serious: Serious
    group: str = ""
    scope: str = "product"  # a value of SideEffect.Scope
    scope_name: str = ""
    is_from_sentence: bool = False
    # The vocabulary's own name, where the file states it: only medsite's own files do.
    effect: str = ""
    effect_key: UUID | None = None
    body_system: str = ""


@dataclass(frozen=True, kw_only=True)
class DraftFAQ(DraftRow):
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class DraftName(DraftRow):
    """Another name that the document states; `kind` is one of Name.Kind."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DraftComponent(DraftRow):
    name: str
    drug_key: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DraftClass(DraftRow):
    name: str
    atc_code: str | None = None
    class_key: UUID | None = None
    slug: str = ""


@dataclass(frozen=True, kw_only=True)
class DraftCitation(DraftRow):
    number: int
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class DraftSubject(DraftRow):
    """A column of a comparison's feature table."""

    name: str


@dataclass(frozen=True, kw_only=True)
class DraftComparisonRow(DraftRow):
    """One cell for each subject, in the subjects' order.

    So are the cells' keys, where the file knows them; of a cell that was never made
    there is none.
    """

    feature: str
    cells: tuple[str, ...]
    cell_keys: tuple[UUID | None, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DraftDisagreement(DraftRow):
    """Only files that medsite wrote hold one."""

    question: str
    positions: str
    shown: str
    reason: str
    is_settled: bool


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`generic_name` is null where the document has no such section."""

    kind: str = "drug"  # a value of Monograph.Kind
    title: str = ""
    is_listed: bool = True
    author: str = ""  # of an article
    interests: str = ""
    generic_name: str | None = None
    # Only files that medsite wrote know these.
    key: UUID | None = None
    slug: str = ""
    names: tuple[DraftName, ...] = ()
    classes: tuple[DraftClass, ...] = ()
    components: tuple[DraftComponent, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    side_effects: tuple[DraftSideEffect, ...] = ()
    faqs: tuple[DraftFAQ, ...] = ()
    citations: tuple[DraftCitation, ...] = ()
    subjects: tuple[DraftSubject, ...] = ()
    comparison_rows: tuple[DraftComparisonRow, ...] = ()
    disagreements: tuple[DraftDisagreement, ...] = ()


class Status(StrEnum):
    """As the report names them."""

    IMPORTED = "imported"
    FLAGGED = "flagged"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """One document, read.

    `draft` is None only where nothing could be read at all. Of a refusal or a stub the
    text is kept in a draft, so that a person can still make a drug of it.
    """

    path: str
    dialect: str
    encoding: str
    status: Status
    flags: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    draft: Draft | None = field(default=None)
