"""Every model, by its place: working copy, record, public."""

from monographs.models.acknowledgement import Acknowledgement
from monographs.models.batch import Batch, BatchIssue, BatchRow
from monographs.models.citation import Citation
from monographs.models.comparison_table import (
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
)
from monographs.models.component import Component
from monographs.models.contributor import Contributor
from monographs.models.drug_class import ClassMembership, DrugClass
from monographs.models.effect import BodySystem, Effect, EffectSynonym
from monographs.models.event import Event
from monographs.models.faq import FAQ
from monographs.models.finding import Finding
from monographs.models.monograph import Comparison, Drug, Monograph
from monographs.models.name import Name
from monographs.models.parked_draft import ParkedDraft
from monographs.models.passage import Passage
from monographs.models.person import User
from monographs.models.public import (
    FormerSlug,
    Notice,
    Publication,
    PublishedClass,
    PublishedName,
    PublishedRevision,
    PublishedSideEffect,
)
from monographs.models.revision import Revision, RevisionContributor, RevisionSource
from monographs.models.revision_finding import RevisionFinding
from monographs.models.row import Row
from monographs.models.section import Section
from monographs.models.side_effect import SideEffect, frequency_columns
from monographs.models.signature import Signature
from monographs.models.source import SourceDocument

__all__ = [
    "FAQ",
    "Acknowledgement",
    "Batch",
    "BatchIssue",
    "BatchRow",
    "BodySystem",
    "Citation",
    "ClassMembership",
    "Comparison",
    "ComparisonCell",
    "ComparisonRow",
    "ComparisonSubject",
    "Component",
    "Contributor",
    "Drug",
    "DrugClass",
    "Effect",
    "EffectSynonym",
    "Event",
    "Finding",
    "FormerSlug",
    "Monograph",
    "Name",
    "Notice",
    "ParkedDraft",
    "Passage",
    "Publication",
    "PublishedClass",
    "PublishedName",
    "PublishedRevision",
    "PublishedSideEffect",
    "Revision",
    "RevisionContributor",
    "RevisionFinding",
    "RevisionSource",
    "Row",
    "Section",
    "SideEffect",
    "Signature",
    "SourceDocument",
    "User",
    "frequency_columns",
]
