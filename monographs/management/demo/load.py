"""Takes each page through the verbs, as its people would have done."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from monographs.content import Document, write_working_copy
from monographs.management.demo.pages import FOLDER, Page, Version, read_pages
from monographs.management.demo.vocabulary import Vocabulary
from monographs.models import Monograph, Signature, User
from monographs.workflow import sign, submit, touch, withdraw

SIGNERS = {Signature.Role.EDITORIAL: "reviewer", Signature.Role.CLINICAL: "clinical"}

People = dict[str, User]
Progress = Callable[[int, int], None]


def load_formulary(
    people: People, *, folder: Path = FOLDER, progress: Progress = lambda _, __: None
) -> list[str]:
    """The titles that were loaded; pages that exist are left alone."""
    vocabulary = Vocabulary.read(folder)
    pages = read_pages(folder, vocabulary)
    loaded = []
    for number, page in enumerate(pages, 1):
        if _load(page, vocabulary, people):
            loaded.append(page.document.title)
        progress(number, len(pages))
    return loaded


@transaction.atomic
def _load(page: Page, vocabulary: Vocabulary, people: People) -> bool:
    """All of a page or nothing, so that an interrupted run is finished by the next."""
    document = page.document
    if _exists(document):
        return False
    vocabulary.add_for(document)
    monograph = Monograph.objects.create(
        key=document.key,
        kind=document.kind,
        title=document.title,
        slug=document.slug,
        is_listed=document.is_listed,
    )
    for version in page.versions:
        is_first = version is page.versions[0]
        author = people["editor" if is_first else "second-editor"]
        touched = touch(monograph, by=author)
        write_working_copy(version.document, touched, verifications={})
        if not version.is_draft:
            _review(version, monograph, author, people)
    if page.withdrawal_reason:
        withdraw(monograph, by=people["publisher"], reason=page.withdrawal_reason)
    return True


def _exists(document: Document) -> bool:
    """A page that an editor made at the same address counts too."""
    return Monograph.objects.filter(
        Q(key=document.key) | Q(slug=document.slug)
    ).exists()


def _review(
    version: Version, monograph: Monograph, author: User, people: People
) -> None:
    revision = submit(
        monograph,
        by=author,
        change_kind=version.change_kind,
        change_note=version.note,
    )
    for role in version.signed:
        if role in revision.needed_roles:
            sign(revision, role=role, seen=revision.sha256, by=people[SIGNERS[role]])
