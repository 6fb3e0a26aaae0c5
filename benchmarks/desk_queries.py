"""Counts the desk's queries on the database that DATABASE_URL names, as JSON."""

import json

import django
from django.test import Client


def main() -> None:
    django.setup()
    # Only after the setup can models be imported.
    from benchmarks.desk import PAGES
    from benchmarks.queries import counted
    from monographs.models import User

    client = Client()
    client.force_login(User.objects.get(username="everything"))
    found = {}
    for name, path in PAGES.items():
        client.get(path)
        with counted() as counter:
            response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}, not 200.")
        found[name] = counter.queries
    print(json.dumps(found))


if __name__ == "__main__":
    main()
