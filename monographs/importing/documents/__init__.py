"""Documents about drugs, read by block: bytes in; draft and issues out."""

from monographs.importing.documents.draft import Parsed
from monographs.importing.documents.parse import parse

__all__ = ["Parsed", "parse"]
