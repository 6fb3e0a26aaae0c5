"""What only shows beside other monographs; the context says what these are."""

from monographs.checks import Context, find_all, questions_of
from tests.checks.documents import (
    drug,
    found_by,
    question,
    section,
    sentence_found_by,
)

LONG = "Samplidone is taken for samples. " * 20
PASSAGE = "Take it before the example and not after it, unless it was eaten. " * 4


def test_the_text_asks_only_after_words_that_may_be_names():
    questions = questions_of(
        drug(section(LONG), question("Is inventine safe?", "It is."))
    )

    assert {"samplidone", "inventine"} <= questions.names
    assert "examplazole" not in questions.names


def test_another_drug_in_place_of_this_one_is_found():
    document = drug(section(LONG))

    message = sentence_found_by(
        "other_name", document, drugs={"samplidone": "Samplidone"}
    )

    assert "names “Samplidone” and never “Examplazole”" in message
    assert not found_by("own_name_missing", document, drugs={"samplidone": "S"})


def test_a_text_without_the_drugs_name_is_found():
    assert found_by("own_name_missing", drug(section(LONG)))
    assert not found_by("own_name_missing", drug(section(f"{LONG} Examplazole.")))
    assert not found_by("own_name_missing", drug(section("Short.")))


def test_a_question_about_another_drug_is_found():
    drugs = {"samplidone": "Samplidone"}
    usage = section("Examplazole is for examples.")
    about = drug(usage, question("Is samplidone safe?", "It is."))
    beside = drug(usage, question("Can I take samplidone for a headache?", "No."))
    both = drug(usage, question("Is examplazole like samplidone?", "No."))

    assert found_by("other_name", about, drugs=drugs)
    assert not found_by("other_name", beside, drugs=drugs)
    assert not found_by("other_name", both, drugs=drugs)


def test_a_passage_of_another_drug_is_found():
    document = drug(section(PASSAGE, "dosage"))
    [digest] = questions_of(document).passages

    message = sentence_found_by(
        "shared_text", document, holders={digest: ("Samplidone", "Inventine")}
    )

    assert "“Samplidone”, “Inventine” has the same words" in message


def test_short_passages_and_akin_drugs_share_text_freely():
    document = drug(section(PASSAGE, "dosage"))
    [digest] = questions_of(document).passages

    assert not questions_of(drug(section("Take it before."))).passages
    assert not found_by(
        "shared_text", document, holders={digest: ("Examplazole + Samplidone",)}
    )


def test_without_a_context_the_other_checks_still_run():
    document = drug(section(LONG))

    assert {one.code for one in find_all(document, Context())} >= {
        "own_name_missing",
        "missing_section",
    }
