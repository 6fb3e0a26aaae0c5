"""The folder that is written: only what medsite wrote is replaced or removed."""

import hashlib
import os
from collections.abc import Mapping, Set
from pathlib import Path
from shutil import copyfile

from monographs.public.static_site.manifest import NAME, Manifest


class NotOurs(Exception):
    """Something is there that medsite did not write; the message names it."""


class Folder:
    def __init__(self, root: Path) -> None:
        if root.exists() and not root.is_dir():
            raise NotOurs(f"{root} is a file. Name a folder.")
        root.mkdir(parents=True, exist_ok=True)
        if not (root / NAME).exists() and any(root.iterdir()):
            raise NotOurs(
                f"{root} holds files that no export wrote. Name a new or empty folder."
            )
        if (root / NAME).is_symlink():
            raise NotOurs(f"{root / NAME} is a link to elsewhere. Move it away.")
        self.root = root
        self.manifest = Manifest(root)
        self._ours = self.manifest.places()
        # It lies where others may write; what it names is removed by us.
        if outside := sorted(place for place in self._ours if _is_outside(place)):
            self.manifest.close()
            raise NotOurs(
                f"{root / NAME} names {outside[0]!r}, which no export wrote. "
                "Export into a new folder."
            )
        self._made: set[Path] = set()
        self._written: set[str] = set()
        self.removed = 0

    @property
    def places(self) -> set[str]:
        return self._ours

    @property
    def written(self) -> int:
        """Files; one may be written twice, once it is known what its links lead to."""
        return len(self._written)

    def put(self, unit: str, files: Mapping[str, bytes | Path]) -> None:
        """The unit's files are these, or copies of them: others it had are removed."""
        before = self.manifest.files_of(unit)
        hashes = {place: _digest(body) for place, body in files.items()}
        changed = [place for place in files if before.get(place) != hashes[place]]
        for place in changed:
            self._refuse_strangers(place)
        if changed:
            self.manifest.claim((place, unit) for place in changed)
            self._ours.update(changed)
            for place in changed:
                self._write(place, files[place])
            self.manifest.note_files((place, hashes[place]) for place in changed)
        self._remove(before.keys() - files.keys())

    def drop(self, unit: str) -> None:
        self._remove(self.manifest.files_of(unit).keys())
        self.manifest.forget_unit(unit)

    def _refuse_strangers(self, place: str) -> None:
        path = self.root / place
        if place not in self._ours and os.path.lexists(path):
            raise NotOurs(
                f"{path} was not written by an export, and its place is needed. "
                "Move it elsewhere."
            )

    def _write(self, place: str, body: bytes | Path) -> None:
        path = self.root / place
        self._make(path.parent)
        unfinished = path.with_name(f".{path.name[:200]}.part")
        unfinished.unlink(missing_ok=True)  # of a run that was killed, or a link
        if isinstance(body, Path):
            copyfile(body, unfinished)
        else:
            unfinished.write_bytes(body)
        unfinished.replace(path)
        self._written.add(place)

    def _make(self, parent: Path) -> None:
        if parent in self._made:
            return
        self._refuse_links(parent)
        parent.mkdir(parents=True, exist_ok=True)
        self._made.add(parent)

    def _refuse_links(self, parent: Path) -> None:
        for step in [parent, *parent.parents]:
            if step == self.root:
                break
            if step.is_symlink():
                raise NotOurs(f"{step} is a link to elsewhere. Move it away.")

    def _remove(self, places: Set[str]) -> None:
        if not places:
            return
        for place in places:
            path = self.root / place
            self._refuse_links(path.parent)
            path.unlink(missing_ok=True)
            self.removed += 1
            for parent in path.parents:
                if parent == self.root or not _is_empty(parent):
                    break
                parent.rmdir()
                self._made.discard(parent)
        self.manifest.forget_files(places)
        self._ours -= places


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _is_outside(place: str) -> bool:
    return place.startswith("/") or ".." in place.split("/")


def _digest(body: bytes | Path) -> str:
    if isinstance(body, Path):
        with body.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(body).hexdigest()
