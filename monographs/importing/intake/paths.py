"""Files, folders and ZIPs that are named by their paths."""

import os
import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from monographs.importing.intake.document_file import DocumentFile, read_file
from monographs.importing.intake.folder import Folder
from monographs.importing.intake.incoming import Input, IntakeRefused
from monographs.importing.intake.intake import Intake
from monographs.importing.intake.limits import Limits
from monographs.importing.intake.names import is_zip, quoted
from monographs.importing.intake.zip_file import ZipInput


def read_paths(paths: Sequence[Path], limits: Limits) -> Intake:
    """Raise IntakeRefused for a path that does not exist, or for a dangerous ZIP."""
    return Intake([_input(path, limits) for path in paths])


def _input(path: Path, limits: Limits) -> Input:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise IntakeRefused(
            f"{quoted(str(path))} cannot be read: {error.strerror}."
        ) from error
    if stat.S_ISDIR(mode):
        name = os.path.basename(os.path.abspath(path))
        return Folder(name, os.path.realpath(path), limits)
    if not stat.S_ISREG(mode):
        raise IntakeRefused(
            f"{quoted(str(path))} is neither a file nor a folder. Name one of these."
        )
    if is_zip(path.name):
        return ZipInput(path.name, lambda: path.open("rb"), limits)
    return DocumentFile(path.name, partial(read_file, os.fspath(path), limits))
