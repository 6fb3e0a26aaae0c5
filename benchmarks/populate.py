"""Prepares the database that DATABASE_URL names: python -m benchmarks.populate 1000."""

import sys

import django
from django.core.management import call_command


def main(count: int) -> None:
    django.setup()
    # Only after the setup can models be imported.
    from benchmarks.population import populate

    call_command("migrate", verbosity=0)
    populate(count)


if __name__ == "__main__":
    main(int(sys.argv[1]))
