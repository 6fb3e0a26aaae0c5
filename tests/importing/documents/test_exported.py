"""Files that medsite wrote, after people and programs have been at them."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.exporting.documents import to_markdown
from monographs.exporting.notation import (
    CLASS_LABEL,
    COMPONENT_LABEL,
    FEATURE_LABEL,
    LIST_HEADINGS,
    NAME_LABELS,
    as_written,
    side_effect_note,
)
from monographs.frequency import Frequency
from monographs.importing.documents import parse
from monographs.importing.documents.draft import Severity, Status
from monographs.importing.documents.exported import is_exported, read_exported
from monographs.importing.documents.exported.rows import SECTION_KINDS
from monographs.importing.documents.exported.side_effects import (
    BODY_SYSTEMS,
    SCOPES,
)
from monographs.models import BodySystem, Section, SideEffect
from tests.exporting import samples
from tests.exporting.drafts import document_of

DRUG = to_markdown(samples.drug())
COMPARISON = to_markdown(samples.comparison())


def read(text):
    draft, issues = read_exported(text)
    return draft, {issue.code: issue for issue in issues}


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def mend(text, old, new):
    assert text.count(old) == 1
    return text.replace(old, new)


def in_file(*lines):
    return "\n".join(["---", "medsite: 1", "---", "# Examplazole", *lines])


# --- Whose file it is -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: x\nmedsite: 1\n---\n", True),
        ("\ufeff---\r\nmedsite: 1\r\n---\r\n", True),
        ("---\ntitle: x\n---\nmedsite: 1\n---\n", False),
        ("---\nmedsite: 1\n", False),
        ("medsite: 1", False),
        ("", False),
    ],
)
def test_the_front_matter_says_whose_file_it_is(text, expected):
    assert is_exported(text) is expected


def test_the_import_reads_it_by_its_own_rules():
    parsed = parse(DRUG.encode(), "e/examplazole.md")

    assert (parsed.dialect, parsed.status) == ("exported", Status.IMPORTED)
    assert document_of(parsed.draft) == samples.drug()


def test_lines_are_those_of_the_file():
    draft, _ = read(DRUG)

    faq = draft.faqs[0]
    assert faq.lines.first == line_of(DRUG, "**Q: May I drive?") - 1
    assert faq.lines.last == line_of(DRUG, "A: Wait and see")
    assert draft.sections[0].lines.first == line_of(DRUG, "### What it is for") - 1
    assert draft.sections[0].lines.last == line_of(DRUG, "* that do not")


def test_the_generic_name_is_read_as_from_any_document():
    text = in_file(
        '<!-- medsite section {"kind": "generic_name"} -->',
        "### Generic name",
        "Examplazole\nsodium\n\nMore.",
    )

    assert read(text)[0].generic_name == "Examplazole sodium"
    assert read(DRUG)[0].generic_name is None


# --- Mended by hand -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("A: Wait and see [1].", "A: Never.", {"faqs": "answer"}),
        ("Q: May I drive?", "Q: May I fly?", {"faqs": "question"}),
        ("Most people have none.", "Few have some.", {"sections": "body"}),
        ("### Side effects", "## Unwanted effects", {"sections": "heading"}),
        ("  Nausea *(", "  Feeling sick\n  at sea *(", {"side_effects": "wording"}),
        ("Exémplo™", "Sample®", {"names": "text"}),
        ("**Brand name:** Ex", "**Synonym:** Ex", {"names": "kind"}),
        ("Examples, 2020 <", "Samples, 2021 <", {"citations": "text"}),
        ("[1] Examples", "[2] Examples", {"citations": "number"}),
        ("<https://example.org/>", "", {"citations": "url"}),
    ],
)
def test_what_a_person_mends_in_the_text_is_taken(old, new, change):
    (field, column), *_ = change.items()
    before = getattr(read(DRUG)[0], field)

    draft, issues = read(mend(DRUG, old, new))

    after = getattr(draft, field)
    changed = [
        (one, other)
        for one, other in zip(before, after, strict=True)
        if replace(one, lines=other.lines) != other
    ]
    assert len(changed) == 1
    one, other = changed[0]
    assert getattr(one, column) != getattr(other, column)
    assert one.key == other.key
    assert issues.keys() <= {"exported_contradiction"}


def test_a_cell_and_a_subject_can_be_mended():
    text = mend(COMPARISON, "by mouth [1]", "by nose")
    text = mend(text, "| Examplazole <!--", "| Examplazole XR <!--")

    draft, issues = read(text)

    assert draft.comparison_rows[0].cells == ("by nose", "a | b \\| c")
    assert draft.subjects[0].name == "Examplazole XR"
    assert not issues


def test_columns_may_change_places():
    lines = [
        "| Feature | B <!-- medsite subject K2 --> | A <!-- medsite subject K1 --> |",
        "| --- | --- | --- |",
        "| Taken <!-- medsite row CELLS --> | b | a |",
    ]
    keys = {f"K{number}": UUID(int=number) for number in (1, 2, 4, 5)}
    cells = {str(keys["K1"]): str(keys["K4"]), str(keys["K2"]): str(keys["K5"])}
    text = in_file("<!-- medsite table -->", *lines)
    text = text.replace("CELLS", json.dumps({"cells": cells}))
    for name in ("K1", "K2"):
        text = text.replace(name, json.dumps({"key": str(keys[name])}))

    draft, issues = read(text)

    assert draft.comparison_rows[0].cells == ("b", "a")
    assert draft.comparison_rows[0].cell_keys == (keys["K5"], keys["K4"])
    assert not issues


def test_a_row_without_data_is_a_new_row():
    text = in_file(
        "* <!-- medsite faq {} -->",
        "  **Q: New?**",
        "  A: Yes.",
        '- <!-- medsite side_effect {"interval": "1 in 100"} -->',
        "  Dizziness *(1 in 100 people)*",
    )

    draft, issues = read(text)

    assert (draft.faqs[0].question, draft.faqs[0].answer) == ("New?", "Yes.")
    assert draft.faqs[0].key is None
    assert draft.side_effects[0].name == "Dizziness"
    assert draft.side_effects[0].frequency.interval is not None
    assert not issues


def test_a_copied_row_is_a_new_row():
    faq = DRUG[DRUG.index("* <!-- medsite faq") : DRUG.index("* <!-- medsite faq") + 90]
    copied = '* <!-- medsite faq {"key": "00000000-0000-0000-0000-000000000014"} -->'
    assert faq.startswith(copied)
    text = f"{DRUG}\n{copied}\n  **Q: Copied?**\n"

    draft, issues = read(text)

    assert [row.question for row in draft.faqs][-1] == "Copied?"
    assert draft.faqs[-1].key is None
    issue = issues["exported_key_repeated"]
    assert issue.line == line_of(text, "**Q: Copied?**") - 1
    assert f"line {line_of(DRUG, copied)} " in issue.message


def test_other_line_ends_change_nothing():
    assert read(DRUG.replace("\n", "\r\n")) == read(DRUG)


def test_white_space_that_an_editor_program_drops_changes_nothing():
    text = re.sub(r"[ \t]+$", "", DRUG, flags=re.MULTILINE).rstrip("\n")

    assert read(text) == read(DRUG)


# --- Contradictions -------------------------------------------------------------------


def test_words_that_contradict_the_figures_are_named_and_the_figures_count():
    text = mend(DRUG, "between 1 in 100 and 1 in 10 people", "1 in 2 people")

    draft, issues = read(text)

    issue = issues["exported_contradiction"]
    assert issue.line == line_of(text, "1 in 2 people")
    assert issue.found == "*(Common; 1 in 2 people)*"
    assert "between 1 in 100 and 1 in 10 people" in issue.message
    assert draft.side_effects[0].wording == "Nausea"
    assert document_of(draft) == samples.drug()


def test_a_changed_figure_whose_words_stayed_is_named():
    text = mend(DRUG, '"interval": "≥1%, <10%"', '"interval": "≥10%"')

    draft, issues = read(text)

    assert draft.side_effects[0].frequency.interval.low * 10 == 1
    assert "at least 1 in 10 people" in issues["exported_contradiction"].message


def test_words_of_an_older_format_are_not_compared():
    text = mend(DRUG, "medsite: 1\n", "medsite: 0\n")
    text = mend(text, "between 1 in 100 and 1 in 10 people", "1 to 10 percent")

    assert not read(text)[1]


def test_two_titles_that_differ_are_named():
    text = mend(DRUG, "# Examplazole + Samplidone", "# Samplidone")

    draft, issues = read(text)

    assert draft.title == "Examplazole + Samplidone"
    assert issues["exported_contradiction"].line == line_of(text, "# Samplidone")
    assert issues["exported_contradiction"].found == "Samplidone"


def test_without_front_matter_title_the_heading_is_the_title():
    assert read(in_file())[0].title == "Examplazole"


# --- Damage ---------------------------------------------------------------------------


def test_a_damaged_comment_is_named_and_its_text_is_kept():
    text = mend(
        DRUG,
        '* <!-- medsite faq {"key": "00000000-0000-0000-0000-000000000014"}',
        "* <!-- medsite faq {key: 14",
    )

    draft, issues = read(text)

    assert draft.faqs[0].answer == "Wait and see [1]."
    assert draft.faqs[0].key is None
    issue = issues["exported_marker"]
    assert issue.severity is Severity.ERROR
    assert issue.line == line_of(text, "{key: 14")
    assert issue.found == "* <!-- medsite faq {key: 14 -->"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- medsite section",
        "<!-- medsite section {} --",
        "<!--medsite section {}-->",
        '<!-- medsite section {"kind": "usage"',
        "<!-- medsite section [] -->",
        "<!-- medsite section " + "[" * 5_000 + " -->",
        "<!-- medsite section {" + '"a":{' * 5_000 + " -->",
        "<!-- medsite section {" + '"a":{' * 5_000 + "}" * 5_001 + " -->",
        "<!-- medsite sections {} -->",
        "<!-- medsite -->",
    ],
)
def test_no_damage_to_a_comment_loses_text(comment):
    draft, issues = read(in_file(comment, "### Usage", "For examples."))

    assert "For examples." in draft.sections[0].body
    assert draft.sections[0].kind == "other"
    assert issues["exported_marker"].line == 5


@pytest.mark.parametrize(
    ("word", "data", "name"),
    [
        ("section", '{"kind": "uses"}', "kind"),
        ("section", '{"key": "12"}', "key"),
        ("section", '{"key": 12}', "key"),
        ("section", '{"heading": "\\ud800"}', "heading"),
        ("side_effect", '{"interval": "10% to 1%"}', "interval"),
        ("side_effect", '{"interval": "5%", "not_known": true}', "frequency"),
        ("side_effect", '{"not_known": 1}', "not_known"),
        ("side_effect", '{"word": "often"}', "word"),
        ("side_effect", '{"basis": "guess"}', "basis"),
        ("side_effect", '{"affected": 3}', "frequency"),
        ("side_effect", '{"affected": 3, "total": 99999999999}', "total"),
        ("side_effect", '{"affected": true}', "affected"),
        ("side_effect", '{"comparator": "1/0"}', "comparator"),
        ("side_effect", '{"comparator": "1e999999999"}', "comparator"),
        ("side_effect", '{"comparator": "3/2"}', "frequency"),
        ("side_effect", '{"serious": "maybe"}', "serious"),
        ("side_effect", '{"scope": "all"}', "scope"),
        ("side_effect", '{"body_system": "soul"}', "body_system"),
        ("side_effect", '{"group": "a\\u0000"}', "group"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(word, data, name):
    text = in_file(f"* <!-- medsite {word} {data} -->", "  Headache")

    draft, issues = read_exported(text)

    issue = next(issue for issue in issues if issue.code == "exported_value")
    assert re.match(f'The (value of "{name}"|{name}) was not used', issue.message)
    assert issue.line == 5
    assert issue.severity is Severity.ERROR
    rows = draft.sections or draft.side_effects
    assert "Headache" in (getattr(rows[0], "body", ""), getattr(rows[0], "name", ""))


def test_the_phrase_outlives_a_figure_that_cannot_be():
    text = in_file(
        '* <!-- medsite side_effect {"phrase": "4/3", "affected": 4, "total": 3} -->',
        "  Headache",
    )

    assert read(text)[0].side_effects[0].frequency == Frequency(phrase="4/3")


def test_a_name_that_nobody_knows_is_named():
    text = in_file('* <!-- medsite faq {"keys": "12"} -->', "  **Q: Why?**")

    issue = read(text)[1]["exported_value"]

    assert '"keys"' in issue.message
    assert issue.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("kind: pill", "kind"),
        ("listed: perhaps", "listed"),
        ("key: 7", "key"),
        ("medsite: one", "medsite"),
        ("title: again", "title"),
    ],
)
def test_front_matter_that_cannot_be_is_refused_by_name(line, name):
    text = f"---\ntitle: Examplazole\nmedsite: 1\n{line}\n---\n"
    if name == "medsite":
        text = text.replace("medsite: 1\n", "")

    draft, issues = read(text)

    assert draft.title == "Examplazole"
    assert "was not used" in issues["exported_value"].message
    assert name in issues["exported_value"].message + issues["exported_value"].found
    assert issues["exported_value"].line == line_of(text, line)


@pytest.mark.parametrize("title", ["Examplazole", '"Examplazole"', "'Examplazole'"])
def test_front_matter_may_be_written_as_people_write_it(title):
    text = f"---\nmedsite: 1\ntitle: {title}\nlisted: false\n---\n"

    draft, issues = read(text)

    assert (draft.title, draft.is_listed) == ("Examplazole", False)
    assert not issues


def test_an_article_states_its_author_and_a_drug_does_not():
    stated = 'author: "A. Bee"\ninterests: None declared\n'
    head = "---\nmedsite: 1\ntitle: Two drugs\n"

    article, issues = read(f"{head}kind: comparison\n{stated}---\n")
    drug, _ = read(f"{head}{stated}---\n")

    assert (article.author, article.interests) == ("A. Bee", "None declared")
    assert not issues
    assert (drug.author, drug.interests) == ("", "")


def test_an_author_that_is_too_long_is_named():
    text = (
        "---\nmedsite: 1\ntitle: Two drugs\nkind: comparison\n"
        f"author: {'x' * 301}\n---\n"
    )

    draft, issues = read(text)

    assert draft.author == ""
    assert "one line of up to 300" in issues["exported_value"].message


@pytest.mark.parametrize("author", ["A\\u001b[31m", "A\\u202e", "a\\nb", "a\\u2028b"])
def test_an_author_is_one_line_that_one_sees(author):
    text = (
        "---\nmedsite: 1\ntitle: Two drugs\nkind: comparison\n"
        f'author: "{author}"\ninterests: "\\u2800"\n---\n'
    )

    draft, issues = read(text)

    assert (draft.author, draft.interests) == ("", "")
    assert issues["exported_value"].line == 5


def test_a_file_of_a_newer_medsite_says_so():
    issue = read(mend(DRUG, "medsite: 1\n", "medsite: 2\n"))[1]["exported_format"]

    assert "Update medsite" in issue.message
    assert issue.line == 3


@pytest.mark.parametrize(
    "lines",
    [
        ["Above all comments."],
        ["<!-- medsite list -->", "Below a list."],
        ["* <!-- medsite faq {} -->", "  No question mark-up."],
        ["* <!-- medsite name {} -->", "  **Nickname:** Exi"],
        ["* <!-- medsite class {} -->", "  Sample agents"],
        ["* <!-- medsite component {} -->", "  **Part:** Samplidone"],
        ["* <!-- medsite citation {} -->", "  Examples, 2020"],
        ["* <!-- medsite faq {} -->", "  **Q: Why?**", "Not indented."],
        ["* <!-- medsite faq {} -->", "  **Q: Why?**", "", "* **Q: Unmarked?**"],
        ["<!-- medsite table -->", "| Feature |", "| --- |", "", "Below the table."],
        ["<!-- medsite table -->", "No table."],
    ],
)
def test_text_that_belongs_to_no_row_becomes_a_section(lines):
    text = in_file(*lines)

    draft, issues = read(text)

    assert draft.sections[0].kind == "other"
    assert draft.sections[0].body == lines[-1].strip()
    assert draft.sections[0].lines.first == line_of(text, lines[-1].strip())
    assert issues["exported_text_outside"].found == lines[-1].strip()


@pytest.mark.parametrize(
    ("word", "text"),
    [("faq", "**Q: **"), ("faq", ""), ("side_effect", ""), ("citation", "[x] y")],
)
def test_a_comment_whose_text_is_no_such_row_is_named(word, text):
    draft, issues = read(in_file(f"* <!-- medsite {word} {{}} -->", f"  {text}"))

    assert issues["exported_row"].line == 5
    assert f'"{word}"' in issues["exported_row"].message
    assert not [*draft.faqs, *draft.side_effects, *draft.citations]
    assert [section.body for section in draft.sections] == ([text] if text else [])


def test_a_section_without_its_heading_keeps_its_text():
    text = mend(DRUG, "### Side effects\n", "")

    draft, issues = read(text)

    section = draft.sections[2]
    assert (section.heading, section.body) == ("", "Most people have none.")
    assert "exported_heading_missing" in issues


def test_surplus_cells_are_kept_and_missing_ones_are_empty():
    table = ["| Feature | A |", "| --- | --- |", "| Taken | a | b |", "| Since |"]

    draft, issues = read(in_file("<!-- medsite table -->", *table))

    rows = [(row.feature, row.cells) for row in draft.comparison_rows]
    assert rows == [("Taken", ("a | b",)), ("Since", ("",))]
    assert issues["exported_table"].line == 9


def test_rows_beside_a_table_without_subjects_are_kept():
    table = ["| Feature |", "| --- |", "| Taken <!-- medsite row {} --> | b | c |"]

    draft, _ = read(in_file("<!-- medsite table -->", *table))

    assert draft.comparison_rows[0].feature == "Taken | b | c"


# --- Anything at all ------------------------------------------------------------------

pieces = st.sampled_from(
    [
        *("<!-- medsite", " section {", '"key": "', "} -->", "* ", "  ", "| a ", "---"),
        *("**Q: ", "**", "\n", "<!-- medsite table -->\n", "*(", ")*", "word", "### "),
        *("<!-- medsite side_effect {} -->\n", "<!-- medsite citation {} -->\n  [1]"),
    ]
)


@given(st.lists(pieces | st.text(max_size=5), max_size=40).map("".join))
def test_no_text_is_an_exception(text):
    read_exported(text)
    read_exported(f"---\nmedsite: 1\n---\n{text}")


@st.composite
def damaged_files(draw):
    """Lines of a file deleted, doubled, moved, or replaced by something else."""
    lines = draw(st.sampled_from([DRUG, COMPARISON])).split("\n")[9:]
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        other = draw(st.sampled_from(lines) | pieces | st.just(lines[place][:-9]))
        lines[place : place + draw(st.integers(0, 1))] = [other]
    return in_file(*lines)


@given(damaged_files())
def test_no_damage_loses_a_word(text):
    draft, issues = read_exported(text)

    notes = [note_of(row) for row in draft.side_effects]
    kept = words([*strings(draft), *strings(list(issues)), *notes, *OWN_WORDS])
    for line in text.split("\n")[4:]:
        missing = words([as_written(re.sub(r"<!--\s*medsite.*", "", line))]) - kept
        assert not missing, line


OWN_WORDS = [
    *NAME_LABELS.values(),
    *LIST_HEADINGS.values(),
    *(CLASS_LABEL, COMPONENT_LABEL, FEATURE_LABEL, "Q", "A"),
]


def note_of(row):
    names = ("wording", "group", "scope", "scope_name", "serious", "frequency")
    return side_effect_note(
        effect=row.name, **{name: getattr(row, name) for name in names}
    )


def words(texts):
    return {word for text in texts for word in re.findall(r"\w+", text)}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
    elif isinstance(value, int):
        yield str(value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def test_the_notation_knows_every_value_of_the_models():
    assert set(Section.Kind.values) <= set(SECTION_KINDS)
    assert set(SideEffect.Scope.values) == set(SCOPES)
    assert set(BodySystem.values) == set(BODY_SYSTEMS)
