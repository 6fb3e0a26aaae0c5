"""The working list's own table: what is known of each monograph, kept up to date.

Derived and never decided: a change only marks it as stale, which costs one statement;
a worker, a command or a page of the desk looks again later.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from monographs.content import (
    CLINICAL_SECTIONS,
    ROW_MODELS,
    Document,
    loads,
    read_working_copies,
)
from monographs.models import (
    Acknowledgement,
    BatchRow,
    Finding,
    Monograph,
    Publication,
    Revision,
    Section,
    Triage,
)
from monographs.models.public.publication import sort_key
from monographs.models.triage import MOST_EFFORT, place_of
from monographs.workflow.findings import store_findings
from monographs.workflow.triage_rows import insert_stale, write_refreshed

CHUNK = 100

# What makes a text no monograph, or half of one, whatever its finding's severity.
GRAVE = ("not_monograph", "not_a_medicine", "refusal", "placeholder", "truncated")
CONTRADICTION = "contradiction"
# Whoever compares two sources reads both; an error takes longer than a row.
EFFORT_OF = {"unverified": 1, "warnings": 3, "errors": 6, "rivals": 15}

CLINICAL_ROWS = {
    *("names", "components", "side_effects", "subjects", "comparison_rows"),
    "disagreements",
}


def mark_stale(monographs: Iterable[int]) -> None:
    """By their primary keys: something about them changed. One statement."""
    insert_stale(set(monographs))


def refresh_stale(limit: int) -> int:
    """Look again at so many of those that changed; how many there were."""
    stale = Triage.objects.filter(is_stale=True).order_by("id")
    pks = list(stale.values_list("monograph", flat=True)[:limit])
    refresh(pks)
    return len(pks)


def refresh(monographs: Iterable[int]) -> None:
    """Look again at these, by their primary keys: the same queries for each chunk."""
    pks = sorted(set(monographs))
    for start in range(0, len(pks), CHUNK):
        _refresh_chunk(pks[start : start + CHUNK])


def letter_of(title: str) -> str:
    first = sort_key(title)[:1]
    return first if first and first in ascii_lowercase else "#"


@dataclass(frozen=True)
class _Versions:
    """What was sealed of each monograph, by its primary key."""

    live: dict[int, Revision]
    in_review: dict[int, int]  # the edit version that was submitted


def _refresh_chunk(pks: list[int]) -> None:
    # The marks are read first: a change from here on leaves its row stale.
    rows = list(Triage.objects.filter(monograph__in=pks).select_related("monograph"))
    monographs = [row.monograph for row in rows]
    if not rows:
        return
    documents = read_working_copies(monographs)
    store_findings(documents)
    versions = _versions(monographs)
    differing = _differing(monographs, documents, versions.live)
    findings, unverified = _findings(pks), _unverified(pks)
    clinical, rivals = unverified["clinical"], _rivals(pks)
    for row in rows:
        pk = row.monograph_id
        found = findings.get(pk, Counter())
        row.letter = letter_of(row.monograph.title)
        row.errors, row.warnings = found["error"], found["warning"]
        row.hints, row.rivals = found["hint"], rivals[pk]
        row.unverified = clinical[pk] + unverified["other"][pk]
        row.unverified_clinical = clinical[pk]
        row.differs_from_live = pk in differing
        row.rank = _rank(row, found, versions)
        row.effort = min(
            MOST_EFFORT,
            sum(getattr(row, name) * each for name, each in EFFORT_OF.items()),
        )
        row.place = place_of(row.rank, row.effort, pk)
        row.refreshed_at = timezone.now()
    write_refreshed(rows)


def _rank(row: Triage, found: Counter[str], versions: _Versions) -> Triage.Rank:
    pk, rank = row.monograph_id, Triage.Rank
    if versions.in_review.get(pk) == row.monograph.edit_version:
        return rank.SETTLED  # its reviewers have it now
    if row.errors:
        return rank.ERRORS
    if found[CONTRADICTION]:
        return rank.CONTRADICTIONS
    if row.unverified_clinical:
        return rank.CLINICAL
    is_open = row.unverified or row.rivals or row.warnings or row.differs_from_live
    return rank.REST if is_open or pk not in versions.live else rank.SETTLED


def open_findings(monographs: Iterable[int]) -> QuerySet[Finding]:
    """What an import found in a file counts until somebody has submitted the text
    that came of it; what a check found, until somebody lets it stand."""
    submitted = Revision.objects.filter(monograph=OuterRef("monograph"))
    settled = Acknowledgement.objects.filter(
        monograph=OuterRef("monograph"), digest=OuterRef("digest")
    )
    return Finding.objects.filter(
        Q(source=None) | ~Exists(submitted), ~Exists(settled), monograph__in=monographs
    )


def _findings(pks: list[int]) -> dict[int, Counter[str]]:
    """How many of each severity."""
    counts: dict[int, Counter[str]] = {}
    for pk, severity, code, count in (
        open_findings(pks)
        .order_by()
        .values_list("monograph", "severity", "code")
        .annotate(count=Count("pk"))
    ):
        mine = counts.setdefault(pk, Counter())
        mine["error" if code.startswith(GRAVE) else severity] += count
        if code.startswith(CONTRADICTION):
            mine[CONTRADICTION] += count
    return counts


def _unverified(pks: list[int]) -> dict[str, Counter[int]]:
    """Rows that nobody has looked at: clinical ones, and all others."""
    parts = []
    for name, model in ROW_MODELS.items():
        rows = model.objects.filter(monograph__in=pks).unverified().order_by()
        if model is Section:
            is_clinical = Q(kind__in=CLINICAL_SECTIONS)
            parts.append(("clinical", rows.filter(is_clinical)))
            parts.append(("other", rows.exclude(is_clinical)))
        else:
            parts.append(("clinical" if name in CLINICAL_ROWS else "other", rows))
    counted = [
        rows.values_list("monograph").annotate(part=Value(part), count=Count("pk"))
        for part, rows in parts
    ]
    totals: dict[str, Counter[int]] = {"clinical": Counter(), "other": Counter()}
    for pk, part, count in counted[0].union(*counted[1:], all=True):
        totals[part][pk] += count
    return totals


def _rivals(pks: list[int]) -> Counter[int]:
    """Sources that say something else, and about which nobody has decided."""
    rows = BatchRow.objects.competing_undecided().filter(monograph__in=pks)
    counted = rows.order_by().values_list("monograph").annotate(count=Count("pk"))
    return Counter(dict(counted))


def _versions(monographs: Sequence[Monograph]) -> _Versions:
    publications = Publication.objects.filter(monograph__in=monographs)
    open_now = Revision.objects.filter(
        monograph__in=monographs, state=Revision.State.SUBMITTED
    )
    live = publications.select_related("revision").defer("revision__content")
    return _Versions(
        {one.monograph_id: one.revision for one in live},
        dict(open_now.values_list("monograph", "edit_version")),
    )


def _differing(
    monographs: Sequence[Monograph],
    documents: dict[int, Document],
    live: dict[int, Revision],
) -> set[int]:
    """Whose draft is not the live text. Equal edit versions mean the same text."""
    edited: dict[int, Any] = {
        live[one.pk].pk: one.pk
        for one in monographs
        if one.pk in live and live[one.pk].edit_version != one.edit_version
    }
    contents = Revision.objects.filter(pk__in=edited).values_list("pk", "content")
    return {
        edited[pk]
        for pk, content in contents
        if loads(content) != documents[edited[pk]]
    }
