"""A sealed revision as readers see it, or would see it; what hides in it is named."""

from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from monographs.content import loads
from monographs.models import Publication, Revision
from monographs.models.public.publication import clinical_review_of
from monographs.public.page import render_monograph
from monographs.public.standing import Standing, make_standing
from monographs.visible_text import visible_content


def render_revision(revision: Revision) -> SafeString:
    document = visible_content(loads(revision.content))
    return render_monograph(document, standing=standing_of(revision))


def standing_of(revision: Revision) -> Standing | None:
    """What stands around a version that was published; else readers cannot see it."""
    publication = (
        Publication.objects.filter(monograph=revision.monograph_id)
        .select_related("revision")
        .defer("revision__content")
        .first()
    )
    if publication is None or revision.published_at is None:
        return None
    due = publication.review_due_on
    return make_standing(
        kind=publication.kind,
        slug=publication.slug,
        title=publication.title,
        number=revision.number,
        sha256=revision.sha256,
        state=revision.state,
        change_note=revision.change_note,
        version_published_at=revision.published_at,
        live_number=publication.revision.number,
        published_at=publication.published_at,
        reviewed_on=publication.reviewed_on,
        review_due_on=due,
        withdrawn_at=publication.withdrawn_at,
        withdrawal_reason=publication.withdrawal_reason,
        is_overdue=due is not None and due < timezone.localdate(),
        signers=[
            {
                "role": signature.role,
                "printed_name": signature.printed_name,
                "credential": signature.credential,
                "signed_at": signature.signed_at.isoformat(),
            }
            for signature in revision.signatures.all()
        ],
        clinical=_clinical_review(revision),
        notices=None,
    )


def _clinical_review(revision: Revision) -> Any:
    of_this = Revision.objects.filter(pk=revision.pk)
    reviews = of_this.annotate(clinical=clinical_review_of("number", "monograph"))
    return reviews.values_list("clinical", flat=True).get()
