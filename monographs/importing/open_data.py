"""Reads a set of open data, and refuses one that is not as it was written."""

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from monographs.content import (
    ONLY_WHERE_STATED,
    Document,
    UnknownSchema,
    is_sealed,
    loads,
)
from monographs.exporting.tables.cells import unguarded
from monographs.models.public import NOT_STATED
from monographs.visible_text import one_line, visible_text
from monographs.workflow import Licence, TransitionRefused, read_licence
from monographs.workflow.restoring import (
    RestoredChange,
    RestoredClass,
    RestoredEffect,
    RestoredFormerEffect,
    RestoredNotice,
    RestoredPage,
    RestoredSignature,
    RestoredSource,
    RestoredVersion,
)

FORMAT = 1
_PARTS = ("pages", "versions", "changes", "effects", "classes")
_NEEDED = {"datapackage.json", "sources.csv", *(f"{part}.jsonl" for part in _PARTS)}
_SUM = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9.-]*)")
_SLUG = re.compile("[a-z0-9][a-z0-9-]{1,299}")
_SHARED_SLUG = re.compile("[A-Za-z0-9_-]{1,300}")
_BEFORE_CONTENT = ',"content":'
_AT_ONCE = 1 << 20
# Whatever is not as we write it, and what is nested too deep to be read.
_UNREADABLE = (KeyError, TypeError, ValueError, RecursionError, OverflowError)
_LARGEST = 2**63 - 1
# Escaped halves of a pair and NUL, of which a text may hold none.
_PERHAPS_UNSTORABLE = re.compile(r"\\u(?:d[89a-f]|0000)", re.IGNORECASE)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
Value = TypeVar("Value")


class SetRefused(Exception):
    """The set cannot be read; the message says where and why."""


class OpenDataSet:
    """A folder whose files have the hashes that it says they have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._verify()
        try:
            package = json.loads((folder / "datapackage.json").read_bytes())
            found = package.get("format")
            self.name = str(package["name"]).removeprefix("medsite-")
            self.page_count = int(package["counts"].get("pages", 0))
        except (*_UNREADABLE, AttributeError) as error:
            raise SetRefused(
                f"datapackage.json: it cannot be read ({error})."
            ) from None
        if found != FORMAT:
            raise SetRefused(
                f"This set has format {found}; this medsite reads "
                f"{FORMAT}. Use the medsite that wrote it, or a newer one."
            )

    def pages(self) -> Iterator[RestoredPage]:
        return self._lines("pages", _page)

    def pages_with_versions(self) -> Iterator[RestoredPage]:
        """Both files have the pages in the same order."""
        versions = self._lines("versions", _version)
        waiting = next(versions, None)
        for page in self.pages():
            own = []
            while waiting is not None and waiting.document.key == page.key:
                own.append(waiting)
                waiting = next(versions, None)
            if page.current_version not in [one.number for one in own]:
                raise SetRefused(
                    f'versions.jsonl: "{page.title}" lacks its version '
                    f"{page.current_version}."
                )
            yield replace(page, versions=tuple(own))
        if waiting is not None:
            raise SetRefused(
                f'versions.jsonl: "{waiting.document.title}" is not in pages.jsonl.'
            )

    def changes(self) -> Iterator[RestoredChange]:
        return self._lines("changes", _change)

    def effects(self) -> Iterator[RestoredEffect]:
        return self._lines("effects", _effect)

    def classes(self) -> Iterator[RestoredClass]:
        return self._lines("classes", _class)

    def sources(self) -> Iterator[RestoredSource]:
        path = self.folder / "sources.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                # Older sets named there the licence of the set.
                has_licences = "licence_address" in (reader.fieldnames or ())
                for row in reader:
                    day = row["taken_in_on"]
                    yield RestoredSource(
                        sha256=unguarded(row["sha256"]),
                        form=row["form"],
                        taken_in_on=date.fromisoformat(day) if day else None,
                        licence=_stated(row) if has_licences else None,
                    )
        except (*_UNREADABLE, AttributeError, csv.Error, TransitionRefused) as error:
            raise SetRefused(f"sources.csv: it cannot be read ({error}).") from error

    def _lines(self, part: str, read: Callable[[str], Value]) -> Iterator[Value]:
        name = f"{part}.jsonl"
        with (self.folder / name).open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield read(line.decode())
                except UnknownSchema as error:
                    raise SetRefused(f"{name}, line {number}: {error}") from None
                except (*_UNREADABLE, LookupError) as error:
                    raise SetRefused(
                        f"{name}, line {number}: it cannot be read ({error})."
                    ) from error

    def _verify(self) -> None:
        if not self.folder.is_dir():
            raise SetRefused(f"There is no folder {self.folder}.")
        try:
            sums = (self.folder / "SHA256SUMS").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise SetRefused(
                f"{self.folder} is no set of open data: it has no SHA256SUMS."
            ) from None
        named = {
            found[2]: found[1]
            for line in sums.splitlines()
            if (found := _SUM.fullmatch(line))
        }
        if missing := sorted(_NEEDED - named.keys()):
            raise SetRefused(f"SHA256SUMS does not name {', '.join(missing)}.")
        for name, expected in named.items():
            path = self.folder / name
            if not path.is_file():
                raise SetRefused(f"{path} is missing. Fetch the set again.")
            if _hash_of(path) != expected:
                raise SetRefused(
                    f"{path} is not the file that SHA256SUMS names: it was changed or "
                    "cut off. Fetch the set again."
                )


def _hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()


def _stated(row: dict[str, str]) -> Licence | None:
    licence = read_licence(unguarded(row["licence"]), unguarded(row["licence_address"]))
    return None if licence.name == NOT_STATED else licence


def _read(line: str) -> Any:
    """Of one line, with nothing in it that no database of ours can keep."""
    data = json.loads(
        line,
        parse_int=_whole_number,
        parse_float=_refuse_fraction,
        parse_constant=_refuse_fraction,
    )
    if _PERHAPS_UNSTORABLE.search(line):
        _refuse_unstorable(data)
    return data


def _moment(written: str) -> datetime:
    """As databases keep it; no time before the first year."""
    return datetime.fromisoformat(written).astimezone(UTC)


def _whole_number(written: str) -> int:
    number = int(written)
    if abs(number) > _LARGEST:
        raise ValueError(f"{written[:60]} is too large a number")
    return number


def _refuse_fraction(written: str) -> NoReturn:
    raise ValueError(f"{written[:60]} is no whole number")


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r:.60} is no number")
    return value


def _refuse_unstorable(value: Any) -> None:
    if isinstance(value, str) and _UNSTORABLE.search(value):
        raise ValueError(
            f"{value[:60]!r} holds a character that no database keeps: NUL, or half "
            "of a pair"
        )
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for part in value:
            _refuse_unstorable(part)


def _page(line: str) -> RestoredPage:
    data = _read(line)
    return RestoredPage(
        key=UUID(data["key"]),
        kind=data["kind"],
        slug=_in_addresses(data["slug"], _SLUG),
        title=data["title"],
        is_listed=data["is_listed"],
        current_version=data["current_version"],
        shown_since=_moment(data["shown_since"]),
        changed_at=_moment(data["changed_at"]),
        reviewed_on=_day(data["reviewed_on"]),
        review_due_on=_day(data["review_due_on"]),
        former_slugs=tuple(_in_addresses(one, _SLUG) for one in data["former_slugs"]),
        notices=tuple(map(_notice, data["notices"])),
    )


def _notice(data: dict[str, Any]) -> RestoredNotice:
    return RestoredNotice(
        severity=data["severity"],
        text=data["text"],
        link=data["link"],
        starts_at=_moment(data["from"]),
        ends_at=_moment(data["until"]) if data["until"] else None,
    )


def _version(line: str) -> RestoredVersion:
    data = _read(line)
    status, change = data["status"], data["change"]
    # The first one is the line's own: in a text its quotes would be escaped.
    content = line.split(_BEFORE_CONTENT, 1)[1].removesuffix("\n").removesuffix("}")
    if not is_sealed(content, status["sha256"]):
        raise ValueError("its content is not what was signed")
    document = loads(content)
    _refuse_unseen_authors(document)
    return RestoredVersion(
        number=_number(status["version"]),
        content=content,
        document=document,
        sha256=status["sha256"],
        published_at=_moment(status["published_at"]),
        change_kind=change["kind"],
        change_note=change["note"],
        base=change["compared_with"],
        is_emergency=status["state"] == "published_before_all_signed",
        signatures=tuple(
            RestoredSignature(
                role=one["role"],
                printed_name=one["name"],
                credential=one["credential"],
                signed_at=_moment(one["signed_at"]),
            )
            for one in status["signers"]
        ),
    )


def _refuse_unseen_authors(document: Document) -> None:
    """Nothing was published that the desk and the other imports would not take."""
    for name in ONLY_WHERE_STATED:
        written = getattr(document, name)
        try:
            is_line = not written or bool(one_line(written))
        except ValueError:
            is_line = False
        if not is_line:
            raise ValueError(
                f"its {name}, {visible_text(written[:60])!r}, is no line that one sees"
            )


def _change(line: str) -> RestoredChange:
    data = _read(line)
    return RestoredChange(
        number=_number(data["number"]),
        page=UUID(data["page"]),
        kind=data["kind"],
        version=data["version"],
        previous=data["previous_version"],
        at=_moment(data["at"]),
        title=data["title"],
        note=data["note"],
        done_with=data["done_with"],
    )


def _effect(line: str) -> RestoredEffect:
    data = _read(line)
    return RestoredEffect(
        key=UUID(data["key"]),
        name=data["name"],
        slug=_in_addresses(data["slug"], _SHARED_SLUG),
        body_system=data["body_system"],
        other_words=tuple(data["other_words"]),
        # Older sets were written before effects could be merged.
        merged=tuple(map(_former_effect, data.get("merged", ()))),
    )


def _former_effect(data: dict[str, Any]) -> RestoredFormerEffect:
    return RestoredFormerEffect(
        key=UUID(data["key"]),
        name=data["name"],
        slug=_in_addresses(data["slug"], _SHARED_SLUG),
    )


def _class(line: str) -> RestoredClass:
    data = _read(line)
    return RestoredClass(
        key=UUID(data["key"]),
        name=data["name"],
        slug=_in_addresses(data["slug"], _SHARED_SLUG),
        atc_code=data["atc_code"],
    )


def _in_addresses(slug: str, pattern: re.Pattern[str]) -> str:
    """As forms ask for it: nothing that leads out of an address or a folder."""
    if not pattern.fullmatch(slug):
        raise ValueError(f"{slug[:60]!r} cannot be part of an address")
    return slug


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
