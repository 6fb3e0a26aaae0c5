"""The working list: ordered by risk and effort, filtered, with steps on many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monographs.desk.triage import listing
from monographs.models import Event, Finding, Monograph, Triage
from monographs.workflow import assign, discard
from monographs.workflow.triage import refresh
from tests.desk.pages import change_url, step_url, typed_on
from tests.factories import (
    edit,
    make_comparison,
    make_drug,
    make_drug_class,
    make_editor,
    make_imported_section,
    make_published_drug,
    make_reviewer,
    make_sound_drug,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:desk_triage")
ACT = reverse("admin:desk_triage_act")
DISCARDED = reverse("admin:desk_discarded")


def find(monograph, code, severity="error"):
    Finding.objects.create(
        monograph=monograph, code=code, severity=severity, place="x", message="x"
    )


def titles(response):
    return [listed.row.monograph.title for listed in response.context["listing"].rows]


def whys(response):
    return {
        listed.row.monograph.title: listed.why
        for listed in response.context["listing"].rows
    }


def look_again():
    refresh(Monograph.objects.values_list("pk", flat=True))


@pytest.fixture
def heap(editor):
    """A monograph for each place in the list, by its title."""
    drugs = {
        title: make_sound_drug(title=title)
        for title in ("Refusal", "Contradictol", "Clinicol", "Nearly", "Ready")
    }
    find(drugs["Refusal"], "not_monograph", "warning")
    find(drugs["Contradictol"], "contradiction_driving", "warning")
    make_imported_section(drugs["Clinicol"], kind="dosage")
    make_imported_section(drugs["Nearly"], kind="usage")
    drugs["Done"] = make_published_drug(title="Done")
    look_again()
    return drugs


def test_the_riskiest_come_first_and_each_says_why(desk, heap):
    page = desk.get(LIST)

    assert titles(page) == ["Refusal", "Contradictol", "Clinicol", "Ready", "Nearly"]
    assert whys(page) == {
        "Refusal": "1 error: the text seems to be no monograph",
        "Contradictol": "1 warning: contradiction driving",
        "Clinicol": "1 row to verify (1 clinical)",
        "Ready": "nothing is open: ready to be submitted",
        "Nearly": "1 row to verify",
    }
    assert page.context["listing"].count_in_words == "5 monographs"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"rank": "1"}, ["Refusal"]),
        ({"rank": "5"}, ["Done"]),
        ({"letter": "c"}, ["Contradictol", "Clinicol"]),
        ({"quick": "1"}, ["Clinicol", "Ready", "Nearly"]),
        ({"code": "not_monograph"}, ["Refusal"]),
        ({"show": "errors"}, ["Refusal"]),
        ({"show": "warnings"}, ["Contradictol"]),
        ({"rivals": "1"}, []),
        ({"who": "me"}, ["Ready"]),
        (
            {"who": "nobody", "letter": "r"},
            ["Refusal"],
        ),
        ({"drug_class": "class-x"}, ["Clinicol"]),
        ({"rank": "9", "letter": "éé", "who": "x", "show": "x"}, None),
        ({"after": "x" * 30, "code": "\0"}, None),
        ({"after": "9" * 18}, []),
    ],
)
def test_filters(desk, editor, heap, asked, found):
    assign([heap["Ready"]], to=editor, by=editor)
    sedatives = make_drug_class(name="X")
    sedatives.slug = "class-x"
    sedatives.save()
    heap["Clinicol"].class_memberships.create(drug_class=sedatives)
    look_again()

    page = desk.get(LIST, asked)

    assert titles(page) == (found if found is not None else titles(desk.get(LIST)))


def test_pages_follow_each_other_without_a_gap(desk, monkeypatch):
    monkeypatch.setattr(listing, "ROWS_A_PAGE", 3)
    wanted = {make_drug(title=f"Examplazole {n}").title for n in range(8)}
    look_again()
    query, seen = "", []

    for _ in range(3):
        page = desk.get(f"{LIST}?letter=e&{query}")
        seen += titles(page)
        query = page.context["listing"].next

    assert len(seen) == 8
    assert set(seen) == wanted
    assert query == ""


def test_a_page_looks_again_at_some_and_says_what_is_left(desk, monkeypatch):
    monkeypatch.setattr(listing, "REFRESHED_BY_A_PAGE", 2)
    for _ in range(5):
        make_drug()

    page = desk.get(LIST)

    assert Triage.objects.filter(is_stale=True).count() == 3
    assert "3 of these changed and wait to be looked at again" in page.content.decode()


def test_a_page_costs_the_same_for_few_and_many(desk):
    counts = []
    for more in (3, 40):
        for _ in range(more):
            find(make_drug(), "doubtful_dose")
        look_again()
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


# Steps on ticked rows.


def begin(desk, action, drugs, **more):
    rows = [drug.pk for drug in drugs]
    return desk.get(ACT, {"action": action, "rows": rows, **more})


def do(desk, action, drugs, **typed):
    rows = [drug.pk for drug in drugs]
    return desk.post(ACT, {"action": action, "rows": rows, **typed}, follow=True)


def test_the_page_says_what_will_happen_and_does_nothing_yet(desk, heap):
    page = begin(desk, "discard", [heap["Refusal"], heap["Ready"]], back="letter=r")

    text = page.content.decode()
    assert "These leave every list and queue" in text
    assert "2 monographs" in text
    assert "Refusal" in text
    assert f'href="{LIST}?letter=r"' in text
    assert not Monograph.objects.discarded().exists()
    assert typed_on(page)["back"] == "letter=r"


def test_several_are_discarded_and_restored(desk, heap):
    drugs = [heap["Refusal"], heap["Ready"]]

    told = do(desk, "discard", drugs, reason="They ask for a name.", back="quick=1")

    assert "2 monographs are discarded: They ask for a name." in told.content.decode()
    assert told.redirect_chain == [(f"{LIST}?quick=1", 302)]
    assert "Refusal" not in titles(desk.get(LIST))
    listed = desk.get(DISCARDED).content.decode()
    assert "They ask for a name." in listed
    assert "Discarded by Edith Or" in listed
    drugs_list = desk.get(reverse("admin:monographs_drug_changelist"))
    assert "Refusal" not in drugs_list.content.decode()

    told = do(desk, "restore", drugs)
    assert "2 monographs are restored." in told.content.decode()
    assert told.redirect_chain == [(DISCARDED, 302)]
    assert not Monograph.objects.discarded().exists()


def test_a_refusal_names_the_one_and_keeps_what_was_typed(desk, heap):
    page = do(desk, "discard", [heap["Refusal"], heap["Done"]], reason="A reason.")

    text = page.content.decode()
    assert page.status_code == 422
    assert "&quot;Done&quot;: published" in text
    assert "A reason." in text
    assert not Monograph.objects.discarded().exists()


def test_work_is_given_and_taken_on(desk, editor, heap):
    other = make_editor(printed_name="Otto Her")

    told = do(desk, "assign", [heap["Ready"]], to=other.pk, due_on="2999-01-01")
    assert "1 monograph is assigned: Otto Her." in told.content.decode()
    refused = do(desk, "take-on", [heap["Ready"], heap["Nearly"]])
    assert "somebody else has taken it on" in refused.content.decode()
    do(desk, "take-on", [heap["Nearly"]])

    assert titles(desk.get(LIST, {"who": "me"})) == ["Nearly"]
    assert "Assigned to Otto Her, due 1 January 2999" in desk.get(LIST).content.decode()


def test_class_and_period_are_set(desk, heap):
    sedatives = make_drug_class(name="Sedatives")

    told = do(desk, "class", [heap["Ready"]], drug_class=sedatives.pk)
    assert "1 monograph is in the class now: Sedatives." in told.content.decode()
    do(desk, "period", [heap["Ready"], heap["Nearly"]], months="36")

    heap["Ready"].refresh_from_db()
    assert heap["Ready"].review_period_months == 36
    assert heap["Ready"].class_memberships.count() == 1


@pytest.mark.parametrize(
    ("action", "typed"),
    [("period", {"months": "0"}), ("class", {"drug_class": "9" * 30}), ("class", {})],
)
def test_a_form_that_is_wrong_comes_back(desk, heap, action, typed):
    page = do(desk, action, [heap["Ready"]], **typed)

    assert page.status_code == 422
    assert "errorlist" in page.content.decode()


def test_nothing_ticked_is_said(desk):
    assert "None is ticked" in begin(desk, "discard", []).content.decode()
    page = desk.post(ACT, {"action": "discard", "rows": ["x"], "reason": "A reason."})
    assert "Tick the monographs" in page.content.decode()


def test_a_step_that_nobody_knows(desk):
    assert begin(desk, "burn", []).status_code == 404
    assert desk.post(ACT, {}).status_code == 404


def test_without_the_right_no_step_is_offered_or_taken(log_in, heap):
    reviewer = log_in(make_reviewer())

    assert 'name="action"' not in reviewer.get(LIST).content.decode()
    for action in ("discard", "assign", "take-on", "class", "period", "restore"):
        assert begin(reviewer, action, [heap["Ready"]]).status_code == 403
        assert do(reviewer, action, [heap["Ready"]]).status_code == 403
    assert not Event.objects.filter(kind__in=["discarded", "assigned"]).exists()


@pytest.mark.parametrize("address", [LIST, ACT, DISCARDED])
def test_without_rights_nobody_reads_the_list(log_in, client, address):
    assert log_in(make_user()).get(address, {"action": "assign"}).status_code == 403
    assert client.get(address).status_code == 302


def test_the_way_back_leads_nowhere_else(desk, heap):
    told = do(
        desk, "period", [heap["Ready"]], months="6", back="//evil.example/\r\nX: y"
    )

    assert told.redirect_chain[0][0].startswith(f"{LIST}?")


# One monograph's own page, and the lists.


def test_its_own_page_offers_the_same_steps(desk, editor, heap):
    drug = heap["Ready"]

    page = desk.get(change_url(drug)).content.decode()
    assert "Not a monograph" in page
    assert "Take it on" in page
    desk.post(step_url(drug, "assign"), {"to": editor.pk, "due_on": "2999-01-01"})
    page = desk.get(change_url(drug)).content.decode()
    assert "Assigned to Edith Or, due 1 January 2999" in page
    desk.post(step_url(drug, "discard"), {"reason": "No medicine."})
    page = desk.get(change_url(drug)).content.decode()
    assert "Discarded</strong> by Edith Or" in page
    assert "No medicine." in page
    desk.post(step_url(drug, "restore"))

    drug.refresh_from_db()
    assert drug.discarded_at is None


def test_the_list_of_drugs_filters_by_work(desk, editor):
    given, other = make_drug(title="Given"), make_drug(title="Other")
    assign([given], to=editor, by=editor)
    published = make_published_drug(title="Published")
    edit(published, by=editor)
    look_again()
    address = reverse("admin:monographs_drug_changelist")

    def found(**asked):
        return {drug.title for drug in desk.get(address, asked).context["cl"].queryset}

    assert found(assigned="me") == {"Given"}
    assert found(assigned="somebody") == {"Given"}
    assert found(assigned="nobody") == {"Other", "Published"}
    assert found(differs="yes") == {"Published"}
    assert found(differs="no") == set()
    assert found(due="none") == {"Given", "Other", "Published"}
    assert found(due="late") == found(due="open") == set()
    discard([other], by=editor, reason="None.")
    assert found() == {"Given", "Published"}


def test_comparisons_have_their_page_too(desk):
    comparison = make_comparison(title="Examples compared")
    look_again()

    assert change_url(comparison) in desk.get(LIST).content.decode()
