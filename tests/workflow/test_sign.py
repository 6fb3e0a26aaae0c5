import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from monographs.content import sha256
from monographs.models import Event, Revision
from monographs.workflow import TransitionRefused, cancel, sign
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    MINOR,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_published_drug,
    make_reviewer,
    make_user,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db


def test_a_signature_carries_name_credential_and_hash():
    revision = submit_as(make_drug())
    reviewer = make_reviewer(printed_name="Ada Reader", credential="editor")

    signature = sign_as(revision, reviewer)

    assert signature.printed_name == "Ada Reader"
    assert signature.credential == "editor"
    assert signature.sha256 == revision.sha256


def test_the_last_needed_signature_publishes():
    revision = submit_as(make_drug())

    sign_as(revision, make_reviewer())
    revision.refresh_from_db()
    assert revision.state == Revision.State.SUBMITTED
    sign_as(revision, make_clinician(), CLINICAL)

    revision.refresh_from_db()
    assert revision.state == Revision.State.APPROVED
    assert revision.monograph.publication.revision == revision
    assert revision.events.filter(kind=Event.Kind.PUBLISHED).exists()


def test_one_editorial_signature_publishes_a_minor_change():
    monograph = make_published_drug()
    edit(monograph, by=make_editor())
    revision = submit_as(monograph, change_kind=MINOR)

    sign_as(revision, make_reviewer())

    assert monograph.publication.revision == revision


def test_contributors_cannot_sign_their_own_text():
    author = make_user("Editor", "Reviewer")
    revision = submit_as(make_drug(by=author))

    with pytest.raises(TransitionRefused, match="another person"):
        sign_as(revision, author)

    assert not revision.signatures.exists()


def test_who_edited_only_after_the_sealing_may_sign():
    person = make_user("Editor", "Reviewer")
    monograph = make_drug()
    revision = submit_as(monograph)
    edit(monograph, by=person)

    sign_as(revision, person)

    assert revision.signatures.filter(signer=person).exists()


def test_nobody_signs_in_two_roles():
    revision = submit_as(make_drug())
    both = make_user("Reviewer", "Clinical reviewer")
    sign_as(revision, both)

    with pytest.raises(TransitionRefused, match="signed this version already"):
        sign_as(revision, both, CLINICAL)


def test_a_role_is_signed_once():
    revision = submit_as(make_drug())
    sign_as(revision, make_reviewer())

    with pytest.raises(TransitionRefused, match="needs no editorial signature"):
        sign_as(revision, make_reviewer())


def test_a_hash_that_the_signer_did_not_see_is_refused():
    revision = submit_as(make_drug())

    with pytest.raises(TransitionRefused, match="Read it again"):
        sign(revision, role=EDITORIAL, seen="0" * 64, by=make_reviewer())


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL refuses a false hash at once"
)
def test_a_text_that_is_not_what_was_sealed_is_never_signed():
    revision = submit_as(make_drug())
    twice = revision.content.replace('"title":', '"title":"Other","title":', 1)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER revision_sealed")
    Revision.objects.filter(pk=revision.pk).update(content=twice, sha256=sha256(twice))
    revision.refresh_from_db()

    with pytest.raises(TransitionRefused, match="not what was sealed"):
        sign_as(revision, make_reviewer())


def test_a_signature_needs_a_printed_name():
    revision = submit_as(make_drug())
    nameless = make_reviewer()
    nameless.printed_name = " "

    with pytest.raises(TransitionRefused, match="no printed name"):
        sign_as(revision, nameless)


def test_each_role_has_its_own_right():
    revision = submit_as(make_drug())

    with pytest.raises(PermissionDenied):
        sign_as(revision, make_reviewer(), CLINICAL)
    with pytest.raises(PermissionDenied):
        sign_as(revision, make_clinician(), EDITORIAL)


def test_a_cancelled_revision_cannot_be_signed():
    revision = submit_as(make_drug())
    cancel(revision, by=make_editor())

    with pytest.raises(TransitionRefused, match="cannot be signed any more"):
        sign_as(revision, make_reviewer())


def test_approval_settles_the_contributors_of_the_sealed_text_only():
    early, late = make_editor(), make_editor()
    monograph = make_drug(by=early)
    revision = submit_as(monograph)
    edit(monograph, by=late)

    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)

    people = [contributor.person for contributor in monograph.contributors.all()]
    assert people == [late]
