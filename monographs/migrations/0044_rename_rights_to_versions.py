"""Rights that were named before versions were called versions."""

from typing import Any

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace


def rename(apps: Any, was: str, becomes: str) -> None:
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="monographs", name__contains=was
    ).update(name=Replace(F("name"), Value(was), Value(becomes)))


def to_versions(apps: Any, schema_editor: Any) -> None:
    rename(apps, "revision", "version")


def to_revisions(apps: Any, schema_editor: Any) -> None:
    rename(apps, "version", "revision")


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0043_call_versions_so_in_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(to_versions, to_revisions)]
