"""The list of sealed versions: what waits for whom, and who looks at it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monographs.workflow import bypass, cancel, claim_review
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    MINOR,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_user,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:monographs_revision_changelist")


def titles(client, **query):
    response = client.get(LIST, query)
    return {revision.monograph.title for revision in response.context["cl"].queryset}


@pytest.fixture
def versions():
    """One of each kind, named for what it is."""
    submit_as(make_drug(title="Waits for both"))
    sign_as(submit_as(make_drug(title="Editorial is there")), make_reviewer())
    cancel(submit_as(make_drug(title="Cancelled")), by=make_editor())
    bypass(
        submit_as(make_drug(title="Bypassed")), by=make_publisher(), reason="A recall."
    )
    minor = make_published_drug(title="Minor")
    edit(minor, by=make_editor())
    submit_as(minor, change_kind=MINOR)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("editorial", {"Waits for both", "Bypassed", "Minor"}),
        ("clinical", {"Waits for both", "Bypassed", "Editorial is there"}),
    ],
)
def test_what_waits_for_my_signature(log_in, versions, role, expected):
    client = log_in(make_user("Reviewer", "Clinical reviewer"))

    assert titles(client, queue=role) == expected


def test_what_is_not_mine_to_sign_is_left_out(log_in):
    person = make_user("Editor", "Reviewer", "Clinical reviewer")
    submit_as(make_drug(title="I wrote it", by=person))
    sign_as(submit_as(make_drug(title="I signed it")), person)
    submit_as(make_drug(title="Mine to sign"))
    client = log_in(person)

    assert titles(client, queue="editorial") == {"Mine to sign"}
    assert titles(client, queue="clinical") == {"Mine to sign"}


def test_what_i_look_at(log_in):
    reviewer = make_reviewer()
    mine = submit_as(make_drug(title="Mine"))
    claim_review(mine, role=EDITORIAL, by=reviewer)
    claim_review(submit_as(make_drug()), role=CLINICAL, by=make_clinician())

    assert titles(log_in(reviewer), queue="claimed") == {"Mine"}


def test_nobody_is_offered_a_signature_in_vain(log_in):
    submit_as(make_drug())
    offered = {
        role: client.get(LIST).content.decode()
        for role, client in (
            ("editor", log_in(make_editor())),
            ("reviewer", log_in(make_reviewer())),
        )
    }

    assert "queue=editorial" not in offered["editor"]
    assert "queue=editorial" in offered["reviewer"]
    assert "queue=clinical" not in offered["reviewer"]


def test_the_list_says_who_looks_at_a_version_and_until_when(log_in):
    reviewer = make_reviewer(printed_name="Rhea Viewer")
    claim_review(
        submit_as(make_drug()), role=EDITORIAL, by=reviewer, due_on=date(2199, 4, 5)
    )

    page = log_in(make_editor()).get(LIST).content.decode()

    assert "Rhea Viewer (editorial), due 5 April 2199" in page


@pytest.mark.parametrize("queue", ["", "editorial", "claimed"])
def test_the_list_takes_the_same_queries_for_few_and_many(log_in, queue):
    reviewer = make_reviewer()
    client = log_in(reviewer)
    query = {"queue": queue} if queue else {}
    counts = []
    for more in (3, 20):
        for _ in range(more):
            claim_review(submit_as(make_drug()), role=EDITORIAL, by=reviewer)
        with CaptureQueriesContext(connection) as queries:
            assert titles(client, **query)
        counts.append(len(queries))

    assert counts[0] == counts[1]
