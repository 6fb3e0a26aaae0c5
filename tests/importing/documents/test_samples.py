"""Four documents about invented drugs, one of each dialect, read from their bytes."""

from fractions import Fraction
from pathlib import Path

import pytest

from monographs.frequency import Interval, Serious
from monographs.importing.documents import parse
from tests.importing.kept_words import faults

SAMPLES = Path(__file__).parent / "samples"
TO_ONE_IN_TEN = Interval(Fraction(1, 100), True, Fraction(1, 10), True)
ABOVE_ONE_IN_TEN = Interval(Fraction(1, 10), False, Fraction(1), True)


def read(name):
    return parse((SAMPLES / name).read_bytes(), f"samples/{name}")


def sections(draft):
    return [(x.kind, x.heading, (x.lines.first, x.lines.last)) for x in draft.sections]


def effects(draft):
    """Name, word, interval, seriousness and what the effect stands under."""
    return [
        (
            row.name,
            row.frequency.word,
            row.frequency.interval,
            row.serious is Serious.YES,
            row.group,
        )
        for row in draft.side_effects
    ]


def questions(draft):
    return [(faq.question, faq.answer) for faq in draft.faqs]


@pytest.mark.parametrize(
    "name", ["headed.md", "labelled.md", "mixed.md", "comparison.txt"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_samples_lose_and_invent_nothing(name, line_end):
    text = (SAMPLES / name).read_text()

    parsed = parse(text.replace("\n", line_end).encode(), name)

    assert faults(text, parsed) == {}


def test_a_document_with_headings():
    parsed = read("headed.md")

    draft = parsed.draft
    assert parsed.dialect == "headed"
    assert (draft.title, draft.generic_name) == ("Examplazole", "Examplazole")
    assert sections(draft) == [
        ("generic_name", "Generic Name", (7, 8)),
        ("usage", "Usage", (10, 14)),
        ("dosage", "Dosage", (16, 21)),
        ("side_effects", "Side Effects", (23, 41)),
        ("how_it_works", "How it Works", (43, 45)),
        ("precautions", "Precautions", (47, 50)),
        ("faqs", "FAQs", (52, 58)),
        ("disclaimer", "Disclaimer", (61, 61)),
    ]
    assert effects(draft) == [
        ("Drowsiness", "common", TO_ONE_IN_TEN, False, ""),
        ("Rash", "common", TO_ONE_IN_TEN, False, ""),
        ("Dry mouth", "common", TO_ONE_IN_TEN, False, ""),
        ("Sample failure", "rare", None, True, ""),
        ("Swelling of the face, lips, or tongue", "rare", None, True, ""),
        ("tremor", "", None, False, "Nervous System"),
        ("vivid dreams", "", None, False, "Nervous System"),
        ("unsteady gait", "", None, False, "Nervous System"),
        ("Itching", "", None, False, "Skin"),
    ]
    assert questions(draft) == [
        ("Can I drive after a tablet?", "Wait until you know how it affects you."),
        (
            "What if I forget one?",
            "Take it the next day:\n* never two at once;\n* never at night.",
        ),
        ("Is it a sample?", "Yes."),
    ]


def test_a_document_with_labels():
    parsed = read("labelled.md")

    draft = parsed.draft
    assert parsed.dialect == "labelled"
    assert (draft.title, draft.is_listed) == ("Otherazole", False)
    assert sections(draft) == [
        ("generic_name", "Generic Name", (9, 9)),
        ("usage", "Usage", (11, 11)),
        ("side_effects", "Side Effects", (13, 19)),
        ("how_it_works", "How it Works", (21, 21)),
        ("faqs", "FAQs", (23, 26)),
        ("disclaimer", "Disclaimer", (28, 28)),
        ("note", "Note", (30, 30)),
    ]
    assert effects(draft) == [
        ("Thirst", "common", None, False, ""),
        ("yawning", "common", None, False, ""),
        ("cold hands", "common", None, False, ""),
        ("Loss or gain of weight", "less common", None, False, ""),
        ("odd dreams", "less common", None, False, ""),
        ("Sample failure", "rare", None, True, ""),
        ("collapse", "rare", None, True, ""),
    ]
    assert questions(draft) == [
        ("Was it safe?", "Nobody knows."),
        ("Can I still buy it?", "No. It was never sold."),
    ]


def test_a_document_about_a_combination_with_headings_and_labels():
    parsed = read("mixed.md")

    draft = parsed.draft
    assert parsed.dialect == "mixed"
    assert [x.name for x in draft.components] == ["Placebamide", "Samplonidine"]
    assert draft.generic_name == "Placebamide + Samplonidine"
    assert sections(draft) == [
        ("generic_name", "Generic Name", (8, 8)),
        ("usage", "Usage", (10, 11)),
        ("other", "Placebamide", (13, 13)),
        ("dosage", "Dosage", (15, 15)),
        ("side_effects", "Side Effects", (17, 17)),
        ("other", "Samplonidine", (19, 19)),
        ("dosage", "Dosage", (21, 21)),
        ("side_effects", "Side Effects", (23, 26)),
        ("precautions", "Precautions", (28, 28)),
        ("how_it_works", "How it Works", (30, 31)),
        ("faqs", "FAQs", (33, 42)),
    ]
    assert [row[:3] for row in effects(draft)] == [
        ("sneezing", "common", ABOVE_ONE_IN_TEN),
        ("hiccups", "common", ABOVE_ONE_IN_TEN),
        ("Cough", "rare", None),
        ("Headache", "", Interval(Fraction(12, 100), True, Fraction(12, 100), True)),
    ]
    assert [(row.scope, row.scope_name) for row in draft.side_effects] == [
        ("component", "Placebamide"),
        ("component", "Placebamide"),
        ("component", "Samplonidine"),
        ("component", "Samplonidine"),
    ]
    assert questions(draft) == [
        ("Why two?", "Because one was not enough."),
        ("May I halve a capsule?", "No."),
    ]
    assert draft.sections[-1].body == "**In summary:** two are more than one."


def test_a_comparison_article():
    parsed = read("comparison.txt")

    draft = parsed.draft
    assert (parsed.dialect, draft.kind) == ("comparison", "comparison")
    assert len(draft.subjects) == len(draft.comparison_rows) == 3
    assert [citation.number for citation in draft.citations] == [1, 2, 3, 4]
    assert draft.side_effects == draft.components == ()
