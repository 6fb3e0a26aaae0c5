"""Keeps a report; an editor finds it at the desk."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from monographs.models.public import Publication, ReaderReport
from monographs.public.feedback.emergency import is_urgent
from monographs.public.feedback.token import Token, new_receipt
from monographs.public.feedback.typed import Typed
from monographs.public.feedback.where import Page


def earlier(token: Token, typed: Typed) -> ReaderReport | None:
    """The same report from the same form: somebody pressed the button twice."""
    return ReaderReport.objects.filter(receipt=token.receipt, text=typed.text).first()


def receive(token: Token, page: Page | None, typed: Typed) -> ReaderReport:
    try:
        with transaction.atomic():
            return _keep(token.receipt, page, typed)
    except IntegrityError:
        if twice := earlier(token, typed):
            return twice
        # The form was used before, for another text: this is another report.
        return _keep(new_receipt(), page, typed)


def _keep(receipt: str, page: Page | None, typed: Typed) -> ReaderReport:
    live = (
        Publication.objects.filter(slug=page.slug)
        .only("monograph_id", "revision_id")
        .first()
        if page and page.slug
        else None
    )
    return ReaderReport.objects.create(
        receipt=receipt,
        page=page.path if page else "",
        page_title=page.title if page else "",
        section=typed.section.anchor if typed.section else "",
        heading=typed.section.heading[:300] if typed.section else "",
        text=typed.text,
        is_urgent=is_urgent(typed.text),
        received_at=timezone.now(),
        monograph_id=live.monograph_id if live else None,
        revision_id=live.revision_id if live else None,
    )
