"""Monographs as files below a folder: never half a file, never somebody else's."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from monographs.content import Document, loads, read_working_copies
from monographs.exporting.documents import to_markdown
from monographs.exporting.notation import is_exported
from monographs.models import Monograph, Publication

CHUNK = 100
# Of a file's name; most file systems take 255 bytes.
_LONGEST_NAME = 200
_PLAIN_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class NotOurs(Exception):
    """The file exists, and medsite did not write it; the message names it."""


def count_working_copies() -> int:
    return Monograph.objects.count()


def working_copies() -> Iterator[Document]:
    """A few at a time, with the same number of queries for each few."""
    monographs = Monograph.objects.order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(monographs, CHUNK)):
        documents = read_working_copies(chunk)
        yield from (documents[monograph.pk] for monograph in chunk)


def count_published_versions() -> int:
    return Publication.objects.live().count()


def published_versions() -> Iterator[Document]:
    """What readers see now: the signed content, no draft."""
    publications = Publication.objects.live().select_related("revision").order_by("pk")
    for publication in publications.iterator(chunk_size=CHUNK):
        yield loads(publication.revision.content)


def write_document(document: Document, folder: Path) -> Path:
    path = folder / path_of(document)
    if path.exists() and not _is_own(path):
        raise NotOurs(
            f"{path} was left alone: medsite did not write it. Move it elsewhere."
        )
    if path.parent.is_symlink():
        raise NotOurs(f"{path.parent} is a link to elsewhere. Move it away.")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.unlink(missing_ok=True)  # of a run that was killed, or a link
    try:
        unfinished.write_text(to_markdown(document), encoding="utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def path_of(document: Document) -> Path:
    """Below the folder; an address that is no plain file name gives way to the key."""
    is_plain = _PLAIN_SLUG.fullmatch(document.slug)
    name = document.slug if is_plain else str(document.key)
    if len(name) > _LONGEST_NAME:
        name = str(document.key)
    return Path(name[0]) / f"{name}.md"


def _is_own(path: Path) -> bool:
    if not path.is_file():
        return False
    return is_exported(path.read_text(encoding="utf-8", errors="replace"))
