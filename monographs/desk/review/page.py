"""The review page of a sealed version: what changed, what it says, and the decision."""

from typing import Any

from monographs.content import Document, loads
from monographs.content.difference import compare_documents
from monographs.content.shown_difference import ShownDifference
from monographs.desk.event_lines import event_lines
from monographs.desk.provenance import sheet_sources
from monographs.desk.review.asking import Asking, Refused
from monographs.desk.review.shown_changes import show_changes
from monographs.desk.review.since import chosen, earlier_versions
from monographs.desk.review.sources import UsedSource, sources_of
from monographs.desk.sealed_text import render_revision
from monographs.desk.situation import Situation, situation_of
from monographs.desk.unchanged import unchanged_since
from monographs.desk.verbs import Person
from monographs.models import Revision


def review_context(
    revision: Revision,
    person: Person,
    *,
    since: str = "",
    refused: Refused | None = None,
) -> dict[str, Any]:
    """A constant number of queries, whatever the version holds."""
    situation = situation_of(revision)
    document = loads(revision.content)
    sources = sources_of(revision, document)
    earlier = earlier_versions(situation, revision)
    compared = chosen(earlier, since)
    missing = revision.missing_roles() if revision.is_signable else []
    contributors = list(revision.contributors.all())
    signatures = list(revision.signatures.select_related("signer"))
    claims = list(revision.claims.open().select_related("person"))
    return {
        "revision": revision,
        "situation": situation,
        "missing_roles": missing,
        "contributors": contributors,
        "signatures": signatures,
        "claims": claims,
        "lines": event_lines(revision.events.select_related("by")),
        "findings": revision.findings.select_related("by"),
        "sources": sources,
        "sheet_sources": sheet_sources(used.source for used in sources),
        "rendered": render_revision(revision),
        "earlier": earlier,
        "compared": compared,
        "changes": _changes(compared.revision, document, sources) if compared else None,
        "unchanged_since": unchanged_since(revision),
        "merge_first": _needs_merge(situation, revision),
        "asking": Asking(
            situation=situation,
            person=person,
            missing=missing,
            contributors=contributors,
            signatures=signatures,
            claims=claims,
            is_base_live=not _needs_merge(situation, revision),
            refused=refused,
        ),
        "refused": refused,
    }


def _changes(
    since: Revision, document: Document, sources: list[UsedSource]
) -> ShownDifference:
    content = Revision.objects.values_list("content", flat=True).get(pk=since.pk)
    keys = {used.source.sha256: used.source.pk for used in sources}
    return show_changes(compare_documents(loads(content), document), keys)


def _needs_merge(situation: Situation, revision: Revision) -> bool:
    """It waits to go live, and readers see another version than its base."""
    live = situation.publication.revision_id if situation.publication else None
    is_next = revision.is_open or any(one == revision for one in situation.waiting)
    return is_next and revision.base_id != live
