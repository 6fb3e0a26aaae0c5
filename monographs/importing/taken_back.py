"""What taking back has in common, whatever was loaded."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Exists, OuterRef, ProtectedError, Q, Subquery

from monographs.models import (
    Batch,
    BatchRow,
    Effect,
    Monograph,
    PublishedSideEffect,
    SideEffect,
)

Outcome = BatchRow.Outcome
MADE_A_DRUG = Q(outcome=Outcome.NEW) | Q(decision=BatchRow.Decision.MADE_A_DRUG)
# Of a spreadsheet's drug with bad lines, the good ones may have been loaded.
WROTE_A_DRUG = (
    MADE_A_DRUG | Q(outcome=Outcome.CHANGED) | Q(batch__kind=Batch.Kind.SHEETS)
)
# What keeps one drug from being taken back, and no other.
REFUSALS = (IntegrityError, PermissionDenied, ProtectedError)


def why_refused(error: Exception) -> str:
    if isinstance(error, ProtectedError):
        kinds = {each._meta.verbose_name for each in error.protected_objects}
        return f"the drug has a {', a '.join(sorted(map(str, kinds)))}."
    return str(error).partition("\n")[0]


def give_back_to_the_import_before(
    batch: Batch, rows: Iterable[BatchRow]
) -> list[BatchRow]:
    """It is the last that wrote these drugs again; its rows."""
    versions = Monograph.objects.filter(pk=OuterRef("monograph")).values("edit_version")
    earlier = BatchRow.objects.filter(
        WROTE_A_DRUG,
        Exists(
            BatchRow.objects.filter(
                pk__in=[row.pk for row in rows],
                monograph=OuterRef("monograph"),
                seen_version=OuterRef("edit_version"),
            )
        ),
        state=BatchRow.State.APPLIED,
    ).exclude(batch=batch)
    found = list(earlier.only("pk", "batch__kind").select_related("batch"))
    BatchRow.objects.filter(pk__in=[row.pk for row in found]).update(
        edit_version=Subquery(versions[:1])
    )
    return found


def forget_proposed_effects(batch: Batch) -> None:
    """The words that it proposed go with it, where no page uses them."""
    proposed = batch.proposed_effects.all()
    for model in (SideEffect, PublishedSideEffect):
        proposed = proposed.filter(~Exists(model.objects.filter(effect=OuterRef("pk"))))
    Effect.objects.filter(pk__in=list(proposed.values_list("pk", flat=True))).delete()
