"""Where a monograph stands: what the buttons ask before they show themselves."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from monographs.content import Document, loads, read_working_copy, unverified_rows
from monographs.models import (
    Monograph,
    Notice,
    ParkedDraft,
    Publication,
    ReaderReport,
    Revision,
    Row,
)
from monographs.workflow.acknowledge import OpenFindings, kept_findings, open_findings
from monographs.workflow.merge_live import rolled_back_start

REPORTS_SHOWN = 5


@dataclass
class Situation:
    """Only to show and hide: the verbs look again, with the monograph locked."""

    monograph: Monograph
    revision: Revision | None = None  # where the page is about one
    notice: Notice | None = None

    @cached_property
    def publication(self) -> Publication | None:
        return (
            Publication.objects.filter(monograph=self.monograph)
            .select_related("revision")
            .defer("revision__content")
            .first()
        )

    @cached_property
    def revisions(self) -> list[Revision]:
        """All of them, without their content."""
        return list(
            self.monograph.revisions.defer("content").select_related("submitted_by")
        )

    @property
    def open_revision(self) -> Revision | None:
        return next((one for one in self.revisions if one.is_open), None)

    @property
    def signable(self) -> list[Revision]:
        return [one for one in self.revisions if one.is_signable]

    @property
    def sent_back(self) -> Revision | None:
        """The newest version, where its reviewers want changes."""
        newest = self.revisions[0] if self.revisions else None
        if newest and newest.state == Revision.State.CHANGES_REQUESTED:
            return newest
        return None

    @property
    def waiting(self) -> list[Revision]:
        """Approved and not published: scheduled, or newer than a withdrawal."""
        return [one for one in self.revisions if waits(one)]

    @property
    def scheduled(self) -> list[Revision]:
        live = self.publication.revision.number if self.publication else 0
        return [one for one in self.waiting if one.publish_at and one.number > live]

    @property
    def earlier(self) -> list[Revision]:
        """What the page can be rolled back to."""
        live = self.publication.revision.number if self.publication else 0
        return [
            one
            for one in self.revisions
            if one.number < live
            and one.published_at
            and one.state == Revision.State.APPROVED
        ]

    @cached_property
    def was_rolled_back(self) -> bool:
        """And the draft still holds what readers no longer see."""
        live = self.publication.revision.number if self.publication else 0
        later = [one for one in self.revisions if one.published_at]
        # Asked of the database only where it can be so.
        if not later or later[0].number <= live:
            return False
        return rolled_back_start(self.monograph) is not None

    @property
    def is_published(self) -> bool:
        return self.publication is not None and not self.publication.is_withdrawn

    @property
    def is_withdrawn(self) -> bool:
        return self.publication is not None and self.publication.is_withdrawn

    @cached_property
    def parked(self) -> ParkedDraft | None:
        return (
            self.monograph.parked_drafts.filter(merged_at=None)
            .defer("content", "verifications")
            .select_related("parked_by")
            .first()
        )

    @cached_property
    def unverified(self) -> list[Row]:
        return unverified_rows(self.monograph)

    @cached_property
    def document(self) -> Document:
        """The working copy's content."""
        return read_working_copy(self.monograph)

    @cached_property
    def live_document(self) -> Document | None:
        """The content that the publication points at, withdrawn or not."""
        if self.publication is None:
            return None
        live = Revision.objects.filter(pk=self.publication.revision_id)
        return loads(live.values_list("content", flat=True).get())

    @property
    def has_new_text(self) -> bool:
        """The draft holds something that was not published."""
        return self.publication is None or self.document != self.live_document

    @property
    def has_clinical_change(self) -> bool:
        live = self.live_document
        return (
            live is not None and live.clinical_part() != self.document.clinical_part()
        )

    @cached_property
    def findings(self) -> OpenFindings:
        """What the last check found, and what was said about it."""
        return kept_findings(self.monograph)

    @cached_property
    def findings_now(self) -> OpenFindings:
        """What the checks find in the text as it is saved now."""
        return open_findings(self.monograph, self.document)

    @cached_property
    def _first_reports(self) -> list[ReaderReport]:
        """As many as are shown, and one more."""
        reports = self.monograph.reader_reports.waiting().order_by("id")
        return list(reports.defer("text", "answer", "reason")[: REPORTS_SHOWN + 1])

    @property
    def shown_reports(self) -> list[ReaderReport]:
        """What readers reported about this page, the oldest first."""
        return self._first_reports[:REPORTS_SHOWN]

    @property
    def has_more_reports(self) -> bool:
        return len(self._first_reports) > REPORTS_SHOWN

    @cached_property
    def current_notices(self) -> list[Notice]:
        return [
            notice
            for notice in self.monograph.notices.select_related("posted_by")
            if not has_ended(notice)
        ]


def waits(revision: Revision) -> bool:
    return revision.state == Revision.State.APPROVED and not revision.published_at


def has_ended(notice: Notice) -> bool:
    return notice.ends_at is not None and notice.ends_at <= timezone.now()


def situation_of(target: Monograph | Revision | Notice) -> Situation:
    if isinstance(target, Revision):
        return Situation(target.monograph, revision=target)
    if isinstance(target, Notice):
        return Situation(target.monograph, notice=target)
    return Situation(target)
