"""Columns that hold something other than free text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from monographs.exporting.sheets.sheet_field import SheetField, storable
from monographs.exporting.sheets.unreadable import (
    Unreadable,
    not_in_the_list,
    quoted,
)

# The key of the template's example lines.
EXAMPLE = "example"

_KEY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WHOLE = re.compile(r"[0-9]{1,10}")
_ATC = re.compile(r"[A-Z](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ChoiceField(SheetField):
    """One of a closed list, as written there, in any case."""

    def __init__(
        self,
        explains: str,
        *,
        words: Mapping[Any, str],
        what: str,
        also: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """`words` are what cells show, by what the database holds; `also` are further
        ways of writing them."""
        super().__init__(explains, **options)
        self.words = dict(words)
        self.choices = tuple(word for word in words.values() if word)
        self.what = what
        self._meant = {
            **{_folded(word): value for word, value in (also or {}).items()},
            **{_folded(value): value for value in words},
            **{_folded(word): value for value, word in words.items()},
        }

    def as_text(self, *values: Any) -> str:
        (value,) = values
        return str(self.words.get(value, value))

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return map(self.words.get, values[0], values[0])

    def read(self, text: str) -> dict[str, Any]:
        if not text.strip() and self.is_required:
            raise Unreadable(
                f'"{self.column_name}" cannot be empty. '
                f"Use one of: {', '.join(self.choices)}."
            )
        try:
            return {self.gives: self._meant[_folded(text)]}
        except KeyError:
            raise not_in_the_list(text, self.choices, self.what) from None


class YesNoField(ChoiceField):
    def __init__(
        self, explains: str, *, also: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(
            explains,
            words={True: "yes", False: "no"},
            also={"true": True, "false": False, **(also or {})},
            what="answer",
            **options,
        )


class VerifiedField(SheetField):
    """Informative: verifying is looking at a row, which no spreadsheet does."""

    choices = ("yes", "no")

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        origins, people = values
        return [
            "no" if person is None and origin == "import" else "yes"
            for origin, person in zip(origins, people, strict=True)
        ]

    def as_text(self, *values: Any) -> str:
        """Each row that the line shows, by its origin and who verified it."""
        rows = zip(values[::2], values[1::2], strict=True)
        return "no" if ("import", None) in rows else "yes"

    def of_document(self, row: Any, document: Any) -> str:
        return "yes"  # nothing unverified is ever submitted

    def read(self, text: str) -> dict[str, Any]:
        return {}


class WholeNumberField(SheetField):
    def __init__(
        self,
        explains: str,
        *,
        least: int = 0,
        most: int = 2**31 - 1,
        when_empty: int | None = None,
        **options: Any,
    ) -> None:
        super().__init__(explains, **options)
        self.when_empty = when_empty
        self.least = least
        self.most = most

    def as_text(self, *values: Any) -> str:
        (value,) = values
        return "" if value is None else str(value)

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return map(self.as_text, values[0])

    def read(self, text: str) -> dict[str, Any]:
        written = text.strip()
        if not written and not self.is_required:
            return {self.gives: self.when_empty}
        if not _WHOLE.fullmatch(written):
            raise Unreadable(
                f"{quoted(text)} is no whole number. Write it in figures, such as "
                f"{self.example}."
            )
        value = int(written)
        if not self.least <= value <= self.most:
            raise Unreadable(
                f"{quoted(text)} is not possible here. Write a number from "
                f"{self.least:,} to {self.most:,}."
            )
        return {self.gives: value}


class PositionField(WholeNumberField):
    """Counted while the rows of a page are written; the database's may have gaps."""

    def of_document(self, row: Any, document: Any) -> str:
        """The row's place among those of its kind."""
        places = (
            position
            for rows in vars(document).values()
            if isinstance(rows, tuple)
            for position, one in enumerate(rows, 1)
            if one is row
        )
        return str(next(places))


class KeyField(SheetField):
    def as_text(self, *values: Any) -> str:
        (value,) = values
        return "" if value is None else str(value)

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return map(self.as_text if None in values[0] else str, values[0])

    def read(self, text: str) -> dict[str, Any]:
        written = text.strip().lower()
        if not written:
            return {self.gives: None}
        if written == EXAMPLE:
            raise Unreadable("This is the example line of the template. Delete it.")
        if not _KEY.fullmatch(written):
            raise Unreadable(
                f"{quoted(text)} is no key. Leave the cell as the export wrote it, or "
                "empty for a new line."
            )
        return {self.gives: UUID(written)}


class AddressField(SheetField):
    """The last part of a page's address."""

    def __init__(self, explains: str, *, of_page: bool = False, **options: Any) -> None:
        """`of_page` stands for the page that the line belongs to."""
        super().__init__(explains, longest=300, **options)
        self.of_page = of_page

    def as_text(self, *values: Any) -> str:
        (value,) = values
        return value or ""

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return [value or "" for value in values[0]]

    def of_document(self, row: Any, document: Any) -> str:
        if self.of_page:
            return self.as_text(document.slug)
        return super().of_document(row, document)

    def read(self, text: str) -> dict[str, Any]:
        address: str = super().read(text.strip())[self.gives]
        if not address:
            return {self.gives: None}
        if not _SLUG.fullmatch(address) or len(address) < 2:
            raise Unreadable(
                f"{quoted(text)} is no address. Use lower-case letters a to z, digits "
                "and single hyphens, at least two characters."
            )
        return {self.gives: address}


class LinkField(SheetField):
    def read(self, text: str) -> dict[str, Any]:
        link: str = super().read(text.strip())[self.gives]
        if not link:
            return {self.gives: ""}
        try:
            parts = urlsplit(link)
            is_link = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            is_link = False
        if not is_link or re.search(r"\s", link):
            raise Unreadable(
                f"{quoted(text)} is no link. Write all of it, such as {self.example}."
            )
        return {self.gives: link}


class AtcField(SheetField):
    def as_text(self, *values: Any) -> str:
        (value,) = values
        return value or ""

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return [value or "" for value in values[0]]

    def read(self, text: str) -> dict[str, Any]:
        code = storable(text).strip().upper()
        if code and not _ATC.fullmatch(code):
            raise Unreadable(
                f"{quoted(text)} is no ATC code. One looks like N05BA, from one letter "
                "to seven characters."
            )
        return {self.gives: code or None}


def in_words(choices: Any) -> dict[str, str]:
    """A closed list as cells show it: "how_it_works" is "how it works"."""
    return {value: value.replace("_", " ") for value in choices}


def _folded(text: Any) -> str:
    return " ".join(str(text).replace("_", " ").split()).casefold()
