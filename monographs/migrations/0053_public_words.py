"""Publishers change the words of effects and classes that live pages name."""

from typing import Any

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from monographs.workflow.roles import create_groups


def create(apps: Any, schema_editor: Any) -> None:
    # Permissions are otherwise made only after all migrations have run.
    config = current_apps.get_app_config("monographs")
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    create_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("monographs", "0052_source_licences")]

    # Nothing to take back: a group keeps what it may do.
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
