"""Finding pages by names, side effects, questions and words: one way, two databases."""

from monographs.search.articles import articles_comparing
from monographs.search.finding import search, suggest
from monographs.search.near import near_drugs, near_effects
from monographs.search.results import (
    FACETS,
    Article,
    LookAlike,
    Results,
    Suggestion,
    Withdrawn,
)
from monographs.search.words import fold

__all__ = [
    "FACETS",
    "Article",
    "LookAlike",
    "Results",
    "Suggestion",
    "Withdrawn",
    "articles_comparing",
    "fold",
    "near_drugs",
    "near_effects",
    "search",
    "suggest",
]
