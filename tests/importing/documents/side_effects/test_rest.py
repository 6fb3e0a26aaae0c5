from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.documents.side_effects.reading import read, words

MARKS = [", ", "; ", ". ", ".", ": ", ":", "\n", "\n\n", "* ", "    * ", "1. ", "- "]
MARKS += ["**", "(", ")", " – ", "#### x\n", "```\n", "> ", "&", "&gt;10% ", "[y](z)"]
LABELS = ["**Common:** ", "**Serious (1-10%):**\n\n", "**Note:** ", "Oral: "]
LABELS += ["Nervous system: ", "**Demopril:** ", "These include:", "Rarely, ", "x "]
WORDS = [
    "Headache",
    "nausea",
    "rash (itchy)",
    "swelling of the face",
    "lips",
    "a ",
    "é",
]
WORDS += [" and ", " or ", "may cause ", "side effects include ", " is possible"]
WORDS += [" rare", " serious", "high doses of ", "A small, ", "such as ", "<i>x</i>"]
PIECES = st.sampled_from([*MARKS, *LABELS, *WORDS, "HLA-B*57 "])
# What joins the parts of a list, and the number before an item.
LEFT_OUT = {"and", "or", "as", "well", "1"}


def test_text_without_effects_stays_as_it_is():
    text = "Many people take it.\n\nNobody knows **why**."

    assert read(text).rest == text


def test_introduction_and_advice_stay_and_the_list_goes():
    found = read("""\
        Not everybody gets them. Common side effects:

        * Cough
        * Fever

        Tell a nurse if you feel ill.
        """)

    assert found.rest == "Not everybody gets them.\n\nTell a nurse if you feel ill."


def test_a_label_stays_with_the_text_that_needs_it():
    text = "* **Demopril:** cough, thirst. Nobody knows why.\n* Fever\n"

    found = read(text, medicines=("Demopril",))

    assert [row.name for row in found.rows] == ["cough", "thirst", "Fever"]
    assert found.rest == "* **Demopril:** Nobody knows why."


def test_a_label_that_says_nothing_stays():
    found = read("You may notice these:\n\n* Cough\n")

    assert found.rest == "You may notice these:"


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=500, deadline=None)
def test_no_word_is_lost(text):
    found = read(text, medicines=("Examplazole + Demopril", "Demopril"))

    kept = words(found.rest)
    for row in found.rows:
        kept += words(row.wording) + words(row.frequency.phrase) + words(row.group)
    assert set(words(text) - kept) <= LEFT_OUT


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_the_rest_keeps_its_order(text):
    rest = read(text).rest

    remaining = iter(text)
    assert all(char in remaining for char in rest if not char.isspace())


@given(st.text(max_size=300), st.text(max_size=30), st.lists(st.text(max_size=20)))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read(text, heading, medicines):
    found = read(text, heading=heading, medicines=tuple(medicines))

    assert all(row.name and row.wording for row in found.rows)
