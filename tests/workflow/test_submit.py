import pytest
from django.core.exceptions import PermissionDenied

from monographs.models import Event, Revision
from monographs.workflow import (
    TransitionRefused,
    bypass,
    cancel,
    confirm_unchanged,
    request_changes,
    submit,
    verify,
)
from tests.factories import (
    CLINICAL,
    MAJOR,
    MINOR,
    approve,
    edit,
    make_comparison,
    make_drug,
    make_editor,
    make_full_drug,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_section,
    make_side_effect,
    make_user,
    publish_now,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db


def test_submitting_seals_the_content_and_its_contributors():
    author = make_editor()
    monograph = make_full_drug(by=author)

    revision = submit_as(monograph, change_note="First version")

    assert revision.number == 1
    assert list(revision.contributors.all()) == [author]
    assert '"title":"Examplazole' in revision.content
    event = monograph.events.get(kind=Event.Kind.SUBMITTED)
    assert event.detail["sha256"] == revision.sha256
    assert event.reason == "First version"


def test_the_sealed_content_stays_when_the_working_copy_moves_on():
    author = make_editor()
    monograph = make_drug(by=author)
    revision = submit_as(monograph)
    sealed = revision.content

    edit(monograph, by=author, body="Something else.")

    revision.refresh_from_db()
    assert revision.content == sealed
    assert "Something else" not in sealed


def test_a_second_submission_waits_for_the_first():
    monograph = make_drug()
    submit_as(monograph)

    with pytest.raises(TransitionRefused, match="already waiting"):
        submit_as(monograph)


def test_unverified_rows_are_named_and_refused():
    monograph = make_drug()
    section = make_imported_section(monograph, heading="Odd heading")

    with pytest.raises(TransitionRefused, match="Odd heading"):
        submit_as(monograph)

    verify(monograph, keys=[section.key], by=make_reviewer())
    assert submit_as(monograph).number == 1


def test_verifying_is_reading_not_contributing():
    monograph = make_drug()
    section = make_imported_section(monograph)
    reader = make_reviewer()

    verify(monograph, keys=[section.key], by=reader)

    revision = submit_as(monograph)
    sign_as(revision, reader)
    assert revision.signatures.filter(signer=reader).exists()


def test_an_empty_page_is_not_submitted():
    monograph = make_drug()
    monograph.sections.all().delete()

    with pytest.raises(TransitionRefused, match="nothing to review"):
        submit_as(monograph)


def test_an_unchanged_page_is_not_submitted_again():
    monograph = make_published_drug()

    with pytest.raises(TransitionRefused, match="Nothing differs"):
        submit_as(monograph)


def test_a_first_version_is_never_minor():
    with pytest.raises(TransitionRefused, match="never a minor"):
        submit_as(make_drug(), change_kind=MINOR)


@pytest.mark.parametrize("kind", ["dosage", "precautions", "side_effects"])
def test_a_clinical_section_makes_a_change_more_than_minor(kind):
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), kind=kind, body="Ten a day.")

    with pytest.raises(TransitionRefused, match="not a minor change"):
        submit_as(monograph, change_kind=MINOR)


def test_seriousness_makes_a_change_more_than_minor():
    monograph = make_full_drug()
    publish_now(monograph)
    author = make_editor()
    edit(monograph, by=author)
    monograph.side_effects.update(serious="yes")

    with pytest.raises(TransitionRefused, match="not a minor change"):
        submit_as(monograph, change_kind=MINOR)


def test_wording_elsewhere_is_a_minor_change():
    monograph = make_published_drug()
    edit(monograph, by=make_editor(), body="For examples that ache.")

    revision = submit_as(monograph, change_kind=MINOR)

    assert revision.needed_roles == ["editorial"]


def test_line_ends_alone_are_no_clinical_change():
    monograph = make_drug()
    make_section(monograph, kind="dosage", body="One a day.\r\nOr two.")
    publish_now(monograph)
    edit(monograph, by=make_editor(), body="For examples that ache.")

    assert submit_as(monograph, change_kind=MINOR).number == 2


def test_a_comparison_has_no_side_effects():
    monograph = make_comparison()
    make_side_effect(monograph)

    with pytest.raises(TransitionRefused, match="Remove these rows"):
        submit_as(monograph)


def test_a_row_that_changed_since_it_was_read_is_not_verified():
    monograph = make_drug()
    section = make_imported_section(monograph)
    seen = monograph.edit_version
    edit(monograph, by=make_editor())

    with pytest.raises(TransitionRefused, match="nothing was verified"):
        verify(monograph, keys=[section.key], by=make_reviewer(), seen=seen)


def test_submitting_what_changed_meanwhile_is_refused():
    monograph = make_drug()
    seen = monograph.edit_version
    edit(monograph, by=make_editor())

    with pytest.raises(TransitionRefused, match="changed after you opened it"):
        submit(monograph, by=make_editor(), change_kind=MAJOR, seen=seen)


def test_an_address_of_another_page_is_refused_before_review():
    former = make_published_drug(slug="old-address")
    former.slug = "new-address"
    former.save()
    edit(former, by=make_editor())
    publish_now(former)
    newcomer = make_drug(slug="old-address")

    with pytest.raises(TransitionRefused, match="never reused"):
        submit_as(newcomer)


def test_a_submission_can_be_cancelled_and_sent_again():
    monograph = make_drug()
    revision = submit_as(monograph)

    cancel(revision, by=make_editor())

    revision.refresh_from_db()
    assert revision.state == Revision.State.CANCELLED
    assert submit_as(monograph).number == 2


def test_sending_back_needs_a_reason():
    revision = submit_as(make_drug())

    with pytest.raises(TransitionRefused, match="needs a reason"):
        request_changes(revision, by=make_reviewer(), reason="  ")


def test_sending_back_keeps_the_reason_and_the_contributors():
    author = make_editor()
    monograph = make_drug(by=author)
    revision = submit_as(monograph)

    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")

    revision.refresh_from_db()
    assert revision.closing_reason == "The dose is missing."
    assert author in submit_as(monograph).contributors.all()


def test_a_closed_submission_cannot_be_sent_back():
    revision = submit_as(make_drug())
    cancel(revision, by=make_editor())

    with pytest.raises(TransitionRefused, match="no longer waiting"):
        request_changes(revision, by=make_reviewer(), reason="Late.")


def test_still_correct_is_a_review_with_its_own_signatures():
    monograph = make_published_drug()
    live = monograph.publication.revision

    revision = confirm_unchanged(monograph, by=make_editor())
    approve(revision)

    monograph.publication.refresh_from_db()
    assert monograph.publication.revision == revision
    assert revision.content == live.content
    assert revision.signatures.count() == 2


def test_still_correct_ignores_a_newer_draft():
    author = make_editor()
    monograph = make_published_drug()
    edit(monograph, by=author, body="A draft that nobody has read.")
    make_imported_section(monograph)

    revision = approve(confirm_unchanged(monograph, by=make_editor()))

    assert "nobody has read" not in revision.content
    assert monograph.contributors.filter(person=author).exists()


def test_only_a_published_page_is_confirmed_unchanged():
    with pytest.raises(TransitionRefused, match="Only a published page"):
        confirm_unchanged(make_drug(), by=make_editor())


def test_submitting_needs_the_right():
    with pytest.raises(PermissionDenied, match="lacks the right"):
        submit_as(make_drug(), by=make_user())


def test_a_person_who_was_deactivated_lost_every_right():
    editor = make_editor()
    editor.is_active = False
    editor.save()

    with pytest.raises(PermissionDenied):
        submit_as(make_drug(), by=editor)


def test_the_source_of_a_sealed_row_is_remembered():
    monograph = make_drug()
    section = make_imported_section(monograph)
    verify(monograph, keys=[section.key], by=make_editor())

    revision = submit_as(monograph)

    assert [kept.source for kept in revision.revision_sources.all()] == [section.source]


def test_a_clinical_signature_is_not_taken_for_a_minor_change():
    from tests.factories import make_clinician

    monograph = make_published_drug()
    make_section(monograph, kind="note", body="A note.")
    edit(monograph, by=make_editor())
    revision = submit_as(monograph, change_kind=MINOR)

    with pytest.raises(TransitionRefused, match="needs no clinical signature"):
        sign_as(revision, make_clinician(), CLINICAL)


def test_a_minor_change_waits_until_an_emergency_version_is_signed():
    monograph = make_drug()
    emergency = submit_as(monograph)
    bypass(emergency, by=make_publisher(), reason="A recall.")
    edit(monograph, by=make_editor(), body="For examples that ache.")

    with pytest.raises(TransitionRefused, match="never fully signed"):
        submit_as(monograph, change_kind=MINOR)

    approve(emergency)
    assert submit_as(monograph, change_kind=MINOR).number == 2
