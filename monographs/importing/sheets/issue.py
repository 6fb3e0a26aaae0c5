"""What a person should know about a cell, a line or a file of a spreadsheet."""

from dataclasses import dataclass

from monographs.importing.documents.draft import LONGEST_QUOTE, Severity


@dataclass(frozen=True, slots=True)
class SheetIssue:
    """`sheet` is the table's name in the file; `column` its letters, as D in D17."""

    code: str
    message: str  # a whole sentence: what is wrong, and what to do next
    sheet: str = ""
    column: str = ""
    line: int | None = None
    found: str = ""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.column}{self.line or ''}".rstrip("!")


def letters(place: int) -> str:
    """The letters above a column, by its place from 0: A, …, Z, AA."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cut(text: str, most: int = LONGEST_QUOTE) -> str:
    """As much as a message may repeat, in characters that a database can hold."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return text.encode("utf-8", "replace").decode().replace("\0", "?")
