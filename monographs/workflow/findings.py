"""What the checks find in working copies, kept for lists and queues."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from monographs.checks import Found, Questions, Severity, find_all, questions_of
from monographs.content import Document
from monographs.content.insertion import insert_many
from monographs.models import Finding
from monographs.workflow.other_monographs import contexts_of, remember_passages

COLUMNS = ("code", "severity", "row_key", "place", "message", "digest")


def find_in(documents: Mapping[int, Document]) -> dict[int, list[Found]]:
    """What the checks find in these working copies, by the monograph's primary key."""
    asked = {pk: questions_of(document) for pk, document in documents.items()}
    return _find(documents, asked)


@transaction.atomic(savepoint=False)
def store_findings(documents: Mapping[int, Document]) -> None:
    """Replace what earlier checks of these working copies found.

    A constant number of queries, and no write where nothing changed. What imports
    found stays.
    """
    asked = {pk: questions_of(document) for pk, document in documents.items()}
    remember_passages({pk: one.passages for pk, one in asked.items()})
    found = _find(documents, asked)
    stored = stored_findings(documents)
    changed = [pk for pk, new in found.items() if new != stored[pk]]
    if any(stored[pk] for pk in changed):
        _of_checks().filter(monograph__in=changed).delete()
    now = timezone.now()
    insert_many(
        Finding,
        [
            {
                "origin": Finding.Origin.CHECK.value,
                "monograph": pk,
                "found_at": now,
                **{name: getattr(one, name) for name in COLUMNS},
                "severity": one.severity.value,
            }
            for pk in changed
            for one in found[pk]
        ],
    )


def stored_findings(monographs: Iterable[int]) -> dict[int, list[Found]]:
    """What the last check of each found, which may be older than its text."""
    stored: defaultdict[int, list[Found]] = defaultdict(list)
    for finding in _of_checks().filter(monograph__in=monographs).order_by("id"):
        severity = Severity(finding.severity)
        values = {name: getattr(finding, name) for name in COLUMNS}
        found = Found(**values | {"severity": severity})
        stored[finding.monograph_id].append(found)  # type: ignore[index]
    return stored


def _of_checks() -> QuerySet[Finding]:
    return Finding.objects.filter(origin=Finding.Origin.CHECK)


def _find(
    documents: Mapping[int, Document], asked: Mapping[int, Questions]
) -> dict[int, list[Found]]:
    contexts = contexts_of(asked)
    return {pk: find_all(document, contexts[pk]) for pk, document in documents.items()}
