"""The sample documents, loaded and led through the verbs by people who do not exist."""

from monographs.management.demo.load import load_formulary
from monographs.management.demo.people import (
    PASSWORD,
    PEOPLE,
    make_people,
    people_as_table,
)
from monographs.management.demo.place import (
    DemoRefused,
    refuse_foreign_database,
    refuse_unusable_address,
)
from monographs.management.demo.prepare import prepare
from monographs.management.demo.worker import working_beside

__all__ = [
    "PASSWORD",
    "PEOPLE",
    "DemoRefused",
    "load_formulary",
    "make_people",
    "people_as_table",
    "prepare",
    "refuse_foreign_database",
    "refuse_unusable_address",
    "working_beside",
]
