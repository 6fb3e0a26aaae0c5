"""Words that give away that a text was not written for readers, or not finished."""

import pytest

from tests.checks.documents import (
    comparison,
    drug,
    finds,
    found_by,
    question,
    section,
    sentence_found_by,
)


@pytest.mark.parametrize(
    "text",
    [
        "I cannot provide information on this mixture as a single medicine.",
        "I can’t generate a page for this.",
        "I am unable to find a medicine of this name.",
        "Please provide the generic name of the medicine you would like to read about.",
        "I need the full name before I go on.",
        "This cannot be told in the requested format.",
        "Providing a dose would be irresponsible.",
    ],
)
def test_refusals_are_found(text):
    assert finds("refusal", f"Examplazole is a medicine. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Please provide your doctor with a list of your medicines.",
        "This is not a standard combination.",
        "If you cannot give the dose by mouth, ask a nurse.",
        "You may need the full dose.",
    ],
)
def test_what_only_sounds_like_a_refusal_is_left_alone(text):
    assert not finds("refusal", text)


def test_a_reader_may_say_i_in_a_question():
    document = drug(question("What if I cannot give the dose I need?", "Ask."))

    assert not found_by("refusal", document)
    assert not found_by("chat_phrase", document)


@pytest.mark.parametrize(
    "text",
    [
        "As an AI language model, it has no opinion.",
        "Certainly! Here is the page.",
        "Please note: I cannot provide medical advice.",
        "Here is the article you requested.",
        "Let me know if you want more.",
        "My knowledge cutoff is in the past.",
        "Therefore I can provide each part alone, as requested.",
        "User: write about examplazole",
    ],
)
def test_words_of_a_conversation_are_found(text):
    assert finds("chat_phrase", text)


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin I can be low.",
        "Certainly not for children.",
        "Let your doctor know if you are pregnant.",
        "Ask your doctor, who can provide more.",
        "The system prompts a reaction.",
    ],
)
def test_ordinary_words_are_no_conversation(text):
    assert not finds("chat_phrase", text)


@pytest.mark.parametrize(
    "text",
    [
        "Take [insert dose] a day.",
        "For [drug name] users.",
        "Lorem ipsum dolor.",
        "TODO: write this.",
        "Take XX mg.",
        "Ask {{ doctor }}.",
        "To be added",
        "N/A",
    ],
)
def test_placeholders_are_found(text):
    assert finds("placeholder", text)


@pytest.mark.parametrize(
    "text",
    [
        "The dose is to be determined by your doctor.",
        "See [the dosage](https://example.org/).",
        "Shown in a study [3].",
        "Dose [mg] and weight [kg].",
    ],
)
def test_brackets_and_plans_are_no_placeholders(text):
    assert not finds("placeholder", text)


def test_a_title_that_is_no_name_is_a_placeholder():
    assert "full name" in sentence_found_by("placeholder", drug(title="Omega-"))
    assert not found_by("placeholder", drug(title="Omega-3 acids"))
    assert found_by("placeholder", drug(title="Omega- + Samplidone"))


@pytest.mark.parametrize(
    "text",
    [
        "Take it with water. Do not take it if the",
        "Take it with water, ",
        "It is used for examples (",
        "It was about to explain that",
        "Twelve words without any end stand here and nobody knows what came",
    ],
)
def test_a_text_that_stops_in_mid_sentence_is_found(text):
    assert finds("truncated", text)


@pytest.mark.parametrize(
    "text",
    [
        "Take it with water.",
        "Take it **with water.**",
        "Used for:\n\n* fever\n* pain of the head after reading long lists of words",
        "10 mg once a day",
        "See https://example.org/one/two",
        "| Who | Dose |\n| --- | --- |\n| adults | one of the |",
        "(It is what it was.)",
    ],
)
def test_texts_that_end_are_left_alone(text):
    assert not finds("truncated", text)


def test_a_name_needs_no_full_stop():
    body = "Examplazole, which is a name that is much longer than most others here"

    assert not finds("truncated", body, kind="generic_name")


@pytest.mark.parametrize(
    "text",
    [
        "Examplazole is completely safe.",
        "It is 100% effective against examples.",
        "It has no side effects.",
        "It always works.",
        "It is safe for everyone.",
    ],
)
def test_promises_are_found(text):
    assert finds("absolute_claim", text)


@pytest.mark.parametrize(
    "text",
    [
        "No medicine is completely safe.",
        "It is not 100 % effective.",
        "It isn’t always effective.",
        "If you have no side effects, go on.",
        "It cannot cause the flu.",
    ],
)
def test_denied_promises_are_left_alone(text):
    assert not finds("absolute_claim", text)


def test_a_finding_says_where_what_and_what_to_do():
    document = drug(
        section("I cannot provide information on it.", heading="Uses"),
        question("Is it safe?", "It is completely safe."),
    )

    [refused] = found_by("refusal", document)
    [promised] = found_by("absolute_claim", document)

    assert refused.place == "Uses"
    assert refused.row_key == document.sections[0].key
    assert "“I cannot provide information on it.”" in refused.message
    assert "Write what readers need to know" in refused.message
    assert promised.place == "Question 1, “Is it safe?”"
    assert promised.row_key == document.faqs[0].key


def test_cells_of_a_table_are_read_too():
    document = comparison(cell="I cannot provide information on this.")

    [found] = found_by("refusal", document)

    assert found.place == "Table, “Taken”, Examplazole"


def test_long_quotes_are_cut():
    text = "word " * 60 + "completely safe " + "word " * 60

    message = sentence_found_by("absolute_claim", drug(section(text)))

    assert len(message) < 260
    assert "…" in message
