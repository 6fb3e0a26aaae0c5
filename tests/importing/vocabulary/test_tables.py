"""The table of side effects and the body systems of headings."""

import json
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils.text import slugify

from monographs.importing.vocabulary import (
    body_system_of,
    known_effect,
    known_effects,
    normal_form,
)
from monographs.models import BodySystem, Effect, EffectSynonym

TABLES = files("monographs.importing.vocabulary")
EXPECTED = Path(__file__).parents[4] / "shared" / "corpus" / "expected.jsonl"

RELATED_BUT_NOT_THE_SAME = [
    ("rash", "hives"),
    ("rash", "itching"),
    ("itching", "hives"),
    ("abdominal pain", "stomach upset"),
    ("abdominal pain", "abdominal cramps"),
    ("hypotension", "orthostatic hypotension"),
    ("indigestion", "heartburn"),
    ("drowsiness", "sedation"),
    ("drowsiness", "fatigue"),
    ("fatigue", "weakness"),
    ("dizziness", "vertigo"),
    ("anxiety", "nervousness"),
    ("palpitations", "tachycardia"),
    ("angina", "chest pain"),
    ("urinary retention", "dysuria"),
    ("polyuria", "urinary frequency"),
    ("hepatotoxicity", "hepatitis"),
    ("hepatitis", "elevated liver enzymes"),
    ("neutropenia", "agranulocytosis"),
    ("hypersensitivity", "anaphylaxis"),
    ("oedema", "fluid retention"),
    ("black stools", "melaena"),
    ("hypoglycaemia", "hyperglycaemia"),
    ("hyperkalaemia", "hypokalaemia"),
    ("hypernatraemia", "hyponatraemia"),
    ("hypertension", "hypotension"),
    ("mydriasis", "miosis"),
    ("eczema", "dermatitis"),
    ("photosensitivity", "photophobia"),
    ("stroke", "transient ischaemic attack"),
    ("Stevens-Johnson syndrome", "toxic epidermal necrolysis"),
    ("dependence", "addiction"),
    ("tardive dyskinesia", "dyskinesia"),
    ("injection site pain", "application site pain"),
]


def texts_of(effect):
    return (effect.name, *effect.synonyms)


# --- The table ------------------------------------------------------------------------


def test_no_text_stands_twice_in_the_table():
    texts = [text for effect in known_effects() for text in texts_of(effect)]

    assert [t for t, n in Counter(map(str.casefold, texts)).items() if n > 1] == []
    assert [t for t, n in Counter(map(normal_form, texts)).items() if n > 1] == []


def test_every_text_leads_to_its_effect():
    for effect in known_effects():
        for text in texts_of(effect):
            assert known_effect(text) is effect


def test_the_database_takes_the_whole_table():
    for effect in known_effects():
        row = Effect(name=effect.name, slug="a", body_system=effect.body_system)
        row.clean_fields(exclude=["slug"])
        for text in effect.synonyms:
            EffectSynonym(text=text).clean_fields(exclude=["effect"])


def test_every_name_makes_an_address_of_its_own():
    slugs = [slugify(effect.name) for effect in known_effects()]

    assert all(slugs)
    assert len(set(slugs)) == len(slugs)


def test_names_begin_with_a_capital_and_hold_no_stray_marks():
    for effect in known_effects():
        assert effect.name[0].isupper()
        for text in texts_of(effect):
            assert text == " ".join(text.split()).strip(".:;,-")
            assert "(" not in text


@pytest.mark.parametrize(("one", "other"), RELATED_BUT_NOT_THE_SAME)
def test_what_is_only_related_stays_apart(one, other):
    effects = [known_effect(one), known_effect(other)]

    assert None not in effects
    assert effects[0] != effects[1]


# --- Looking up -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["somnolence", "Sleepiness", "drowsiness.", "Drowsiness (sleepiness)"]
)
def test_synonyms_lead_to_the_plain_name(text):
    effect = known_effect(text)

    assert effect is not None
    assert effect.name == "Drowsiness"
    assert effect.body_system == BodySystem.MOOD


@pytest.mark.parametrize(
    "text", ["", "drowsines", "very drowsy", "rash and fever", "examplitis"]
)
def test_other_words_are_unknown(text):
    assert known_effect(text) is None


# --- Headings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "body_system"),
    [
        ("Nervous system", BodySystem.NERVES),
        ("Nervous System Disorders", BodySystem.NERVES),
        ("CNS effects", BodySystem.NERVES),
        ("Gastrointestinal", BodySystem.BOWEL),
        ("GI side effects:", BodySystem.BOWEL),
        ("Dermatologic", BodySystem.SKIN),
        ("Skin reactions", BodySystem.SKIN),
        ("Hepatic", BodySystem.LIVER),
        ("Haematological", BodySystem.BLOOD),
        ("Hematologic", BodySystem.BLOOD),
        ("Neuromuscular & Skeletal", BodySystem.MUSCLES),
        ("Ophthalmic (eye-related)", BodySystem.EYES),
        ("Injection site reactions", BodySystem.SITE),
        ("Metabolic changes", BodySystem.BODY_CHEMISTRY),
    ],
)
def test_a_heading_names_its_body_system(heading, body_system):
    assert body_system_of(heading) == body_system


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Side effects",
        "Other",
        "Common",
        "Examplazole",
        "Cardiovascular",
        "Genitourinary",
        "Endocrine and metabolic",
        "Liver and kidney",
    ],
)
def test_a_heading_of_several_systems_or_none_names_no_system(heading):
    assert body_system_of(heading) is None


@pytest.mark.parametrize("label", BodySystem.labels)
def test_our_own_names_of_body_systems_are_headings_too(label):
    body_system = body_system_of(label)

    if label != BodySystem.OTHER.label:
        assert BodySystem(body_system).label == label


def test_headings_stand_under_our_body_systems():
    headings = tomllib.loads((TABLES / "systems.toml").read_text("utf-8"))

    assert set(headings) <= set(BodySystem.values)


# --- The sample documents -------------------------------------------------------------


@pytest.mark.skipif(not EXPECTED.exists(), reason="the sample documents are not here")
def test_most_side_effects_of_the_sample_documents_are_known():
    with EXPECTED.open(encoding="utf-8") as lines:
        names = [
            row["name"] for line in lines for row in json.loads(line)["side_effects"]
        ]

    known = sum(known_effect(name) is not None for name in names)

    assert known / len(names) >= 0.88
