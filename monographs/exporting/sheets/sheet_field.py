"""A column of a spreadsheet: declared once, and used by whatever reads or writes it."""

import re
from collections.abc import Iterable, Sequence
from itertools import count
from operator import attrgetter
from typing import Any

from import_export.fields import Field

from monographs.content import canonical_text
from monographs.exporting.sheets.unreadable import Unreadable
from monographs.visible_text import one_line

# No database of ours takes them in a text.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_declared = count()


class SheetField(Field):  # type: ignore[misc]
    """A column of text; other kinds of columns are subclasses.

    `reads` are the paths of the values in the database, from the sheet's model, and
    `of` the paths of the same values in a document's row. `read` answers with the
    model's columns by name; what belongs to a shared entry or to another row has a
    name of its own, which the sheet's declaration gives.
    """

    def __init__(
        self,
        explains: str,
        *,
        example: str,
        reads: tuple[str, ...],
        of: tuple[str, ...] | None = None,
        gives: str = "",
        longest: int | None = None,
        is_required: bool = False,
        is_informative: bool = False,
        describes: str = "",
        is_last: bool = False,
    ) -> None:
        """`describes` names the column of a shared entry that this one describes; it
        counts where the import makes that entry, and never changes one that exists."""
        super().__init__(attribute=reads[0] if reads else None, readonly=is_informative)
        self.explains = explains
        self.example = example
        self.reads = reads
        self.of = reads if of is None else of
        self.gives = gives or (reads[0] if reads else "")
        self.choices: tuple[str, ...] = ()
        self.longest = longest
        self.is_required = is_required
        self.is_informative = is_informative
        self.describes = describes
        self.is_last = is_last
        self.declared = next(_declared)

    def as_text(self, *values: Any) -> str:
        """The cell, for any values that the database can hold."""
        (value,) = values
        return canonical_text(value)

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        """The cells of many rows, from a sequence of values for each of `reads`."""
        together = "".join(values[0])
        if together.isascii() and "\r" not in together:
            return values[0]  # every text is in its one form already
        return map(self.as_text, values[0])

    def of_document(self, row: Any, document: Any) -> str:
        """The same cell, from a row of a version; empty where no version says it."""
        if not self.of:
            return ""
        return self.as_text(*(attrgetter(path)(row) for path in self.of))

    def read(self, text: str) -> dict[str, Any]:
        """The model's columns; what `as_text` wrote gives its values back."""
        text = storable(text)
        if self.is_required and not text:
            raise Unreadable(f'"{self.column_name}" cannot be empty. Fill it in.')
        if self.longest and len(text) > self.longest:
            raise Unreadable(
                f"The text has {len(text):,} characters; {self.longest:,} fit. "
                "Shorten it."
            )
        return {self.gives: text}


class LineField(SheetField):
    """Of one line that readers see, such as who wrote an article."""

    def read(self, text: str) -> dict[str, Any]:
        try:
            return super().read(one_line(storable(text)))
        except Unreadable:
            raise
        except ValueError as reason:
            raise Unreadable(str(reason)) from reason


def storable(text: str) -> str:
    """In the one form in which texts are compared."""
    if _UNSTORABLE.search(text):
        raise Unreadable(
            "The text holds a character that no database keeps (NUL, or half of a "
            "pair). Delete it."
        )
    return canonical_text(text)
