"""Working copies to submit, sign and edit."""

from random import Random

from benchmarks import formulary
from monographs.content import write_working_copy
from monographs.models import Monograph, User
from monographs.workflow import touch

# Side effects of a usual page, and of the longest that sources hold.
FEW, MANY = 10, 400


def make_working_copy(*, side_effects: int, number: int, by: User) -> Monograph:
    title = f"Examplazole {number} with {side_effects}"
    slug = slug_of(side_effects=side_effects, number=number)
    monograph = touch(
        Monograph.objects.create(kind=Monograph.Kind.DRUG, title=title, slug=slug),
        by=by,
    )
    document = formulary.document(
        Random(slug), title=title, slug=slug, side_effects=side_effects
    )
    write_working_copy(document, monograph, verifications={})
    return monograph


def slug_of(*, side_effects: int, number: int) -> str:
    return f"examplazole-{number}-with-{side_effects}"
