"""Open-data sets as tests read them: by other means than they were written."""

import csv
import json
import sqlite3
from contextlib import closing

from monographs.public.open_data.publish import publish_data


def published(root):
    """The folder of the newest set, made now."""
    return root / publish_data().name


def records(folder, name):
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def asked(folder, query, *values):
    """Of the database, which nobody may write to."""
    address = f"{(folder / 'medsite.sqlite').as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        return database.execute(query, values).fetchall()


def everything_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}
