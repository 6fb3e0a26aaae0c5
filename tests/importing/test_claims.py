"""What a file claims that medsite did not write: keys, links and odd characters."""

import pytest

from monographs.importing.decisions import make_drug
from monographs.importing.documents.draft import DraftSubject, Lines
from monographs.importing.drafted import _told_apart
from monographs.models import Contributor, Effect
from tests.factories import make_effect, make_steward
from tests.importing.batches import drug, loaded, outcomes, previewed, row_of

pytestmark = pytest.mark.django_db

HEAD = "---\ntitle: Foo\nmedsite: 1\n{}\n---\n\n# Foo\n\n### Usage\n\nFor tests.\n"


@pytest.mark.parametrize("value", ["x\\ud800", "x\\u0000"])
def test_half_a_character_stops_no_import(value):
    text = HEAD.format(f'slug: "{value}"')

    batch = previewed({"a/foo.md": text.encode()})

    assert batch.state == "preview"


def test_an_effect_goes_by_its_name_whatever_key_a_file_claims():
    headache = make_effect("Headache")
    row = f'{{"effect": "Liver failure", "effect_key": "{headache.key}"}}'
    text = HEAD.format("") + (
        f"\n### Side Effects\n\n* <!-- medsite side_effect {row} -->\n  Liver failure\n"
    )

    loaded({"a/foo.md": text.encode()})

    names = drug("foo").side_effects.values_list("effect__name", flat=True)
    assert list(names) == ["Liver failure"]
    assert Effect.objects.get(pk=headache.pk).name == "Headache"


def test_whoever_loaded_a_file_contributed_to_the_drug_made_of_it():
    owner, other = make_steward(), make_steward()
    batch = loaded({"a/stub.md": b"Please name the medicine."}, by=owner)
    assert outcomes(batch) == {"a/stub.md": "set_aside"}

    monograph = make_drug(row_of(batch, "a/stub.md"), by=other, title="Examplazole")

    people = Contributor.objects.filter(monograph=monograph)
    assert {each.person for each in people} == {owner, other}


def test_thousands_of_columns_of_one_name_are_told_apart():
    subjects = [DraftSubject(name="a", lines=Lines(1, 1)) for _ in range(20_000)]

    names = _told_apart(subjects)

    assert len(set(names)) == len(names)
