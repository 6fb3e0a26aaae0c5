"""Steps on many monographs: all of them or none, one event each, few statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.models import Contributor, Event, Monograph, Triage
from monographs.workflow import (
    TransitionRefused,
    assign,
    discard,
    reinstate,
    restore,
    schedule,
    set_class,
    set_review_period,
    take_on,
    withdraw,
)
from tests.factories import (
    CLINICAL,
    approve,
    edit,
    make_clinician,
    make_comparison,
    make_drug,
    make_drug_class,
    make_editor,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_user,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db
WHY = "It asks for a name."


def events_of(kind):
    return list(Event.objects.filter(kind=kind).values_list("monograph", flat=True))


# Assigning.


def test_several_are_given_to_somebody_with_a_day():
    drugs = [make_drug(), make_drug()]
    editor, other = make_editor(), make_editor()
    day = timezone.localdate() + timedelta(days=7)

    assert assign(drugs, to=other, due_on=day, by=editor) == 2

    for drug in drugs:
        drug.refresh_from_db()
        assert (drug.assigned_to, drug.due_on) == (other, day)
    assert events_of("assigned") == [drug.pk for drug in drugs]
    event = Event.objects.filter(kind="assigned").first()
    assert event.detail == {"to": other.pk, "due_on": day.isoformat()}
    assert event.by == editor


def test_they_can_be_taken_back_from_somebody():
    drug, editor = make_drug(), make_editor()
    assign([drug], to=editor, by=editor)

    assign([drug], to=None, by=editor)

    drug.refresh_from_db()
    assert (drug.assigned_to, drug.assigned_at) == (None, None)


@pytest.mark.parametrize(
    ("to", "days", "sentence"),
    [
        (make_publisher, 1, "may neither edit nor verify"),
        (lambda: make_editor(is_active=False), 1, "may neither edit nor verify"),
        (make_editor, -1, "still to come"),
        (lambda: None, 1, "needs somebody"),
    ],
)
def test_an_impossible_assignment_is_refused(to, days, sentence):
    day = timezone.localdate() + timedelta(days=days)

    with pytest.raises(TransitionRefused, match=sentence):
        assign([make_drug()], to=to(), due_on=day, by=make_editor())


def test_what_somebody_else_works_on_is_not_taken_from_them():
    free, taken = make_drug(), make_drug(title="Samplidone")
    editor = make_editor()
    assign([taken], to=make_editor(), by=editor)

    with pytest.raises(TransitionRefused, match='"Samplidone": somebody else'):
        take_on([free, taken], by=editor)

    free.refresh_from_db()
    assert free.assigned_to is None
    assert take_on([free], by=editor) == 1
    with pytest.raises(TransitionRefused, match="yours already"):
        take_on([free], by=editor)


# Discarding.


def test_what_is_discarded_leaves_the_working_list_and_comes_back():
    drugs, editor = [make_drug(), make_drug()], make_editor()
    assign(drugs, to=editor, by=editor)

    assert discard(drugs, reason=f" {WHY} ", by=editor) == 2

    drugs[0].refresh_from_db()
    assert (drugs[0].discarded_by, drugs[0].discard_reason) == (editor, WHY)
    assert drugs[0].assigned_to is None
    assert not Triage.objects.filter(monograph__in=drugs).exists()
    assert Event.objects.filter(kind="discarded", reason=WHY).count() == 2

    assert restore(drugs, by=editor) == 2
    drugs[0].refresh_from_db()
    assert (drugs[0].discarded_at, drugs[0].discard_reason) == (None, "")
    assert Triage.objects.filter(monograph__in=drugs, is_stale=True).count() == 2
    assert len(events_of("restored")) == 2


def test_discarding_needs_a_reason_and_something_ticked():
    with pytest.raises(TransitionRefused, match="needs a reason"):
        discard([make_drug()], reason="  ", by=make_editor())
    with pytest.raises(TransitionRefused, match="Tick the monographs"):
        discard([], reason=WHY, by=make_editor())


def in_review():
    drug = make_drug(title="Samplidone")
    submit_as(drug)
    return drug


def scheduled():
    drug = make_drug(title="Samplidone")
    revision = submit_as(drug)
    schedule(revision, at=timezone.now() + timedelta(days=1), by=make_publisher())
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)
    return drug


def discarded():
    drug = make_drug(title="Samplidone")
    discard([drug], reason=WHY, by=make_editor())
    return drug


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: make_published_drug(title="Samplidone"), "published. Withdraw"),
        (in_review, "waits for signatures"),
        (scheduled, "waits for signatures"),
        (discarded, "discarded already"),
    ],
)
def test_one_that_cannot_be_discarded_is_named_and_none_is(make, sentence):
    drug, refused = make_drug(), make()

    with pytest.raises(TransitionRefused, match=f'"Samplidone": .*{sentence}'):
        discard([drug, refused], reason=WHY, by=make_editor())

    drug.refresh_from_db()
    assert drug.discarded_at is None


def test_a_discarded_monograph_is_not_submitted():
    drug = discarded()

    with pytest.raises(TransitionRefused, match="Restore it first"):
        submit_as(drug)


def test_a_withdrawn_and_discarded_page_is_not_reinstated():
    drug, publisher = make_published_drug(), make_publisher()
    withdraw(drug, by=publisher, reason=WHY)
    discard([drug], reason=WHY, by=make_editor())

    with pytest.raises(TransitionRefused, match="Restore it first"):
        reinstate(drug, by=publisher)


def test_a_step_on_a_discarded_monograph_gives_it_no_place_in_the_list():
    drug = discarded()

    edit(drug, by=make_editor())

    assert not Triage.objects.filter(monograph=drug).exists()


def test_a_monograph_that_is_gone_is_said():
    drug = Monograph.objects.create(kind="drug", title="Brief", slug="brief")
    Monograph.objects.filter(pk=drug.pk).delete()

    with pytest.raises(TransitionRefused, match="1 of the ticked monographs is no"):
        discard([drug, make_drug()], reason=WHY, by=make_editor())


# Classes and periods.


def test_a_class_is_added_behind_the_others_and_makes_an_author():
    has, has_not = make_drug(), make_drug()
    sedatives, author = make_drug_class(), make_editor()
    set_class([has], drug_class=sedatives, by=author)
    version = has.edit_version

    assert set_class([has, has_not], drug_class=sedatives, by=author) == 1

    assert has_not.class_memberships.get().drug_class == sedatives
    assert Contributor.objects.filter(monograph=has_not, person=author).exists()
    has.refresh_from_db()
    assert has.edit_version == version + 1
    set_class([has], drug_class=make_drug_class(), by=author)
    positions = has.class_memberships.values_list("position", flat=True)
    assert list(positions) == [1, 2]
    with pytest.raises(TransitionRefused, match="already"):
        set_class([has, has_not], drug_class=sedatives, by=author)


def test_a_class_goes_into_the_next_version():
    drug, sedatives = make_drug(), make_drug_class()
    set_class([drug], drug_class=sedatives, by=make_editor())

    approve(submit_as(drug))

    assert drug.publication.classes.get().drug_class == sedatives


def test_a_comparison_belongs_to_no_class():
    comparison = make_comparison(title="Everyday examples")

    with pytest.raises(TransitionRefused, match='"Everyday examples": a comparison'):
        set_class(
            [make_drug(), comparison], drug_class=make_drug_class(), by=make_editor()
        )


def test_a_review_period_is_set_for_several():
    drugs = [make_drug(), make_drug(review_period_months=12)]

    assert set_review_period(drugs, months=12, by=make_editor()) == 1

    drugs[0].refresh_from_db()
    assert drugs[0].review_period_months == 12
    event = Event.objects.get(kind="period_set")
    assert event.detail == {"months": 12, "was": 24}
    for months in (0, 121):
        with pytest.raises(TransitionRefused, match="from 1 to 120"):
            set_review_period(drugs, months=months, by=make_editor())
    with pytest.raises(TransitionRefused, match="already"):
        set_review_period(drugs, months=12, by=make_editor())


STEPS = {
    "assign": lambda drugs, by: assign(drugs, to=by, by=by),
    "take_on": lambda drugs, by: take_on(drugs, by=by),
    "discard": lambda drugs, by: discard(drugs, reason=WHY, by=by),
    "set_class": lambda drugs, by: set_class(
        drugs, drug_class=make_drug_class(), by=by
    ),
    "set_review_period": lambda drugs, by: set_review_period(drugs, months=6, by=by),
}


@pytest.mark.parametrize("step", STEPS)
def test_many_cost_as_many_queries_as_few(step):
    counts = []
    for number in (2, 60):
        drugs = [make_drug() for _ in range(number)]
        by = make_user("Editor")
        by.has_perm("monographs.view_monograph")  # loads the rights once
        with CaptureQueriesContext(connection) as queries:
            STEPS[step](drugs, by)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("step", STEPS)
def test_a_name_is_said_for_ten_and_counted_for_the_rest(step):
    drugs = [make_drug(title=f"Samplidone {n}") for n in range(12)]
    by = make_editor()
    discard(drugs, reason=WHY, by=by)

    with pytest.raises(TransitionRefused, match='Samplidone 9" and 2 more: discarded'):
        STEPS[step](drugs, by)
