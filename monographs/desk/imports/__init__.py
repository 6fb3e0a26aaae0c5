"""Imports on the desk: documents in, what came of them, and back out."""

from monographs.desk.imports import batch_admin, profile_admin

__all__ = ["batch_admin", "profile_admin"]
