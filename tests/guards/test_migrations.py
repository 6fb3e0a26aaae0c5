import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from tests.factories import make_drug, submit_as
from tests.guards.raw import delete, refused


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_guards_and_roles_can_be_taken_back_and_made_again():
    call_command("migrate", "monographs", "0001", verbosity=0)
    assert not Group.objects.exists()

    call_command("migrate", "monographs", verbosity=0)

    assert Group.objects.filter(name="Clinical reviewer").exists()
    revision = submit_as(make_drug())
    with refused("never deleted"):
        delete(revision)
