import pytest

from monographs.content import read_working_copy
from monographs.models import Effect, Event, Monograph, Name, Section
from monographs.workflow import (
    Side,
    TransitionRefused,
    bypass,
    merge,
    merge_live,
    park,
    reset_draft,
    roll_back,
    touch,
    touch_all,
    unverify,
    verify,
)
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_full_drug,
    make_imported_section,
    make_name,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
    submit_as,
)

pytestmark = pytest.mark.django_db


def body_of(monograph, kind=Section.Kind.USAGE):
    return monograph.sections.get(kind=kind).body


def test_resetting_starts_again_from_the_live_text():
    monograph = make_full_drug()
    publish_now(monograph)
    live = read_working_copy(monograph)
    edit(monograph, by=make_editor(), body="A draft.")
    make_name(monograph)

    reset_draft(monograph, by=make_editor())

    monograph.refresh_from_db()
    assert read_working_copy(monograph) == live
    assert not monograph.contributors.exists()


def test_resetting_counts_as_an_edit_for_who_has_the_page_open():
    monograph = make_published_drug()
    seen = monograph.edit_version

    reset_draft(monograph, by=make_editor())

    with pytest.raises(TransitionRefused):
        touch(monograph, by=make_editor(), seen=seen)


def test_resetting_needs_a_live_text():
    with pytest.raises(TransitionRefused, match="never published"):
        reset_draft(make_drug(), by=make_editor())


def test_resetting_to_an_unsigned_emergency_version_keeps_its_authors():
    author = make_editor()
    monograph = make_drug(by=author)
    bypass(submit_as(monograph), by=make_publisher(), reason="A recall.")

    reset_draft(monograph, by=make_editor())

    assert [row.person for row in monograph.contributors.all()] == [author]


def test_resetting_waits_while_a_version_is_under_review():
    """Else that version would go live, and the next draft would undo it unseen."""
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), kind="dosage", body="Never more than one.")
    submit_as(monograph)

    with pytest.raises(TransitionRefused, match="already waiting"):
        reset_draft(monograph, by=make_editor())
    with pytest.raises(TransitionRefused, match="already waiting"):
        park(monograph, by=make_editor())


def test_who_renamed_a_shared_effect_stays_its_contributor_through_a_reset():
    author = make_editor()
    monograph = make_full_drug()
    publish_now(monograph)
    effect = monograph.side_effects.first().effect
    touch(monograph, by=author)
    type(effect).objects.filter(pk=effect.pk).update(name="another name")

    reset_draft(monograph, by=make_editor())

    assert monograph.contributors.filter(person=author).exists()


def test_who_renames_an_effect_of_a_parked_draft_contributes_to_it():
    author = make_editor()
    monograph = make_published_drug()
    touch(monograph, by=make_editor())
    row = make_side_effect(monograph)
    parked = park(monograph, by=make_editor())

    touch_all(Monograph.objects.none(), shared=row.effect.key, by=author)

    assert author in parked.contributors.all()


@pytest.fixture
def renamed_after():
    """Version 1 names an effect, which is renamed when version 2 no longer does."""

    def renamed_after(author):
        monograph = make_full_drug(side_effects=0)
        row = make_side_effect(monograph)
        first = publish_now(monograph)
        touch(monograph, by=make_editor())
        row.delete()
        publish_now(monograph)
        touch_all(Monograph.objects.none(), shared=row.effect.key, by=author)
        Effect.objects.filter(pk=row.effect_id).update(name="a newer name")
        roll_back(monograph, to=first, by=make_publisher(), reason="It does occur.")
        return monograph

    return renamed_after


def test_who_renamed_an_effect_contributes_when_its_version_is_a_draft_again(
    renamed_after,
):
    author = make_editor()
    monograph = renamed_after(author)

    reset_draft(monograph, by=make_editor())

    assert author in submit_as(monograph).contributors.all()


def test_who_renamed_an_effect_contributes_when_its_version_is_merged(renamed_after):
    author = make_editor()
    monograph = renamed_after(author)

    merge_live(monograph, by=make_editor())

    assert monograph.side_effects.get().effect.name == "a newer name"
    assert author in submit_as(monograph).contributors.all()


def test_who_renamed_an_effect_before_a_version_was_sealed_is_signed_already():
    author = make_editor()
    monograph = make_full_drug(side_effects=0)
    row = make_side_effect(monograph)
    touch_all(Monograph.objects.none(), shared=row.effect.key, by=author)
    publish_now(monograph)
    touch_all(Monograph.objects.none(), shared=row.effect.key, by=make_editor())
    Effect.objects.filter(pk=row.effect_id).update(name="a newer name")

    reset_draft(monograph, by=make_editor())

    assert author not in submit_as(monograph).contributors.all()


def test_an_urgent_fix_passes_a_parked_draft():
    author, fixer = make_editor(), make_editor()
    monograph = make_published_drug()
    edit(monograph, by=author, kind="note", body="A large draft.")
    park(monograph, by=author)
    assert not monograph.sections.filter(kind="note").exists()

    edit(monograph, by=fixer, body="Urgent.")
    fix = publish_now(monograph)
    assert list(fix.contributors.all()) == [fixer]
    merge(monograph, by=make_editor())

    assert body_of(monograph) == "Urgent."
    assert body_of(monograph, "note") == "A large draft."
    assert monograph.contributors.filter(person=author).exists()


def test_a_conflict_is_named_and_needs_a_choice():
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body="The draft's text.")
    park(monograph, by=make_editor())
    edit(monograph, by=make_editor(), body="The fix's text.")

    with pytest.raises(TransitionRefused, match='the section "Usage"'):
        merge(monograph, by=make_editor())

    assert body_of(monograph) == "The fix's text."


@pytest.mark.parametrize(
    ("prefer", "body"),
    [(Side.DRAFT, "The draft's text."), (Side.CURRENT, "The fix's text.")],
)
def test_a_preference_settles_a_conflict(prefer, body):
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body="The draft's text.")
    park(monograph, by=make_editor())
    edit(monograph, by=make_editor(), body="The fix's text.")

    merge(monograph, by=make_editor(), prefer=prefer)

    assert body_of(monograph) == body


def test_a_row_deleted_on_one_side_stays_deleted():
    monograph = make_drug()
    make_section(monograph, kind="note", body="Old note.")
    publish_now(monograph)
    edit(monograph, by=make_editor(), body="The draft's text.")
    monograph.sections.filter(kind="note").delete()
    park(monograph, by=make_editor())
    assert monograph.sections.filter(kind="note").exists()

    merge(monograph, by=make_editor())

    assert not monograph.sections.filter(kind="note").exists()


def test_the_same_name_on_both_sides_is_a_sentence():
    monograph = make_published_drug()
    touch(monograph, by=make_editor())
    make_name(monograph, "Exampla", Name.Kind.BRAND)
    park(monograph, by=make_editor())
    touch(monograph, by=make_editor())
    make_name(monograph, "Exampla", Name.Kind.BRAND)

    with pytest.raises(TransitionRefused, match="each hold the same"):
        merge(monograph, by=make_editor())

    assert monograph.names.count() == 1


def test_unverified_rows_stay_unverified_through_parking():
    monograph = make_published_drug()
    touch(monograph, by=make_editor())
    unread = make_imported_section(monograph, kind="note")
    read = make_imported_section(monograph, kind="other")
    verify(monograph, keys=[read.key], by=make_editor())
    park(monograph, by=make_editor())

    merge(monograph, by=make_editor())

    waiting = monograph.sections.unverified()
    assert [section.key for section in waiting] == [unread.key]


def test_live_rows_count_as_verified_after_a_reset():
    monograph = make_drug()
    section = make_imported_section(monograph)
    verify(monograph, keys=[section.key], by=make_editor())
    publish_now(monograph)
    monograph.sections.all().delete()

    reset_draft(monograph, by=make_editor())

    assert monograph.sections.get(key=section.key).verified_at


def test_only_one_draft_is_parked():
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body="A draft.")
    park(monograph, by=make_editor())
    edit(monograph, by=make_editor(), body="Another.")

    with pytest.raises(TransitionRefused, match="already parked"):
        park(monograph, by=make_editor())


def test_there_is_nothing_to_park_or_merge():
    monograph = make_published_drug()

    with pytest.raises(TransitionRefused, match="Nothing to park"):
        park(monograph, by=make_editor())
    with pytest.raises(TransitionRefused, match="No draft"):
        merge(monograph, by=make_editor())


def test_parking_and_merging_are_events():
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body="A draft.")

    park(monograph, by=make_editor())
    merge(monograph, by=make_editor())

    kinds = list(monograph.events.values_list("kind", flat=True))
    assert kinds[-2:] == [Event.Kind.PARKED, Event.Kind.MERGED]


@pytest.mark.parametrize("step", [reset_draft, park])
def test_a_live_address_that_another_draft_took_is_named(step):
    monograph = make_published_drug(slug="old-address")
    edit(monograph, by=make_editor())
    monograph.refresh_from_db()
    monograph.slug = "new-address"
    monograph.save()
    make_drug(slug="old-address")

    with pytest.raises(TransitionRefused, match='the address "old-address"'):
        step(monograph, by=make_editor())

    monograph.refresh_from_db()
    assert monograph.slug == "new-address"


def test_what_nobody_had_read_before_parking_is_unread_after_merging():
    monograph = make_drug()
    section = make_imported_section(monograph, body="Read.")
    verify(monograph, keys=[section.key], by=make_editor())
    publish_now(monograph)
    edit(monograph, by=make_editor())
    Section.objects.filter(pk=section.pk).update(
        body="Imported anew.", verified_by=None, verified_at=None
    )
    park(monograph, by=make_editor())

    merge(monograph, by=make_editor())

    row = monograph.sections.get(key=section.key)
    assert row.body == "Imported anew."
    assert row.is_unverified


def test_a_verification_that_was_taken_back_is_not_merged_back():
    monograph = make_drug()
    section = make_imported_section(monograph)
    verify(monograph, keys=[section.key], by=make_editor())
    publish_now(monograph)
    edit(monograph, by=make_editor())
    park(monograph, by=make_editor())
    unverify(monograph, keys=[section.key], by=make_editor())

    merge(monograph, by=make_editor())

    assert monograph.sections.get(key=section.key).is_unverified
