"""Prepares the database that DATABASE_URL names: python -m benchmarks.populate 1000.

With `--rich`, each drug has three times as many side effects.
"""

import argparse

import django
from django.core.management import call_command


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--rich", action="store_true")
    options = parser.parse_args()
    django.setup()
    # Only after the setup can models be imported.
    from benchmarks.formulary import RICH, USUAL
    from benchmarks.population import populate

    call_command("migrate", verbosity=0)
    populate(options.count, side_effects=RICH if options.rich else USUAL)


if __name__ == "__main__":
    main()
