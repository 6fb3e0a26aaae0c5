"""Drugs and a vocabulary for lines about them: python -m benchmarks.sheets.populate 50.

In the database that DATABASE_URL names; with 0 it gets its tables only.
"""

import sys
from dataclasses import asdict

import django
from django.core.management import call_command


def main(drugs: int) -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if drugs:
        populate(drugs)


def populate(drugs: int) -> None:
    # Only after the setup can models be imported.
    from benchmarks import vocabulary
    from benchmarks.sheets.lines import address_of
    from monographs.models import Effect, Monograph, User

    User.objects.create(username="steward", is_staff=True, is_superuser=True)
    Effect.objects.bulk_create(Effect(**asdict(one)) for one in vocabulary.EFFECTS)
    Monograph.objects.bulk_create(
        (
            Monograph(
                kind=Monograph.Kind.DRUG,
                title=f"Examplazole {number:06}",
                slug=address_of(number),
            )
            for number in range(drugs)
        ),
        batch_size=500,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
