"""Classes that documents name and nobody has entered yet."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from monographs.content import DocumentClass
from monographs.models import DrugClass


def add_missing_classes(rows: Iterable[DocumentClass]) -> None:
    wanted = {row.name: row for row in rows}
    if wanted:
        # What is left out here was entered since, and is found by its name.
        DrugClass.objects.bulk_create(_missing(wanted), ignore_conflicts=True)


def _missing(wanted: dict[str, DocumentClass]) -> Iterator[DrugClass]:
    """An address or a code that another class has stays with that."""
    rows = wanted.values()
    known = DrugClass.objects.filter(
        Q(name__in=wanted)
        | Q(key__in=[row.class_key for row in rows])
        | Q(slug__in=[row.slug for row in rows])
        | Q(atc_code__in=[row.atc_code for row in rows if row.atc_code])
    )
    names_and_keys = {value for entry in known for value in (entry.name, entry.key)}
    slugs = {entry.slug for entry in known}
    codes = {entry.atc_code for entry in known}
    for row in rows:
        if names_and_keys.isdisjoint((row.name, row.class_key)):
            is_free = row.slug not in slugs
            slug = row.slug if is_free else f"{row.slug[:190]}-{row.class_key.hex[:8]}"
            code = None if row.atc_code in codes else row.atc_code
            slugs.add(slug)
            codes.add(code)
            yield DrugClass(key=row.class_key, name=row.name, slug=slug, atc_code=code)
