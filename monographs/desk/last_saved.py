"""Which version of a working copy a person saved last: a browser that kept what they
typed learns from it that the save arrived."""

from monographs.models import Contributor, Monograph
from monographs.workflow.step import Person


def last_saved(monograph: Monograph | None, person: Person) -> int:
    if monograph is None or monograph.pk is None or person.pk is None:
        return 0
    version = (
        Contributor.objects.filter(monograph=monograph.pk, person=person.pk)
        .values_list("last_edit_version", flat=True)
        .first()
    )
    return version or 0
