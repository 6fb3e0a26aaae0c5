import pytest
from django.core.exceptions import PermissionDenied

from monographs.models import SourceLicence
from monographs.workflow import (
    Licence,
    TransitionRefused,
    read_licence,
    state_licence,
)
from tests.factories import make_editor, make_source, make_steward

ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


def current(source):
    return SourceLicence.objects.current().get(sha256=source.sha256)


@pytest.mark.django_db
def test_the_last_statement_counts_and_the_others_stay():
    source, other = make_source(), make_source()
    hashes = [source.sha256, other.sha256]
    steward = make_steward()

    assert state_licence(hashes, Licence("CC-BY-4.0", ADDRESS), by=steward) == 2
    assert state_licence([source.sha256], Licence("OGL-3.0"), by=steward) == 1

    assert (current(source).name, current(source).address) == ("OGL-3.0", "")
    assert (current(other).name, current(other).address) == ("CC-BY-4.0", ADDRESS)
    assert SourceLicence.objects.count() == 3


@pytest.mark.django_db
def test_what_is_stated_already_is_not_stated_twice():
    source = make_source()
    twice = [source.sha256, source.sha256]
    steward = make_steward()

    assert state_licence(twice, Licence("CC0-1.0"), by=steward) == 1
    assert state_licence(twice, Licence("CC0-1.0"), by=steward) == 0
    assert state_licence(twice, Licence("CC0-1.0", ADDRESS), by=steward) == 1


@pytest.mark.django_db
def test_a_statement_can_be_taken_back():
    source = make_source()
    steward = make_steward()
    state_licence([source.sha256], Licence("CC0-1.0"), by=steward)

    state_licence([source.sha256], Licence("Not  stated"), by=steward)

    assert current(source).name == "not stated"


@pytest.mark.django_db
def test_who_may_not_import_states_no_licence():
    with pytest.raises(PermissionDenied):
        state_licence([make_source().sha256], Licence("CC0-1.0"), by=make_editor())

    assert not SourceLicence.objects.exists()


@pytest.mark.django_db
def test_queries_do_not_grow_with_sources(django_assert_num_queries):
    hashes = [make_source().sha256 for _ in range(9)]
    steward = make_steward()
    steward.has_perm("monographs.import_monographs")

    with django_assert_num_queries(4):  # two of them open and close the step
        state_licence(hashes, Licence("CC0-1.0"), by=steward)


@pytest.mark.parametrize(
    ("name", "address", "sentence"),
    [
        ("", "", "Write the licence's short name"),
        (" \t\u3164\u200b", "", "Write the licence's short name"),
        ("x" * 101, "", "no short name"),
        ("CC0\x00", "", "no short name"),
        ("CC0\u202e", "", "no short name"),
        ("CC0-1.0", "http://example.org/", "begins with https"),
        ("CC0-1.0", "javascript:alert(1)", "begins with https"),
        ("CC0-1.0", "HTTPS://example.org/", "begins with https"),
        ("CC0-1.0", "https://", "begins with https"),
        ("CC0-1.0", "https://exa mple.org/", "begins with https"),
        ("CC0-1.0", "https://example.org/\udcff", "begins with https"),
        ("CC0-1.0", f"https://example.org/{'x' * 500}", "begins with https"),
        ("not stated", ADDRESS, "has no address"),
    ],
)
def test_what_is_no_licence_is_refused_in_words(name, address, sentence):
    with pytest.raises(TransitionRefused, match=sentence):
        read_licence(name, address)
