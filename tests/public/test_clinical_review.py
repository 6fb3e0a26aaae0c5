"""Which clinical review a version rests on that needed none of its own."""

import json

import pytest

from monographs import workflow
from monographs.desk.sealed_text import standing_of
from tests.factories import (
    CLINICAL,
    MINOR,
    SAFETY,
    approve,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_publisher,
    make_reviewer,
    sign_as,
    submit_as,
)
from tests.public.behind import open_page, publish_again

pytestmark = pytest.mark.django_db

SINCE = "Names, doses, side effects and precautions are unchanged since."


def publish_signed(drug, clinician, **fields):
    """Signed by a clinician of this name."""
    version = submit_as(drug, **fields)
    sign_as(version, make_reviewer())
    sign_as(version, make_clinician(printed_name=clinician), CLINICAL)
    return version


@pytest.fixture
def drug():
    drug = make_drug(slug="examplazole", title="Examplazole")
    publish_signed(drug, "Dr First")
    return drug


def text_of(client, place=""):
    text = open_page(client, f"/drugs/examplazole/{place}").text
    return text.replace(" ,", ",").replace(" .", ".")


def test_a_minor_version_names_the_clinical_review_that_it_rests_on(client, drug):
    signed = drug.revisions.get().signatures.get(role=CLINICAL)
    publish_again(drug, "For examples that hurt a bit.", change_kind=MINOR)

    text = text_of(client)

    day = f"{signed.signed_at.day} {signed.signed_at:%B %Y}"
    assert (
        f"Clinical review: Dr First, pharmacist, of version 1, {day}. {SINCE}" in text
    )
    assert text.count("Clinical review:") == 1
    assert text_of(client, "v/2/").count("Dr First, pharmacist, of version 1") == 1


def test_a_version_that_was_signed_itself_names_no_other(client, drug):
    publish_again(drug, "For examples that hurt a bit.", change_kind=MINOR)
    edit(drug, by=make_editor(), body="For examples that hurt a lot.")
    publish_signed(drug, "Dr Third")

    assert SINCE not in text_of(client)
    assert "Dr First" not in text_of(client)
    assert SINCE not in text_of(client, "v/1/")
    assert "Dr First, pharmacist, of version 1" in text_of(client, "v/2/")


def test_the_newest_clinical_review_is_named(client, drug):
    edit(drug, by=make_editor(), body="For examples that hurt a lot.")
    publish_signed(drug, "Dr Second")
    for number in range(2):
        publish_again(drug, f"For {number} examples.", change_kind=MINOR)

    assert "Dr Second, pharmacist, of version 2, " in text_of(client)
    assert "Dr First" not in text_of(client)


def test_the_review_of_a_version_that_was_rolled_back_is_not_named(client, drug):
    first = drug.revisions.get()
    edit(drug, by=make_editor(), body="For examples that hurt a lot.")
    publish_signed(drug, "Dr Second")
    workflow.roll_back(drug, to=first, by=make_publisher(), reason="It was worse.")
    publish_again(drug, "For examples that itch.", change_kind=MINOR)

    assert "Dr First, pharmacist, of version 1" in text_of(client)
    assert "Dr Second" not in text_of(client)


def test_an_emergency_rests_on_no_earlier_review(client, drug):
    edit(drug, by=make_editor(), body="Stop taking it.")
    urgent = submit_as(drug, change_kind=SAFETY)
    workflow.bypass(urgent, by=make_publisher(), reason="Recall.")

    unsigned = text_of(client)
    status = json.loads(client.get("/drugs/examplazole.json").content)["status"]
    approve(urgent)
    publish_again(drug, "Do not take it.", change_kind=MINOR)

    assert "Dr First" not in unsigned
    assert status["clinical_review"] is None
    assert ", of version 2, " in text_of(client)


def test_machines_are_told_too(client, drug):
    def status():
        return json.loads(client.get("/drugs/examplazole.json").content)["status"]

    first = status()["clinical_review"]
    publish_again(drug, "For examples that hurt a bit.", change_kind=MINOR)
    second = status()

    assert first["version"] == 1
    assert first["signature"]["name"] == "Dr First"
    assert second["version"] == 2
    assert [one["role"] for one in second["signers"]] == ["editorial"]
    assert second["clinical_review"] == first


def test_the_desk_shows_the_box_as_readers_see_it(drug):
    publish_again(drug, "For examples that hurt a bit.", change_kind=MINOR)

    standing = standing_of(drug.revisions.get(number=2))

    assert standing.earlier_clinical.signer.printed_name == "Dr First"


def test_a_page_of_many_small_corrections_takes_one_query(
    client, drug, django_assert_num_queries
):
    for number in range(5):
        publish_again(drug, f"For {number} examples.", change_kind=MINOR)

    with django_assert_num_queries(1):
        assert "Dr First, pharmacist, of version 1" in text_of(client)
