"""The comparison article: subjects side by side in a feature table, with references."""

from monographs.importing.documents.comparison.read import read_comparison
from monographs.importing.documents.comparison.recognise import is_comparison

__all__ = ["is_comparison", "read_comparison"]
