"""Finding pages by names, side effects, questions and words: one way, two databases."""

from monographs.search.finding import search, suggest
from monographs.search.results import FACETS, Results, Suggestion

__all__ = ["FACETS", "Results", "Suggestion", "search", "suggest"]
