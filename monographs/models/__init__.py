"""Every model, by its place: working copy, record, public."""

from monographs.models.acknowledgement import Acknowledgement
from monographs.models.batch import Batch, BatchIssue, BatchRow
from monographs.models.cache_purge import CachePurge
from monographs.models.citation import Citation
from monographs.models.comment import Comment
from monographs.models.comparison_table import (
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
)
from monographs.models.component import Component
from monographs.models.contributor import Contributor
from monographs.models.disagreement import Disagreement
from monographs.models.draft_snapshot import DraftSnapshot
from monographs.models.drug_class import ClassMembership, DrugClass
from monographs.models.effect import BodySystem, Effect, EffectSynonym
from monographs.models.event import Event
from monographs.models.faq import FAQ
from monographs.models.finding import Finding
from monographs.models.former_effect import FormerEffect
from monographs.models.monograph import Comparison, Drug, Monograph
from monographs.models.name import Name
from monographs.models.notification import Notification
from monographs.models.parked_draft import ParkedDraft
from monographs.models.passage import Passage
from monographs.models.person import User
from monographs.models.presence import Presence
from monographs.models.progress_day import ProgressDay
from monographs.models.public import (
    AToZEntry,
    Coverage,
    EffectTally,
    FormerSlug,
    ListedClass,
    Notice,
    Publication,
    PublicChange,
    PublishedClass,
    PublishedFacet,
    PublishedName,
    PublishedRevision,
    PublishedSideEffect,
    PublishedSource,
    ReaderReport,
    SearchEffect,
    SearchEntry,
    SourceLicence,
)
from monographs.models.released_contributor import ReleasedContributor
from monographs.models.report_step import ReportStep
from monographs.models.review_claim import ReviewClaim
from monographs.models.revision import Revision, RevisionContributor, RevisionSource
from monographs.models.revision_finding import RevisionFinding
from monographs.models.row import Row
from monographs.models.section import Section
from monographs.models.sheet import BatchFile, ImportProfile, PlanNote, SheetLine
from monographs.models.side_effect import SideEffect, frequency_columns
from monographs.models.signature import Signature
from monographs.models.source import SourceDocument
from monographs.models.source_decision import SourceDecision
from monographs.models.triage import Triage
from monographs.models.vocabulary_change import VocabularyChange

__all__ = [
    "FAQ",
    "AToZEntry",
    "Acknowledgement",
    "Batch",
    "BatchIssue",
    "BatchRow",
    "BodySystem",
    "CachePurge",
    "Citation",
    "ClassMembership",
    "Comment",
    "Comparison",
    "ComparisonCell",
    "ComparisonRow",
    "ComparisonSubject",
    "Component",
    "Contributor",
    "Coverage",
    "DraftSnapshot",
    "Disagreement",
    "Drug",
    "DrugClass",
    "Effect",
    "EffectSynonym",
    "EffectTally",
    "Event",
    "Finding",
    "FormerEffect",
    "FormerSlug",
    "ListedClass",
    "Monograph",
    "Name",
    "Notice",
    "Notification",
    "ParkedDraft",
    "Presence",
    "ProgressDay",
    "Passage",
    "PublicChange",
    "Publication",
    "PublishedClass",
    "PublishedFacet",
    "PublishedName",
    "PublishedRevision",
    "PublishedSideEffect",
    "PublishedSource",
    "ReaderReport",
    "ReleasedContributor",
    "ReportStep",
    "ReviewClaim",
    "Revision",
    "RevisionContributor",
    "RevisionFinding",
    "RevisionSource",
    "Row",
    "SearchEffect",
    "SearchEntry",
    "Section",
    "BatchFile",
    "ImportProfile",
    "SheetLine",
    "PlanNote",
    "SideEffect",
    "Signature",
    "SourceDecision",
    "SourceDocument",
    "SourceLicence",
    "Triage",
    "User",
    "VocabularyChange",
    "frequency_columns",
]
