"""Which file an address becomes."""

import pytest

from monographs.public.static_site.places import continues, place_of, way


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", "index.html"),
        ("/drugs/", "drugs/index.html"),
        ("/drugs/x/v/1/", "drugs/x/v/1/index.html"),
        ("/drugs/x.fhir.json", "drugs/x.fhir.json"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
    ],
)
def test_addresses_keep_their_shape(address, place):
    assert place_of(address) == place


def test_further_pages_of_a_list_have_files_of_their_own():
    first, second = place_of("/drugs/?after=a"), place_of("/drugs/?after=b")

    assert first != second
    assert first.startswith("drugs/page-")


def test_no_name_is_longer_than_file_systems_take():
    long, other = "/drugs/" + "a" * 300, "/drugs/" + "a" * 299

    for ending in ("/", ".fhir.json", "/v/1/"):
        place = place_of(long + ending)
        assert max(map(len, place.split("/"))) <= 200
        assert place != place_of(other + ending)
    assert place_of(f"{long}.fhir.json").endswith(".fhir.json")


def test_the_way_from_file_to_file_is_relative():
    assert way("index.html", "drugs/x/index.html") == "drugs/x/index.html"
    assert way("drugs/x/v/1/index.html", "a.css") == "../../../../a.css"


def test_filters_do_not_continue_a_list():
    assert continues("after=x")
    assert continues("then=a&after=x")
    assert not continues("band=rare&after=x")
