"""The pointer to the live revision: how it moves, and which dates move with it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from monographs.content import Document, loads
from monographs.models import (
    FormerSlug,
    Monograph,
    Publication,
    Revision,
)
from monographs.workflow.discard import refuse_discarded_page
from monographs.workflow.projection import header, project
from monographs.workflow.review_dates import due_on
from monographs.workflow.step import TransitionRefused


def live_revision(monograph: Monograph) -> Revision | None:
    """The revision that the publication points at, withdrawn or not."""
    return Revision.objects.filter(publications__monograph=monograph).first()


def point_publication(monograph: Monograph, revision: Revision) -> Publication:
    """Show this revision to readers: pointer, address, dates and projections."""
    refuse_discarded_page(monograph)
    document = loads(revision.content)
    refuse_taken_slug(monograph, document.slug)
    now = timezone.now()
    if revision.published_at is None:
        revision.published_at = now
        revision.save(update_fields=["published_at"])
    publication = Publication.objects.filter(monograph=monograph).first()
    if publication is None:
        publication = Publication(monograph=monograph)
    elif publication.slug != document.slug:
        FormerSlug.objects.get_or_create(
            slug=publication.slug, defaults={"publication": publication}
        )
    _fill(publication, revision, document, now)
    try:
        with transaction.atomic():
            publication.save()
    except IntegrityError:
        # Another page may have taken the address since it was looked up.
        refuse_taken_slug(monograph, document.slug)
        raise
    project(publication, document)
    return publication


def has_moved_base(revision: Revision) -> bool:
    """Readers see another version than the one that this one was made from."""
    live = live_revision(revision.monograph)
    return (live.pk if live else None) != revision.base_id


def refuse_moved_base(revision: Revision) -> None:
    """Its reviewers read it against its base; only there may it go live.

    Else a version made from one that was rolled back would bring that text back.
    """
    if not has_moved_base(revision):
        return
    raise TransitionRefused(
        f"Version {revision.number} was made from a version that is no longer the "
        "published one. "
        + (
            "Send it back or cancel it, bring the published text into the draft, and "
            "submit again."
            if revision.is_open
            else "Take it off the schedule, bring the published text into the draft, "
            "and submit again."
        )
    )


def set_review_dates(publication: Publication) -> None:
    """From the last whole-page review that the live revision rests on."""
    review = _last_review(publication.revision)
    reviewed_on = _signed_on(review) if review else None
    if review != publication.revision_id:
        # Only a review of this very text moves the date on; it may move back.
        reviewed_on = _earlier(reviewed_on, publication.reviewed_on)
    if reviewed_on == publication.reviewed_on:
        return  # a period that was changed meanwhile counts from the next review
    publication.reviewed_on = reviewed_on
    monograph = publication.monograph
    publication.review_due_on = reviewed_on and due_on(
        reviewed_on, months=monograph.review_period_months, key=monograph.key
    )


def refuse_taken_slug(monograph: Monograph, slug: str) -> None:
    live = Publication.objects.filter(slug=slug).exclude(monograph=monograph)
    former = FormerSlug.objects.filter(slug=slug).exclude(
        publication__monograph=monograph
    )
    if live.exists() or former.exists():
        raise TransitionRefused(
            f'The address "{slug}" belongs to another page, or did once. '
            "Addresses are never reused: choose another."
        )


def _fill(
    publication: Publication, revision: Revision, document: Document, now: datetime
) -> None:
    publication.revision = revision
    for name, value in header(document).items():
        setattr(publication, name, value)
    publication.published_at = now
    set_review_dates(publication)


def _last_review(revision: Revision) -> int | None:
    """The last whole-page review among this version and those that it grew from.

    The first version counts, since all of it was new; later ones only when they were
    submitted as a review of the whole page.
    """
    revisions = revision.monograph.revisions
    reviews = set(revisions.approved().whole_page().values_list("pk", flat=True))
    bases = dict(revisions.values_list("pk", "base"))
    place: int | None = revision.pk
    while place and place not in reviews:
        place = bases[place]
    return place


def _signed_on(revision_id: int) -> date | None:
    signed = Revision.objects.filter(pk=revision_id).latest_signature()
    return timezone.localdate(signed) if signed else None


def _earlier(first: date | None, second: date | None) -> date | None:
    return min(first, second) if first and second else None
