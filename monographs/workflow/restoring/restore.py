"""The whole of a set, in one transaction: all of it is there, or nothing."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import transaction

from monographs.models import (
    DrugClass,
    Effect,
    Event,
    Monograph,
    Publication,
    PublicChange,
    SourceDocument,
)
from monographs.workflow.effect_tallies import rebuild_effect_tallies
from monographs.workflow.effect_words import rebuild_effect_words
from monographs.workflow.restoring.pages import (
    count_on_from_there,
    give_addresses,
    post_notices,
    project_all,
    restore_changes,
    restore_monographs,
    state_authors,
)
from monographs.workflow.restoring.people import People
from monographs.workflow.restoring.shared_rows import (
    restore_classes,
    restore_effects,
    restore_sources,
)
from monographs.workflow.restoring.values import DataToRestore, RestoredPage
from monographs.workflow.restoring.versions import (
    Work,
    point,
    restore_versions,
    write_current,
)
from monographs.workflow.step import record_all

CHUNK = 100


class NotEmpty(Exception):
    """There is something on this site already; the message says what."""


@transaction.atomic
def restore(
    data: DataToRestore, told: Callable[[int], None] = lambda pages: None
) -> int:
    """How many pages readers see again."""
    refuse_unless_empty()
    people = People(data.name)
    restore_effects(data.effects(), by=people.restorer)
    restore_classes(data.classes())
    restore_sources(data.sources(), by=people.restorer)
    restore_monographs(data.pages())
    count = 0
    for pages in _chunks(data.pages_with_versions()):
        _restore_pages(pages, people, data.name, before=count)
        count += len(pages)
        told(count)
    restore_changes(data.changes())
    count_on_from_there(Publication, PublicChange)
    rebuild_effect_words()
    rebuild_effect_tallies()
    return count


def refuse_unless_empty() -> None:
    for model, what in (
        (Monograph, "monographs"),
        (Effect, "side effects in its vocabulary"),
        (DrugClass, "drug classes"),
        (SourceDocument, "source documents"),
    ):
        if model._default_manager.exists():
            raise NotEmpty(
                f"This site has {what} already. Restore a set into an empty site: "
                "a new database, after manage.py migrate."
            )


def _restore_pages(
    pages: list[RestoredPage], people: People, name: str, *, before: int
) -> None:
    monographs = {
        monograph.key: monograph
        for monograph in Monograph.objects.filter(key__in=[one.key for one in pages])
    }
    works = [
        Work(page, monographs[page.key].pk, place)
        for place, page in enumerate(pages, before + 1)
    ]
    restore_versions(works, people)
    point([(work, work.page.current_version) for work in works])
    write_current(works, people)
    state_authors(works)
    give_addresses(works)
    project_all(works)
    post_notices(works, by=people.restorer)
    record_all(
        Event.Kind.CREATED,
        [monographs[page.key] for page in pages],
        by=people.restorer,
        reason=f"Restored from the open data of {name}.",
    )


def _chunks(pages: Iterator[RestoredPage]) -> Iterator[list[RestoredPage]]:
    while chunk := list(islice(pages, CHUNK)):
        yield chunk
