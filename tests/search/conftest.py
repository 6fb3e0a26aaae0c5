"""A small published collection, made once for all questions that are asked of it."""

import pytest
from django.db import transaction

from monographs.models import FAQ, ComparisonRow, ComparisonSubject, EffectSynonym
from monographs.models.name import Name
from tests.factories import (
    make_comparison,
    make_drug,
    make_effect,
    make_name,
    make_section,
    make_side_effect,
    publish_now,
)

BRAND, SYNONYM, SHORT = Name.Kind.BRAND, Name.Kind.SYNONYM, Name.Kind.ABBREVIATION
# Title, other names, texts by kind of section, questions with answers, side effects.
DRUGS = [
    (
        "Examplazole",
        [("Brandol", BRAND), ("Brandol Forte", BRAND), ("Exemplazolum", SYNONYM),
         ("EXZ", SHORT)],
        {
            "usage": "For heartburn after examples that hurt.",
            "dosage": "One tablet of 20 mg in the morning, before breakfast.",
            "precautions": "Grapefruit makes it stronger. Ask before taking antacids.",
        },
        [("Can I drive?", "Wait and see how it affects you."),
         ("May I drink alcohol?", "A small glass of wine does no harm.")],
        ["Feeling sick", "Headache"],
    ),
    ("Examplazole sodium", [], {"usage": "The salt, for drips."}, [], []),
    ("Examplamine", [("Amplex", BRAND)], {"usage": "For sleep."}, [], ["Sleepiness"]),
    (
        "Samplidone",
        [("Samplex", BRAND), ("Dolisamp", SYNONYM)],
        {
            "usage": "For worries about samples.",
            "dosage": "5–10 mg; never more than 100 µg/kg.",
            "how_it_works": "It calms CYP2C19 in Crohn’s disease.",
        },
        [("How long does it take to work?", "About two weeks.")],
        ["Headache", "Rash", "Sleepiness"],
    ),
    ("Co-samplidrine", [], {"usage": "Two in one, for allergies."}, [], ["Rash"]),
    ("β-Testolol", [("Betatest", BRAND)], {"usage": "For a fast pulse."}, [], []),
    ("Ölprobol", [], {"usage": "An oil for dry skin."}, [], []),
    ("Ångstrozin", [("Łodaprin", BRAND)], {"usage": "For very small pains."}, [], []),
    ("Парацемол", [("Цитропан", BRAND)], {"usage": "For fever."}, [], []),
    ("Vitamin D3 test", [], {"usage": "For bones."}, [], []),
    ("5-Probuline", [("Zwölf", BRAND)], {"usage": "For bowels."}, [], []),
    ("Straßazin", [], {"usage": "For travel sickness."}, [], []),
    ("Itnol", [("It", BRAND)], {"usage": "For colds."}, [], []),
    ("Øresundol", [("Æblerin", BRAND)], {"usage": "For sea water in the ear."}, [], []),
]  # fmt: skip


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        _publish()
        yield
        transaction.set_rollback(True)


def _publish():
    names = {name for *_, effects in DRUGS for name in effects}
    effects = {name: make_effect(name) for name in sorted(names)}
    EffectSynonym.objects.create(effect=effects["Feeling sick"], text="nausea")
    for title, others, texts, questions, listed in DRUGS:
        drug = make_drug(title=title)
        drug.sections.all().delete()
        for text, kind in others:
            make_name(drug, text, kind)
        for kind, body in texts.items():
            make_section(drug, kind=kind, body=body)
        for question, answer in questions:
            FAQ.objects.create(monograph=drug, question=question, answer=answer)
        for position, name in enumerate(listed):
            make_side_effect(drug, effects[name], position=position)
        publish_now(drug)
    _publish_comparison()
    _make_draft()


def _publish_comparison():
    article = make_comparison(title="Examplazole or Samplidone?")
    for position, name in enumerate(["Examplazole", "Samplidone"]):
        ComparisonSubject.objects.create(
            monograph=article, name=name, position=position
        )
    ComparisonRow.objects.create(monograph=article, feature="Kept in the fridge")
    make_section(article, kind="other", heading="Which is cheaper", body="Neither is.")
    publish_now(article)


def _make_draft():
    drug = make_drug(title="Draftazole")
    make_name(drug, "Secretin")
    make_section(drug, kind="dosage", body="Unpublished quicksilver.")
    make_side_effect(drug, make_effect("Blue ears"))
