"""Files and ZIPs that a browser sent."""

import re
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from typing import Protocol

from monographs.importing.intake.document_file import DocumentFile, check_size
from monographs.importing.intake.incoming import Input
from monographs.importing.intake.intake import Intake
from monographs.importing.intake.limits import Limits
from monographs.importing.intake.names import is_zip
from monographs.importing.intake.zip_directory import Readable
from monographs.importing.intake.zip_file import ZipInput


class Upload(Readable, Protocol):
    """What Django's UploadedFile and a stored file have in common."""

    name: str | None


def read_uploads(uploads: Sequence[Upload], limits: Limits) -> Intake:
    """Raise IntakeRefused for a ZIP that is dangerous or none."""
    return Intake([_input(upload, limits) for upload in uploads])


def _input(upload: Upload, limits: Limits) -> Input:
    # Browsers send the name alone; whatever else writes a request may send folders.
    name = re.split(r"[/\\]", upload.name or "")[-1]
    if is_zip(name):
        return ZipInput(name, lambda: nullcontext(upload), limits)
    return DocumentFile(name, partial(_read, upload, limits))


def _read(upload: Upload, limits: Limits) -> bytes:
    upload.seek(0)
    content = upload.read(limits.document_bytes + 1)
    check_size(len(content), limits)
    return content
