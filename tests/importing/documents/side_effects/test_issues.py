from monographs.importing.documents.draft import Severity
from tests.importing.documents.side_effects.reading import HEADING_LINE, codes, read


def test_a_number_that_contradicts_its_word_is_told_once_for_its_list():
    text = "Intro.\n\n**Common (>10%):**\n\n* Cough\n* Fever\n"

    assert codes(text) == [("word_and_number_differ", 12)]


def test_the_heading_has_its_own_line():
    found = codes("* Cough\n", heading="Common Side Effects (>10%)")

    assert found == [("word_and_number_differ", HEADING_LINE)]


def test_a_mixed_basis_is_told():
    text = "**Rare (<1%, post-marketing and case reports):**\n\n* Cough\n"

    assert codes(text) == [("basis_mixed", 10)]


def test_an_effect_under_two_headings_is_kept_twice_and_told():
    found = read("**Common:**\n\n* Cough\n\n**Rare:**\n\n* Cough\n")

    assert [row.frequency.word for row in found.rows] == ["common", "rare"]
    issue = found.issues[0]
    assert (issue.code, issue.line) == ("side_effect_repeated", 16)
    assert "line 12" in issue.message


def test_the_same_effect_of_two_components_is_no_repetition():
    text = "* **Demopril:** cough, thirst\n* **Examplazole:** cough, fever\n"

    found = codes(text, medicines=("Demopril + Examplazole", "Demopril", "Examplazole"))

    assert found == []


def test_an_item_left_because_it_reads_like_a_sentence_is_told():
    found = read("* Cough\n* Nobody should expect that it works at once.\n")

    assert [(one.code, one.line) for one in found.issues] == [
        ("side_effect_like_sentence", 11)
    ]
    assert found.issues[0].severity is Severity.HINT


def test_reassurance_is_no_issue():
    assert codes("* Generally well tolerated.\n") == []
