"""The form in which words are looked up: many ways of writing, one term."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.importing.vocabulary import known_effects, normal_form
from tests.pace import within

WRITTEN_ALIKE = [
    ("Rash", "rashes"),
    ("headache", "Headaches"),
    ("stomach ache", "stomach aches"),
    ("hot flash", "Hot flashes"),
    ("muscle twitch", "muscle twitches"),
    ("allergy", "allergies"),
    ("allergic reaction", "Allergic reactions."),
    ("overactive reflex", "overactive reflexes"),
    ("weakness", "weaknesses"),
    ("Cushing's syndrome", "Cushing’s syndrome"),
    ("Cushing syndrome", "Cushing's syndrome"),
    ("oedema", "edema"),
    ("diarrhoea", "Diarrhea"),
    ("diarrhœa", "diarrhea"),
    ("haemorrhage", "hemorrhage"),
    ("anaemia", "anemia"),
    ("leucopenia", "leukopenia"),
    ("dyspnoea", "dyspnea"),
    ("hypoaesthesia", "hypoesthesia"),
    ("hypoaesthesia", "hypesthesia"),
    ("gynaecomastia", "gynecomastia"),
    ("tumour", "tumor"),
    ("skin discolouration", "skin discoloration"),
    ("behavioural changes", "behavioral changes"),
    ("sensitisation", "sensitization"),
    ("generalised itching", "generalized itching"),
    ("injection-site pain", "injection site pain"),
    ("Guillain\N{EN DASH}Barré", "Guillain-Barré"),
    ("dry\N{NO-BREAK SPACE}mouth", "dry  mouth"),
    ("drowsi\N{SOFT HYPHEN}ness", "drowsiness"),
    ("face, lips, or tongue", "face, lips or tongue"),
    ("Pruritus (itching)", "pruritus"),
    ("Ulcers (of the mouth (or throat)), deep", "ulcer deep"),
    ("Rash [see note]", "rash"),
    ("Rash (or", "rash"),
    ("(Itching)", "itching"),
    ("- Nausea:", "nausea"),
    ("“Nausea” …", "nausea"),
]

KEPT_APART = [
    ("gas", "ga"),
    ("sinusitis", "sinusiti"),
    ("mucus", "mucu"),
    ("vitamin A deficiency", "vitamin deficiency"),
    ("hepatitis B", "hepatitis"),
    ("severe nausea", "nausea"),
    ("light headedness", "lightheadedness"),
]


@pytest.mark.parametrize(("one", "other"), WRITTEN_ALIKE)
def test_ways_of_writing_one_term_have_one_form(one, other):
    assert normal_form(one) == normal_form(other) != ""


@pytest.mark.parametrize(("one", "other"), KEPT_APART)
def test_different_words_have_different_forms(one, other):
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize("text", ["", "  ", "()", "–", "...", "*"])
def test_text_without_words_has_an_empty_form(text):
    assert normal_form(text) == ""


@given(st.text())
def test_any_text_has_a_form_whatever_its_unicode_normalisation(text):
    form = normal_form(unicodedata.normalize("NFC", text))

    assert normal_form(unicodedata.normalize("NFD", text)) == form
    assert form == " ".join(form.split())


@given(st.sampled_from(known_effects()))
def test_a_form_is_its_own_form(effect):
    form = normal_form(effect.name)

    assert normal_form(form) == form


@pytest.mark.parametrize("piece", ["(", "()", "ae", "s", "ies ", "'", "- ", "\u0301"])
def test_very_long_text_is_read_in_linear_time(piece):
    text = piece * (2_000_000 // len(piece))

    with within(3):
        normal_form(text)
