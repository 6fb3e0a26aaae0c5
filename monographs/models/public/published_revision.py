from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Expression

from monographs.models.public.publication import (
    clinical_review_of,
    notices_of,
    number_before,
    signers_of,
)
from monographs.models.revision import Revision


class PublishedRevisionQuerySet(models.QuerySet["PublishedRevision"]):
    def with_page(self, now: datetime | Expression) -> Self:
        """All that the page of one version shows, in one query."""
        return self.select_related("monograph__publication").annotate(
            signers=signers_of("pk"),
            notices=notices_of("monograph", now),
            previous_number=number_before("number", "monograph"),
            clinical=clinical_review_of("number", "monograph"),
        )


class PublishedRevisionManager(
    models.Manager.from_queryset(PublishedRevisionQuerySet)  # type: ignore[misc]
):
    def get_queryset(self) -> PublishedRevisionQuerySet:
        published: PublishedRevisionQuerySet = (
            super().get_queryset().filter(published_at__isnull=False)
        )
        return published


class PublishedRevision(Revision):
    """A revision that readers were shown at some time: a version, to them."""

    objects: ClassVar[PublishedRevisionManager] = PublishedRevisionManager()

    class Meta:
        proxy = True
        default_permissions = ()
