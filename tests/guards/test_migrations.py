from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from tests.factories import make_drug, submit_as
from tests.guards.raw import delete, refused


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_guards_and_roles_can_be_taken_back_and_made_again():
    call_command("migrate", "monographs", "0001", verbosity=0)
    assert not Group.objects.exists()

    call_command("migrate", "monographs", verbosity=0)

    assert Group.objects.filter(name="Clinical reviewer").exists()
    revision = submit_as(make_drug())
    with refused("never deleted"):
        delete(revision)


@pytest.mark.django_db
def test_rights_are_called_as_people_call_things():
    ours = Permission.objects.filter(content_type__app_label="monographs")

    assert not ours.filter(name__contains="revision")
    assert ours.filter(name="Can send a version back")


@pytest.mark.django_db
def test_rights_of_an_older_site_are_renamed():
    ours = Permission.objects.filter(content_type__app_label="monographs")
    ours.filter(codename="view_revision").update(name="Can view revision")

    renaming = import_module("monographs.migrations.0044_rename_rights_to_versions")
    renaming.to_versions(apps, None)

    assert ours.get(codename="view_revision").name == "Can view version"
