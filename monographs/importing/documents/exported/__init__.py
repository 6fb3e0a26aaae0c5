"""Documents that medsite wrote: read exactly, mended by hand or not."""

from monographs.exporting.notation import is_exported
from monographs.importing.documents.exported.read import read_exported

__all__ = ["is_exported", "read_exported"]
