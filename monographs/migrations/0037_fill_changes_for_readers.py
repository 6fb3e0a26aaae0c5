"""What readers were shown so far, and the sources that it rests on."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone

TOLD = ["published", "bypassed", "rolled_back", "withdrawn", "reinstated"]
# As in workflow/public_changes.py at this time.
IN_ONE_GO = timedelta(minutes=1)
SPREADSHEETS = ["csv", "tsv", "xlsx", "ods", "json", "zip", "sheet"]
CHUNK = 1_000


def fill(apps: Any, schema_editor: Any) -> None:
    fill_changes(apps)
    fill_sources(apps)


def fill_changes(apps: Any) -> None:
    last_by: dict[int | None, Any] = {}
    for change in changes(apps):
        last = last_by.get(change.by_id)
        if last is not None and is_in_one_go(last, change):
            change.leader_id = last.leader_id or last.pk
        change.save(force_insert=True)
        last_by[change.by_id] = change


def changes(apps: Any) -> Iterator[Any]:
    PublicChange = apps.get_model("monographs", "PublicChange")
    Publication = apps.get_model("monographs", "Publication")
    Event = apps.get_model("monographs", "Event")
    pages = {
        page.monograph_id: page
        for page in Publication.objects.only("monograph", "title").iterator(CHUNK)
    }
    shown: dict[int, int] = {}
    withdrawn: set[int] = set()
    events = (
        Event.objects.filter(kind__in=TOLD, revision__isnull=False)
        .select_related("revision")
        .defer("revision__content", "detail")
        .order_by("id")
    )
    for event in events.iterator(CHUNK):
        page, revision = pages[event.monograph_id], event.revision
        if event.kind == "rolled_back" and page.pk in withdrawn:
            continue  # readers saw nothing of it
        if event.kind == "withdrawn":
            withdrawn.add(page.pk)
        else:
            withdrawn.discard(page.pk)
        before = shown.get(page.pk)
        yield PublicChange(
            publication_id=page.pk,
            revision_id=revision.pk,
            previous_id=None if before == revision.pk else before,
            kind=kind_of(event, is_first=before is None),
            at=event.at,
            title=page.title,
            note=note_of(event),
            by_id=event.by_id,
        )
        shown[page.pk] = revision.pk


def kind_of(event: Any, *, is_first: bool) -> str:
    if event.kind in ("rolled_back", "withdrawn", "reinstated"):
        return str(event.kind)
    if is_first:
        return "new"
    kind = event.revision.change_kind
    return kind if kind in ("safety", "reviewed") else "changed"


def note_of(event: Any) -> str:
    """Other reasons were not written for readers, when they were written."""
    if event.kind == "withdrawn":
        return str(event.reason)
    if event.kind in ("published", "bypassed"):
        return str(event.revision.change_note)
    return ""


def is_in_one_go(last: Any, change: Any) -> bool:
    return bool(
        last.kind == change.kind
        and last.note == change.note
        and last.publication_id != change.publication_id
        and change.at - last.at <= IN_ONE_GO
    )


def fill_sources(apps: Any) -> None:
    PublishedSource = apps.get_model("monographs", "PublishedSource")
    SourceDocument = apps.get_model("monographs", "SourceDocument")
    RevisionSource = apps.get_model("monographs", "RevisionSource")
    published = RevisionSource.objects.filter(revision__published_at__isnull=False)
    sources = SourceDocument.objects.filter(pk__in=published.values("source"))
    rows = sources.values_list("sha256", "dialect", "imported_at").order_by("pk")
    PublishedSource.objects.bulk_create(
        PublishedSource(
            sha256=sha256,
            form="spreadsheet" if dialect in SPREADSHEETS else "document",
            taken_in_on=timezone.localdate(imported_at),
        )
        for sha256, dialect, imported_at in rows
    )


def empty(apps: Any, schema_editor: Any) -> None:
    PublicChange = apps.get_model("monographs", "PublicChange")
    PublicChange.objects.exclude(leader=None).delete()
    PublicChange.objects.all().delete()
    apps.get_model("monographs", "PublishedSource").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("monographs", "0036_changes_for_readers")]

    operations = [migrations.RunPython(fill, empty)]
