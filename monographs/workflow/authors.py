"""Whose text comes into a working copy by other ways than their own edit."""

from django.db.models import QuerySet

from monographs.content import loads
from monographs.models import (
    Contributor,
    Monograph,
    ReleasedContributor,
    Revision,
    User,
    VocabularyChange,
)


def release(
    monograph: Monograph, contributors: QuerySet[Contributor], *, edit_version: int
) -> None:
    """Nothing that they wrote before this edit version still waits for signatures."""
    ReleasedContributor.objects.bulk_create(
        ReleasedContributor(
            monograph=monograph, person_id=person_id, edit_version=edit_version
        )
        for person_id in contributors.values_list("person_id", flat=True)
    )
    contributors.delete()


def brought_back(monograph: Monograph, opened_at: int | None) -> list[User]:
    """Whose text a page that was opened then still shows, though it was given up."""
    if opened_at is None or opened_at == monograph.edit_version:
        return []
    return list(
        User.objects.filter(
            pk__in=monograph.released_contributors.filter(
                edit_version__gt=opened_at
            ).values("person")
        )
    )


def renamers_since(revision: Revision) -> list[User]:
    """Whose words its effects and classes got after it was sealed."""
    document = loads(revision.content)
    changes = VocabularyChange.objects.filter(
        entry__in=document.vocabulary(), at__gte=revision.submitted_at
    )
    return list(User.objects.filter(pk__in=changes.values("by")))
