"""What readers type, and what they must find first: the same on both databases."""

import pytest

from monographs.search import search, suggest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection")]

FIRST = [
    # Exact names, however they are typed
    ("Examplazole", "Examplazole"),
    ("examplazole", "Examplazole"),
    ("  EXAMPLAZOLE  ", "Examplazole"),
    ("examplazole sodium", "Examplazole sodium"),
    ("Samplidone", "Samplidone"),
    ("co-samplidrine", "Co-samplidrine"),
    ("co samplidrine", "Co-samplidrine"),
    ("5-probuline", "5-Probuline"),
    ("vitamin d3 test", "Vitamin D3 test"),
    # Beginnings and single words of names
    ("exam", "Examplamine"),
    ("examplaz", "Examplazole"),
    ("sampl", "Samplidone"),
    ("samplidr", "Co-samplidrine"),
    ("probuline", "5-Probuline"),
    ("vitamin", "Vitamin D3 test"),
    ("d3", "Vitamin D3 test"),
    ("d3 vitamin", "Vitamin D3 test"),
    ("sodium", "Examplazole sodium"),
    # Brands, synonyms, short forms
    ("brandol", "Examplazole"),
    ("Brandol Forte", "Examplazole"),
    ("forte", "Examplazole"),
    ("exemplazolum", "Examplazole"),
    ("EXZ", "Examplazole"),
    ("samplex", "Samplidone"),
    ("amplex", "Examplamine"),
    ("zwolf", "5-Probuline"),
    # Other alphabets, accents and ligatures
    ("beta testolol", "β-Testolol"),
    ("β-testolol", "β-Testolol"),
    ("testolol", "β-Testolol"),
    ("olprobol", "Ölprobol"),
    ("ÖLPROBOL", "Ölprobol"),
    ("angstrozin", "Ångstrozin"),
    ("lodaprin", "Ångstrozin"),
    ("paratsemol", "Парацемол"),
    ("парацемол", "Парацемол"),
    ("tsitropan", "Парацемол"),
    ("strassazin", "Straßazin"),
    ("STRASSAZIN", "Straßazin"),
    ("oresundol", "Øresundol"),
    ("aeblerin", "Øresundol"),
    # One or two letters
    ("e", "Examplamine"),
    ("s", "Samplidone"),
    ("ex", "Examplamine"),
    ("5", "5-Probuline"),
    ("it", "Itnol"),
    # Side effects, by name and synonym, in the plural
    ("headache", "Headache"),
    ("headaches", "Headache"),
    ("feeling sick", "Feeling sick"),
    ("nausea", "Feeling sick"),
    ("rash", "Rash"),
    # Questions, with the drug's name or without
    ("can i drive", "Examplazole"),
    ("alcohol", "Examplazole"),
    ("brandol alcohol", "Examplazole"),
    ("how long does samplidone take to work", "Samplidone"),
    # Texts, also in the plural and beside a name
    ("heartburn", "Examplazole"),
    ("grapefruit", "Examplazole"),
    ("brandol grapefruit", "Examplazole"),
    ("antacid", "Examplazole"),
    ("allergy", "Co-samplidrine"),
    ("fever", "Парацемол"),
    ("CYP2C19", "Samplidone"),
    ("crohns disease", "Samplidone"),
    ("Crohn's", "Samplidone"),
    ("100 mcg", "Samplidone"),
    ("100 µg", "Samplidone"),
    # Comparisons
    ("examplazole or samplidone", "Examplazole or Samplidone?"),
    ("which is cheaper", "Examplazole or Samplidone?"),
    ("fridge", "Examplazole or Samplidone?"),
    # What databases would take for a command
    ("examplazole' OR '1'='1", None),
    ("\"examplazole\"", "Examplazole"),
    ("examplazole*", "Examplazole"),
    ("folded:examplazole", None),
    ("examplazole NOT samplidone", None),
    ("NEAR(examplazole sodium)", None),
    ("examplazole:*", "Examplazole"),
    ("!examplazole", "Examplazole"),
    ("'; DROP TABLE monographs_searchentry; --", None),
    ("100%", "Samplidone"),
    ("%", None),
    ("_", None),
    ("\\", None),
    ("(((", None),
    ("{title}: exam", None),
    ("\0", None),
    ("", None),
    ("?!…–·", None),
    # Nothing but words that say nothing
    ("the and of", None),
    ("what is it", None),
    # Nothing at all
    ("xyzzy", None),
    ("quicksilver", None),
]  # fmt: skip


def titles(results):
    return ["".join(piece.text for piece in hit.title) for hit in results.hits]


@pytest.mark.parametrize(("query", "first"), FIRST, ids=[repr(one) for one, _ in FIRST])
def test_the_first_hit_is_the_one_that_was_meant(query, first):
    found = titles(search(query))

    assert found[:1] == ([first] if first else [])


MISTYPED = [
    ("exampelazole", "Examplazole"),
    ("exmaplazole", "Examplazole"),
    ("examplasole", "Examplazole"),
    ("examplazol sodum", "examplazole sodium"),
    ("samplydone", "Samplidone"),
    ("sampldone", "Samplidone"),
    ("samplidoen", "Samplidone"),
    ("cosamplidrine", "Co-samplidrine"),
    ("brandoll", "Brandol"),
    ("brendol", "Brandol"),
    ("paracemol", "Парацемол"),
    ("hedache", "Headache"),
    ("sleepyness", "Sleepiness"),
    ("testollol", "testolol"),
    ("aerzte", None),
    ("examplazole alkohol", None),
]


@pytest.mark.parametrize(("query", "meant"), MISTYPED)
def test_a_slip_is_offered_and_never_put_in_place_of_what_was_typed(query, meant):
    results = search(query)

    assert titles(results) == []
    assert results.offers[:1] == ((meant,) if meant else ())


def test_what_was_found_needs_no_offer():
    assert search("examplaz").offers == ()
    assert search("headache").offers == ()


def test_names_that_look_alike_are_named():
    found = search("Examplazole").look_alikes

    assert [one.name for one in found] == ["Examplamine"]


def test_a_salt_of_a_drug_is_no_look_alike():
    names = {one.name for one in search("Examplazole").look_alikes}

    assert "Examplazole sodium" not in names


def test_brands_of_different_drugs_look_alike_too():
    assert {one.name for one in search("Samplex").look_alikes} == {"Amplex"}


def test_the_drug_comes_first_its_names_next_then_what_texts_say():
    found = titles(search("examplazole"))

    assert found[0] == "Examplazole"
    assert set(found[1:3]) == {"Examplazole sodium", "Examplazole or Samplidone?"}


def test_a_page_is_found_once_with_its_other_places():
    (hit,) = search("grapefruit antacids").hits

    assert hit.anchor == "precautions"
    hit = search("brandol").hits[0]
    assert {place.anchor for place in hit.also} <= {
        *("usage", "dosage", "precautions", "side-effects", "faq-1", "faq-2")
    }
    assert hit.also


def test_the_extract_shows_the_words_marked():
    (hit,) = search("stronger grapefruit").hits

    marked = [piece.text for piece in hit.extract if piece.is_match]
    assert marked == ["Grapefruit", "stronger"]


def test_other_names_say_what_they_are():
    hit = search("Brandol Forte").hits[0]

    assert (hit.kind, hit.label) == ("name", "brand name")
    assert "".join(piece.text for piece in hit.matched) == "Brandol Forte"


@pytest.mark.parametrize(
    ("facet", "kinds"),
    [
        ("drug", {"drug"}),
        ("comparison", {"comparison"}),
        ("effect", {"effect"}),
    ],
)
def test_a_facet_shows_only_its_own(facet, kinds):
    results = search("headache" if facet == "effect" else "samplidone", facet=facet)

    assert {hit.page_kind for hit in results.hits} == kinds


def test_questions_are_a_facet_of_their_own():
    results = search("examplazole", facet="question")

    assert {hit.anchor for hit in results.hits} == {"faq-1", "faq-2"}
    counts = {facet.kind: facet.count for facet in results.facets}
    assert counts["question"] == 2
    assert counts["comparison"] == 1


def test_three_hundred_letters_are_cut_and_it_is_said():
    results = search("examplazole " * 25)

    assert results.is_cut
    assert len(results.text) <= 200
    assert titles(results)[0] == "Examplazole"


def test_a_single_word_of_three_hundred_letters_is_answered():
    results = search("x" * 300)

    assert results.is_cut
    assert results.hits == ()


def test_only_stop_words_are_named_as_such():
    assert search("the and of").has_only_stop_words
    assert not search("the rash").has_only_stop_words


@pytest.mark.parametrize(
    "word",
    ["Draftazole", "Secretin", "quicksilver", "Unpublished", "Blue ears", "blueears"],
)
def test_drafts_are_found_nowhere(word):
    results = search(word)

    assert results.hits == ()
    assert results.offers == ()
    assert suggest(word) == []


SUGGESTED = [
    ("exam", ["Examplamine", "Examplazole", "Examplazole sodium"]),
    ("brand", ["Brandol"]),
    ("head", ["Headache"]),
    ("naus", ["nausea"]),
    ("d3", ["Vitamin D3 test"]),
    ("zzz", []),
    ("", []),
    ("exampelazole", ["Examplazole"]),
]


@pytest.mark.parametrize(("typed", "expected"), SUGGESTED)
def test_suggestions_begin_with_what_was_meant(typed, expected):
    found = [suggestion.text for suggestion in suggest(typed)]

    assert found[: len(expected)] == expected
    assert len(found) <= 8
    assert found or not expected


def test_another_word_for_a_side_effect_is_suggested_with_its_name():
    (first, *_) = suggest("nausea")

    assert (first.text, first.detail) == ("nausea", "side effect: Feeling sick")


def test_a_brand_is_suggested_with_its_drug():
    (first, *_) = suggest("samplex")

    assert first.text == "Samplex"
    assert first.detail == "brand name of Samplidone"
