"""Loading a batch: planned rows become working copies, a chunk a transaction."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from monographs.content import (
    Document,
    EffectEntry,
    insert_rows,
    loads,
    replace_rows,
)
from monographs.importing.chunk import chunk_of
from monographs.importing.counts import count_rows
from monographs.importing.drug_classes import add_missing_classes
from monographs.importing.effects import add_proposed
from monographs.importing.findings import drop_findings_of_text, keep_findings
from monographs.importing.free_keys import with_free_keys
from monographs.importing.lease import held, one_writer
from monographs.importing.slugs import slugs_of_the_same
from monographs.importing.touched import lock_monographs, why_touched
from monographs.models import (
    Batch,
    BatchRow,
    Monograph,
    SourceDocument,
)
from monographs.workflow import touch_imported

Outcome = BatchRow.Outcome
CHUNK = 200


class PlanOutdated(Exception):
    """Something changed since the preview; the message says what."""


def apply_chunk(batch: Batch) -> None:
    planned = batch.rows.filter(state=BatchRow.State.PLANNED).order_by("place")
    rows = chunk_of(planned.iterator(chunk_size=20), most=CHUNK)
    documents = {row.pk: loads(row.after) for row in rows if row.after}
    try:
        with held(batch) as fresh:
            if fresh.cancel_requested:
                fresh.take_back(then=Batch.State.CANCELLED)
            elif not rows:
                _refuse_vanished(fresh)
                fresh.applied_at = timezone.now()
                fresh.message = ""
                fresh.counts = count_rows(fresh)
                fresh.move_to(Batch.State.DONE)
            else:
                one_writer()
                _write(fresh, rows, documents)
                fresh.checkpoint += len(rows)
    except PlanOutdated as outdated:
        _look_again(batch, str(outdated))
    except PermissionDenied as denied:
        _look_again(batch, str(denied))
    except DataError as refused:
        _look_again(batch, f"The database refuses what a file holds: {refused}.")
    except IntegrityError:
        # An editor took an address or a word in this very moment.
        _look_again(batch, "Somebody changed the same drugs while they were loaded.")


def _write(batch: Batch, rows: list[BatchRow], documents: dict[int, Document]) -> None:
    lock_monographs(rows)
    _refuse_outdated(rows)
    _keep_sources(batch, rows)
    landing = [row for row in rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]
    documents = documents | _with_free_keys(landing, documents)
    texts = [documents[row.pk] for row in landing]
    add_proposed(_effects(texts), batch)
    add_missing_classes(row for text in texts for row in text.classes)
    new = [row for row in landing if row.outcome == Outcome.NEW]
    _create_monographs([documents[row.pk] for row in new])
    monographs = {
        monograph.slug: monograph
        for monograph in Monograph.objects.filter(slug__in=[row.slug for row in rows])
    }
    written = {monographs[row.slug].pk: documents[row.pk] for row in landing}
    changed = {
        monographs[row.slug].pk: documents[row.pk]
        for row in landing
        if row.outcome == Outcome.CHANGED
    }
    insert_rows({pk: text for pk, text in written.items() if pk not in changed})
    if changed:
        replace_rows(changed)
        retitle(changed)
        drop_findings_of_text(changed)
    touch_imported(
        [monographs[row.slug] for row in landing], by=batch.by, authors=batch.authors()
    )
    _note_what_became(rows)
    keep_findings(rows)


def _with_free_keys(
    landing: list[BatchRow], documents: dict[int, Document]
) -> dict[int, Document]:
    """Only files that medsite wrote bring keys; others have just got theirs."""
    claiming = [row for row in landing if row.dialect == "exported"]
    replacing = [row.monograph_id for row in claiming if row.monograph_id]
    texts = {row.pk: documents[row.pk] for row in claiming}
    return with_free_keys(texts, replacing=replacing) if texts else {}


def retitle(texts: Mapping[int, Document]) -> None:
    """All but its address, which stays, follows the text."""
    names = ("title", "is_listed", "author", "interests")
    Monograph.objects.bulk_update(
        [
            Monograph(pk=pk, **{name: getattr(text, name) for name in names})
            for pk, text in texts.items()
        ],
        names,
    )


def _refuse_outdated(rows: list[BatchRow]) -> None:
    new = {
        slug
        for row in rows
        if row.outcome == Outcome.NEW
        for slug in [row.slug, *slugs_of_the_same(row.title, row.sha256)]
    }
    taken = Monograph.objects.filter(slug__in=new).first()
    if taken:
        raise PlanOutdated(f'"{taken}" was added since the preview.')
    worked_on = why_touched(
        [row for row in rows if row.outcome == Outcome.CHANGED], version="seen_version"
    )
    for row in rows:
        if row.seen_version is not None and row.monograph is None:
            raise PlanOutdated(f'"{row.title}" was removed since the preview.')
        if row.pk in worked_on:
            raise PlanOutdated(f'"{row.monograph}" was changed since the preview.')


def _refuse_vanished(batch: Batch) -> None:
    """A file counts as loaded before only while its drug is here."""
    vanished = batch.rows.filter(
        outcome=Outcome.UNCHANGED, seen_version__isnull=False, monograph=None
    ).first()
    if vanished:
        raise PlanOutdated(f'"{vanished.title}" was removed since the preview.')
    kept = SourceDocument.objects.filter(sha256=OuterRef("sha256"))
    mine = batch.rows.filter(sha256=OuterRef("sha256"), content__isnull=False)
    text = batch.rows.filter(
        ~Exists(kept), ~Exists(mine), outcome=Outcome.UNCHANGED
    ).first()
    if text:
        raise PlanOutdated(
            f'The earlier copy of "{text.path}" was taken back since the preview.'
        )


def _keep_sources(batch: Batch, rows: list[BatchRow]) -> None:
    SourceDocument.objects.bulk_create(
        [
            SourceDocument(
                content=row.content,
                sha256=row.sha256,
                path=row.path,
                dialect=row.dialect,
                imported_by=batch.by,
            )
            for row in rows
            if row.content is not None
        ],
        # Another batch may have brought the same bytes since this one was taken in.
        ignore_conflicts=True,
    )


def _effects(texts: Iterable[Document]) -> list[EffectEntry]:
    return [
        EffectEntry(row.effect_key, row.effect, row.body_system)
        for text in texts
        for row in text.side_effects
    ]


def _create_monographs(texts: Iterable[Document]) -> None:
    Monograph.objects.bulk_create(
        Monograph(
            key=text.key,
            kind=text.kind,
            title=text.title,
            slug=text.slug,
            is_listed=text.is_listed,
            author=text.author,
            interests=text.interests,
        )
        for text in texts
    )


def _note_what_became(rows: list[BatchRow]) -> None:
    """Set-based: a row finds its source by its hash, a new monograph by its slug."""
    mine = BatchRow.objects.filter(pk__in=[row.pk for row in rows])
    sources = SourceDocument.objects.filter(sha256=OuterRef("sha256"))
    by_slug = Monograph.objects.filter(slug=OuterRef("slug"))
    monograph = Monograph.objects.filter(pk=OuterRef("monograph"))
    mine.update(
        state=BatchRow.State.APPLIED,
        content=None,
        source=Subquery(sources.values("pk")[:1]),
    )
    here = mine.exclude(outcome=Outcome.SET_ASIDE)
    here.filter(monograph=None).update(monograph=Subquery(by_slug.values("pk")[:1]))
    here.update(edit_version=Subquery(monograph.values("edit_version")[:1]))
    # A competing or set-aside text is still to be read; this one is in the rows.
    mine.filter(outcome__in=(Outcome.NEW, Outcome.CHANGED)).update(after="")


def _look_again(batch: Batch, reason: str) -> None:
    """Nothing counts as loaded: what went in is taken back, and a preview made anew."""
    with held(batch) as fresh:
        fresh.message = reason
        is_unwanted = fresh.cancel_requested
        fresh.take_back(
            then=Batch.State.CANCELLED if is_unwanted else Batch.State.READING
        )
