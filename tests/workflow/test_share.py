"""Links for people without an account."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from monographs.models import Event, Monograph
from monographs.workflow import (
    TransitionRefused,
    reinstate,
    share_preview,
    withdraw,
)
from monographs.workflow.share import LinkEnded, NoSuchLink, shared_by
from monographs.workflow.step import record
from tests.factories import (
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    submit_as,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def drug(editor):
    return make_drug(by=editor)


def test_a_link_leads_to_the_draft(drug, editor):
    link = share_preview(drug, days=7, by=editor)

    shared = shared_by(link.token)

    assert (shared.monograph, shared.revision) == (drug, None)
    assert shared.until == link.until
    assert timedelta(days=6, hours=23) < link.until - timezone.now() <= 7 * DAY


def test_a_link_leads_to_that_version_for_good(drug, editor):
    revision = submit_as(drug)
    link = share_preview(revision, days=7, by=editor)

    assert shared_by(link.token).revision == revision


def test_sharing_is_an_event_with_its_end(drug, editor):
    revision = submit_as(drug)

    link = share_preview(revision, days=3, by=editor)

    event = Event.objects.filter(kind=Event.Kind.PREVIEW_SHARED).get()
    assert (event.monograph, event.revision, event.by) == (drug, revision, editor)
    assert event.detail == {"until": link.until.isoformat()}
    assert link.token not in str(event.detail)


def test_sharing_changes_nothing_in_the_draft(drug, editor):
    share_preview(drug, days=3, by=editor)

    assert Monograph.objects.get(pk=drug.pk).edit_version == drug.edit_version
    assert drug.contributors.count() == 1


@pytest.mark.parametrize("days", [0, -1, 31, 10_000])
def test_a_link_works_for_1_to_30_days(drug, editor, days):
    with pytest.raises(TransitionRefused, match="1 to 30 days"):
        share_preview(drug, days=days, by=editor)

    assert not Event.objects.filter(kind=Event.Kind.PREVIEW_SHARED).exists()


def test_an_expired_link_says_until_when_it_worked(drug, editor, later):
    link = share_preview(drug, days=30, by=editor)

    with later(days=29, hours=23):
        assert shared_by(link.token).monograph == drug
    with later(days=30, minutes=1), pytest.raises(LinkEnded, match="worked until"):
        shared_by(link.token)


def test_a_withdrawn_page_ends_its_links(editor):
    drug = make_published_drug(by=editor)
    link = share_preview(drug, days=7, by=editor)
    withdraw(drug, by=make_publisher(), reason="A wrong dose.")

    with pytest.raises(LinkEnded, match="was withdrawn"):
        shared_by(link.token)
    with pytest.raises(TransitionRefused, match="was withdrawn"):
        share_preview(drug, days=7, by=editor)


def test_a_link_that_a_withdrawal_ended_stays_ended(editor):
    drug = make_published_drug(by=editor)
    link = share_preview(drug, days=7, by=editor)
    withdraw(drug, by=make_publisher(), reason="A wrong dose.")
    reinstate(drug, by=make_publisher(), reason="It is right.")
    newer = share_preview(drug, days=7, by=editor)

    with pytest.raises(LinkEnded, match="withdrawn meanwhile"):
        shared_by(link.token)

    assert shared_by(newer.token).monograph == drug
    withdraw(drug, by=make_publisher(), reason="A wrong dose after all.")
    reinstate(drug, by=make_publisher(), reason="It is right.")
    with pytest.raises(LinkEnded, match="withdrawn meanwhile"):
        shared_by(newer.token)


def test_a_discarded_draft_ends_its_links(drug, editor):
    link = share_preview(drug, days=7, by=editor)
    record(Event.Kind.DISCARDED, drug, by=editor, reason="No medicine.")

    with pytest.raises(LinkEnded, match="was discarded"):
        shared_by(link.token)
    with pytest.raises(TransitionRefused, match="was discarded"):
        share_preview(drug, days=7, by=editor)

    record(Event.Kind.RESTORED, drug, by=editor)
    assert shared_by(link.token).monograph == drug


def test_a_draft_that_an_undone_import_took_away_says_so():
    content = {"monograph": str(uuid4()), "version": None, "until": 9_999_999_999}
    token = signing.dumps(content, salt="monographs.preview")

    with pytest.raises(LinkEnded, match="no longer there"):
        shared_by(token)


@given(data=st.data())
def test_a_link_with_another_character_is_none(data):
    content = {"monograph": "0" * 36, "version": None, "until": 9_999_999_999}
    token = signing.dumps(content, salt="monographs.preview", compress=True)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != token[place]))

    with pytest.raises(NoSuchLink):
        shared_by(token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize("token", ["", "x", ":", "a:b:c", "\x00", "٣:٣:٣", "." * 9_000])
def test_what_was_never_signed_is_no_link(token):
    with pytest.raises(NoSuchLink):
        shared_by(token)


def test_something_else_signed_with_the_same_key_is_no_link(drug):
    content = {"monograph": str(drug.key), "version": None, "until": 9_999_999_999}

    with pytest.raises(NoSuchLink):
        shared_by(signing.dumps(content))


def test_another_secret_key_ends_all_links(drug, editor):
    link = share_preview(drug, days=7, by=editor)

    with override_settings(SECRET_KEY="another" * 10), pytest.raises(NoSuchLink):
        shared_by(link.token)
