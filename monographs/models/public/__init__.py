"""The third place: all that public pages may read."""

from monographs.models.effect import BodySystem
from monographs.models.former_effect import FormerEffect
from monographs.models.public.change import PublicChange
from monographs.models.public.effect_tally import EffectTally
from monographs.models.public.finding import (
    AToZEntry,
    Coverage,
    ListedClass,
    PublishedFacet,
)
from monographs.models.public.former_slug import FormerSlug
from monographs.models.public.notice import Notice
from monographs.models.public.projections import (
    PublishedClass,
    PublishedName,
    PublishedSideEffect,
)
from monographs.models.public.publication import Publication
from monographs.models.public.published_revision import PublishedRevision
from monographs.models.public.published_source import PublishedSource
from monographs.models.public.reader_report import LONGEST_REPORT, ReaderReport
from monographs.models.public.search import SearchEffect, SearchEntry
from monographs.models.public.source_licence import NOT_STATED, SourceLicence

__all__ = [
    "LONGEST_REPORT",
    "NOT_STATED",
    "AToZEntry",
    "BodySystem",
    "Coverage",
    "EffectTally",
    "FormerEffect",
    "FormerSlug",
    "ListedClass",
    "Notice",
    "PublicChange",
    "Publication",
    "PublishedClass",
    "PublishedFacet",
    "PublishedName",
    "PublishedRevision",
    "PublishedSideEffect",
    "PublishedSource",
    "ReaderReport",
    "SearchEffect",
    "SearchEntry",
    "SourceLicence",
]
