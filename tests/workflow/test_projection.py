import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.content import loads, sha256
from monographs.frequency import read
from monographs.models import Publication, PublishedName, Revision, SearchEffect
from monographs.workflow import withdraw
from monographs.workflow.projection import project
from monographs.workflow.projection_check import differences
from tests.factories import (
    make_full_comparison,
    make_full_drug,
    make_name,
    make_publisher,
    make_side_effect,
    publish_now,
)
from tests.past_guards import drop_guards_of

pytestmark = pytest.mark.django_db


def make_published_full_drug():
    monograph = make_full_drug()
    make_side_effect(
        monograph,
        frequency=read("common (1–10 %)").frequency,
        serious="yes",
        position=9,
    )
    make_name(monograph, "Élan vital")
    publish_now(monograph)
    return monograph


def test_published_rows_say_what_the_signed_version_says():
    publication = make_published_full_drug().publication

    last = publication.side_effects.last()
    assert (last.band, last.word, last.serious) == ("common", "common", "yes")
    assert (last.low, last.high) == (0.01, 0.1)
    assert "elan vital" in publication.names.values_list("sort_key", flat=True)
    assert publication.classes.count() == 1
    document = loads(publication.revision.content)
    keys = [row.key for row in document.side_effects]
    assert list(publication.side_effects.values_list("key", flat=True)) == keys


def test_every_list_agrees_after_publishing(capsys):
    make_published_full_drug()
    publish_now(make_full_comparison())
    withdrawn = make_published_full_drug()
    withdraw(withdrawn, by=make_publisher(), reason="Wrong dose.")

    call_command("check_projections")

    assert "agrees" in capsys.readouterr().out


def test_projecting_costs_the_same_whatever_the_number_of_rows():
    counts = []
    for side_effects in (1, 60):
        publish_now(monograph := make_full_drug(side_effects=side_effects))
        publication = monograph.publication
        document = loads(publication.revision.content)
        with CaptureQueriesContext(connection) as queries:
            project(publication, document)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda publication: publication.names.all().delete(),
        lambda publication: publication.side_effects.update(band="rare"),
        lambda publication: publication.side_effects.update(scope="route"),
        lambda publication: publication.side_effects.update(scope_name="injection"),
        lambda publication: publication.classes.all().delete(),
        lambda publication: publication.search_entries.first().delete(),
        lambda publication: publication.search_entries.update(text="Unsigned"),
        lambda publication: publication.a_to_z_entries.update(text="Unsigned"),
        lambda publication: publication.facets.first().delete(),
        lambda publication: publication.facets.update(reviewed_on=None),
        lambda publication: Publication.objects.update(title="Another title"),
        lambda publication: PublishedName.objects.create(
            publication=publication, key=publication.monograph.key, kind="brand"
        ),
    ],
)
def test_damage_is_named_and_mended(damage, capsys):
    publication = make_published_full_drug().publication
    damage(publication)

    with pytest.raises(CommandError, match="rebuild_projections"):
        call_command("check_projections")
    assert publication.revision.monograph.title in capsys.readouterr().err

    call_command("rebuild_projections")
    assert not list(differences())


def test_words_for_side_effects_are_checked_and_mended():
    make_published_full_drug()
    SearchEffect.objects.all().delete()

    assert any("The search lacks words" in sentence for sentence in differences())

    call_command("rebuild_projections")
    assert not list(differences())


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL refuses a false hash at once"
)
def test_a_false_hash_is_found():
    publication = make_published_full_drug().publication
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER revision_sealed")
        cursor.execute("UPDATE monographs_revision SET sha256 = 'f00'")

    assert any("its hash is not" in sentence for sentence in differences())
    assert publication.pk


def test_a_text_that_says_a_thing_twice_is_found():
    make_published_full_drug()
    drop_guards_of("monographs_revision")
    revision = Revision.objects.get()
    content = revision.content.replace('"title":', '"title":"Other","title":', 1)
    Revision.objects.update(content=content, sha256=sha256(content))

    assert any("the one form" in sentence for sentence in differences())
