"""The sets that stand on the disk, and which of them may be given out."""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils.dateparse import parse_datetime

from monographs.models.public import Publication
from monographs.public.addresses import DataFileConverter, DataSetConverter
from monographs.public.open_data.describe import DESCRIPTION, README, SUMS

logger = logging.getLogger(__name__)

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_AROUND = {
    DESCRIPTION: "application/json",
    README: "text/markdown; charset=utf-8",
    SUMS: "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class SetFile:
    name: str
    path: Path
    content_type: str
    size: int
    sha256: str  # empty for those that describe the others
    description: str


@dataclass(frozen=True)
class DataSet:
    folder: Path
    package: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def made_at(self) -> datetime:
        made_at = parse_datetime(self.package["created"])
        if made_at is None:
            raise ValueError(f"{self.folder} does not say when it was made.")
        return made_at

    @property
    def content_hash(self) -> str:
        return str(self.package["contentHash"])

    @cached_property
    def files(self) -> dict[str, SetFile]:
        """Those that the set names, and no others."""
        data = [
            SetFile(
                name=resource["path"],
                path=self.folder / resource["path"],
                content_type=_with_charset(resource["mediatype"]),
                size=resource["bytes"],
                sha256=resource["hash"].removeprefix("sha256:"),
                description=resource["description"],
            )
            for resource in self.package["resources"]
            if self._is_own(resource["path"])
        ]
        around = [
            SetFile(name, path, content_type, path.stat().st_size, "", "")
            for name, content_type in _AROUND.items()
            if (path := self.folder / name).is_file() and self._is_own(name)
        ]
        return {file.name: file for file in [*data, *around]}

    def _is_own(self, name: str) -> bool:
        """A plain file of this folder: nothing that a name or a link leads to."""
        is_plain = re.fullmatch(DataFileConverter.regex, name)
        return bool(is_plain) and not (self.folder / name).is_symlink()

    def holds_withdrawn_pages(self) -> bool:
        """A page that readers had when it was made, and lost since."""
        return Publication.objects.filter(
            withdrawn_at__gte=self.made_at, changes__at__lte=self.made_at
        ).exists()


def held_back(sets: Sequence[DataSet]) -> set[str]:
    """The names of those that hold a page which was withdrawn since; one query."""
    if not sets:
        return set()
    withdrawn = Publication.objects.filter(
        withdrawn_at__gte=min(one.made_at for one in sets)
    ).annotate(first_at=Min("changes__at"))
    spans = list(withdrawn.values_list("first_at", "withdrawn_at"))
    return {
        one.name
        for one in sets
        if any(first and last and first <= one.made_at <= last for first, last in spans)
    }


def all_sets() -> list[DataSet]:
    """The newest first."""
    root = settings.DATA_DIR
    if not root.is_dir():
        return []
    names = [
        entry.name
        for entry in root.iterdir()
        if re.fullmatch(DataSetConverter.regex, entry.name)
    ]
    found = (find_set(name) for name in sorted(names, key=_place, reverse=True))
    return [one for one in found if one is not None]


def find_set(name: str) -> DataSet | None:
    """By its folder's name, which an address may hold."""
    folder = settings.DATA_DIR / name
    try:
        found = DataSet(folder, json.loads((folder / DESCRIPTION).read_bytes()))
        # One that nobody can read does not keep the others from being listed.
        found.made_at, found.files, found.content_hash  # noqa: B018
    except (FileNotFoundError, NotADirectoryError):
        return None
    except _UNREADABLE:
        logger.warning("%s is no set of open data; it is not given out.", folder)
        return None
    return found


def next_name(day: str) -> str:
    taken = {entry.name for entry in settings.DATA_DIR.iterdir()}
    number = 1
    name = day
    while name in taken:
        number += 1
        name = f"{day}-{number}"
    return name


def _place(name: str) -> tuple[str, int]:
    return name[:10], int(name[11:] or 1)


def _with_charset(mediatype: str) -> str:
    is_text = mediatype.startswith("text/") or mediatype == "application/jsonl"
    return f"{mediatype}; charset=utf-8" if is_text else mediatype
