"""What caches know of pages, and how they hear that it is no longer so."""

from monographs.caches.outdated import outdate, outdate_at

__all__ = ["outdate", "outdate_at"]
