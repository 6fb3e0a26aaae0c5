"""Documents in, then each page through the verbs, as its people would have done."""

from collections.abc import Callable
from io import StringIO

from django.core.management.base import OutputWrapper
from django.db import transaction

from monographs.content import (
    read_working_copy,
    unverified_rows,
    verifications_of,
    write_working_copy,
)
from monographs.management.demo.documents import FOLDER, import_documents
from monographs.management.demo.story import Version, edited, read_story
from monographs.models import Batch, BatchRow, Monograph, Revision, Signature, User
from monographs.workflow import sign, submit, touch, verify, withdraw

SIGNERS = {Signature.Role.EDITORIAL: "reviewer", Signature.Role.CLINICAL: "clinical"}
NOWHERE = OutputWrapper(StringIO())

People = dict[str, User]
Progress = Callable[[int, int], None]


def load_formulary(
    people: People,
    *,
    shown_on: OutputWrapper = NOWHERE,
    progress: Progress = lambda _, __: None,
) -> list[str]:
    """The titles that were led through review now."""
    batch = import_documents(people["steward"], shown_on=shown_on)
    return _tell_story(batch, people, progress) if batch else []


def _tell_story(batch: Batch, people: People, progress: Progress) -> list[str]:
    story = read_story(FOLDER)
    told = []
    for number, (slug, versions) in enumerate(story.items(), 1):
        monograph = _untouched(batch, slug)
        if monograph:
            _tell(monograph, versions, people)
            told.append(monograph.title)
        progress(number, len(story))
    return told


def _untouched(batch: Batch, slug: str) -> Monograph | None:
    """The page that the import made. Imports write no events, so that an event is
    somebody's work on the page, and that stays as it is."""
    rows = batch.rows.filter(
        slug=slug, outcome=BatchRow.Outcome.NEW, monograph__events=None
    )
    row = rows.select_related("monograph").first()
    return row.monograph if row else None


@transaction.atomic
def _tell(monograph: Monograph, versions: list[Version], people: People) -> None:
    """All of a page or nothing, so that an interrupted run is finished by the next."""
    rows = unverified_rows(monograph)
    verify(monograph, keys=[row.key for row in rows], by=people["editor"])
    for version in versions:
        author = people["editor" if version is versions[0] else "second-editor"]
        _edit(monograph, version, author)
        if not version.is_draft:
            _review(monograph, version, author, people)
        if version.withdrawn:
            withdraw(monograph, by=people["publisher"], reason=version.withdrawn)


def _edit(monograph: Monograph, version: Version, author: User) -> None:
    drug_keys = dict(Monograph.objects.drugs().values_list("slug", "key"))
    before = read_working_copy(monograph)
    after = edited(before, version, drug_keys)
    if after != before:
        write_working_copy(
            after,
            touch(monograph, by=author),
            verifications=verifications_of(monograph),
        )


def _review(
    monograph: Monograph, version: Version, author: User, people: People
) -> None:
    revision = submit(
        monograph,
        by=author,
        change_kind=Revision.ChangeKind(version.kind),
        change_note=version.note,
        reason=version.reason,
    )
    for role in map(Signature.Role, version.signed):
        if role in revision.needed_roles:
            sign(revision, role=role, seen=revision.sha256, by=people[SIGNERS[role]])
