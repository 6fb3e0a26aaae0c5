"""The sample documents come in as any others do: taken in, read, then loaded."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import transaction
from django.utils.text import slugify

from monographs.importing.decisions import load
from monographs.importing.intake import Limits, read_paths
from monographs.importing.take_in import take_in
from monographs.management.batch_work import work_on
from monographs.models import Batch, DrugClass, Monograph, User
from monographs.workflow import TransitionRefused

FOLDER: Path = settings.BASE_DIR / "fixtures"
# The import's name, by which the next run finds it.
NAME = "fixtures/documents"
# A page that somebody adds meanwhile makes a plan outdated; so many are made.
MOST_PLANS = 3


def sample_import() -> Batch | None:
    return Batch.objects.filter(name=NAME).exclude(state=Batch.State.CANCELLED).first()


def import_documents(steward: User, *, shown_on: OutputWrapper) -> Batch | None:
    """From wherever an earlier run came to. None where there are pages without any
    import: those of a demo that did not begin with documents yet."""
    batch = sample_import()
    if batch is None:
        if Monograph.objects.exists():
            return None
        batch = begin_import(steward)
    for _ in range(MOST_PLANS):
        batch = work_on(batch, shown_on=shown_on)
        if batch.state != Batch.State.PREVIEW:
            return batch
        batch = load(batch, by=steward)
    raise TransitionRefused(f"Import {batch.pk} does not end. {batch.message}")


@transaction.atomic
def begin_import(steward: User) -> Batch:
    _add_classes()
    documents = read_paths([FOLDER / "documents"], Limits.from_settings())
    return take_in(documents, name=NAME, by=steward)


def _add_classes() -> None:
    """Documents name a class but know nothing of its code."""
    codes = tomllib.loads((FOLDER / "classes.toml").read_text(encoding="utf-8"))
    known = set(DrugClass.objects.values_list("name", flat=True))
    DrugClass.objects.bulk_create(
        DrugClass(name=name, slug=slugify(name), atc_code=code)
        for name, code in codes.items()
        if name not in known
    )
