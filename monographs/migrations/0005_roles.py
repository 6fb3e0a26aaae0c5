from typing import Any

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from monographs.workflow.roles import ROLES, create_groups


def create(apps: Any, schema_editor: Any) -> None:
    # Permissions are otherwise made only after all migrations have run.
    config = current_apps.get_app_config("monographs")
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    create_groups(apps)


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("monographs", "0004_guard_people_and_sources"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create, remove)]
