"""All that is in the database, so that two ways to get there can be compared."""

import re

from django.apps import apps
from django.db.models import DateTimeField, UUIDField

from monographs.models import Coverage, Finding, Passage, ProgressDay, Triage, User

# Of rows as they were; a database that was interrupted leaves numbers out.
PRIMARY_KEY = re.compile(r'("(?:id|\w+_id|event)":|\[)\d+')
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# A worker makes them from the others whenever it has time.
MADE_ANEW = (Triage, ProgressDay, Coverage, Passage)


def everything():
    """By model: its rows, without keys and times and in an order of their own."""
    models = apps.get_app_config("monographs").get_models()
    return {
        model.__name__: sorted(map(told, rows_of(model)))
        for model in models
        if model not in (User, *MADE_ANEW)
    }


def rows_of(model):
    if model is Finding:
        return Finding.objects.exclude(origin=Finding.Origin.CHECK)
    return model.objects.all()


def told(row):
    fields = [
        field
        for field in row._meta.concrete_fields
        if not (field.primary_key or isinstance(field, DateTimeField | UUIDField))
    ]
    values = (f"{field.name}: {value_of(row, field)}" for field in fields)
    text = KEY.sub("a key", "\n".join(values))
    return PRIMARY_KEY.sub(r"\1a number", text)


def value_of(row, field):
    value = getattr(row, field.name)
    return bytes(value) if isinstance(value, memoryview) else str(value)
