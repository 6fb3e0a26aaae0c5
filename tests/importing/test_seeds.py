"""The four documents that the project started from, row by row.

What is expected was written from the documents, and not from what the parsers say.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from monographs.frequency import Interval, Serious
from monographs.importing.documents import parse
from monographs.importing.documents.draft import Severity, Status
from tests.importing.expected_seeds import COMPARISON, SEEDS, TOFISOPAM_LABELLED

FOLDER = Path(__file__).resolve().parents[3] / "shared/corpus/seeds"
TAB = "\t"
CITATION = re.compile(r"\[(\d+)\]")

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="The four seed documents are not on this machine."
)
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.pattern[:3])


def content(seed):
    (path,) = FOLDER.glob(seed.pattern)
    return path.read_bytes()


def parsed(seed):
    return parse(content(seed), f"{seed.title}.md")


def written(seed, text):
    """The words that stand in the seed where the expected text says."""
    lines = content(seed).decode().split("\n")[text.first - 1 : text.last]
    joined = "\n".join(lines)
    assert joined.startswith(text.label)
    begin = len(text.label) or joined.index(text.start)
    end = joined.index(text.end, begin) if text.end else len(joined)
    return words(joined[begin:end])


def words(text):
    return re.findall(r"[^\W_]+", text)


def expected_rows(effects):
    return [
        (effects.line, *(name if isinstance(name, tuple) else (name, name)))
        for name in effects.names
    ]


@each_seed
def test_title_and_dialect(seed):
    read = parsed(seed)

    assert read.status is Status.IMPORTED
    assert read.flags == ()
    assert (read.dialect, read.encoding) == (seed.dialect, "utf-8")
    assert read.draft.kind == ("comparison" if seed.dialect == "comparison" else "drug")
    assert read.draft.title == seed.title
    assert read.draft.is_listed is seed.is_listed
    assert read.draft.generic_name == seed.generic_name
    assert read.draft.components == ()


@each_seed
def test_nothing_but_hints_is_found(seed):
    issues = parsed(seed).issues

    assert {issue.severity for issue in issues} <= {Severity.HINT}
    assert tuple(issue.code for issue in issues) == seed.hints


@each_seed
def test_sections_with_their_lines(seed):
    sections = parsed(seed).draft.sections

    assert [(x.kind, x.heading, (x.lines.first, x.lines.last)) for x in sections] == [
        (part.kind, part.heading, part.lines) for part in seed.parts
    ]


@each_seed
def test_bodies_hold_the_text_that_no_row_took(seed):
    sections = parsed(seed).draft.sections

    for section, part in zip(sections, seed.parts, strict=True):
        expected = [word for text in part.body for word in written(seed, text)]
        assert words(section.body) == expected, part.heading


@each_seed
def test_side_effects_row_by_row(seed):
    rows = parsed(seed).draft.side_effects

    assert [(row.lines.first, row.name, row.wording) for row in rows] == [
        row for effects in seed.effects for row in expected_rows(effects)
    ]


@each_seed
def test_frequency_seriousness_and_group_of_each_side_effect(seed):
    rows = parsed(seed).draft.side_effects

    expected = [effects for effects in seed.effects for _ in effects.names]
    for row, effects in zip(rows, expected, strict=True):
        frequency = row.frequency
        assert (frequency.phrase, frequency.word) == (effects.phrase, effects.word)
        assert frequency.interval == interval(effects.percent)
        assert row.serious is (
            Serious.YES if effects.is_serious else Serious.NOT_STATED
        )
        assert (row.group, row.scope, row.scope_name) == (effects.group, "product", "")
        assert not row.is_from_sentence


def interval(percent):
    if percent is None:
        return None
    low, high = (Fraction(number, 100) for number in percent)
    return Interval(low, True, high, True)


@each_seed
def test_questions_with_their_whole_answers(seed):
    faqs = parsed(seed).draft.faqs

    assert [(x.lines.first, x.lines.last) for x in faqs] == [
        (line, line) for line in seed.questions
    ]
    lines = content(seed).decode().split("\n")
    for faq, number in zip(faqs, seed.questions, strict=True):
        _, question, answer = lines[number - 1].split("**")
        assert faq.question == question.removeprefix("Q: ")
        assert faq.answer == answer.strip().removeprefix("A:").strip()


def test_the_comparison_has_its_table_cell_by_cell():
    draft = parsed(COMPARISON).draft

    assert tuple(subject.name for subject in draft.subjects) == COMPARISON.subjects
    assert (
        tuple(
            (row.lines.first, row.feature, tuple(map(first_word_and_cited, row.cells)))
            for row in draft.comparison_rows
        )
        == COMPARISON.rows
    )
    lines = content(COMPARISON).decode().split("\n")
    for row in draft.comparison_rows:
        assert [row.feature, *row.cells] == lines[row.lines.first - 1].split("\t")


def first_word_and_cited(cell):
    return words(cell)[0], tuple(map(int, CITATION.findall(cell)))


def test_the_comparison_has_its_nine_citations_and_five_more():
    rows = parsed(COMPARISON).draft.comparison_rows

    columns = zip(*(row.cells for row in rows), strict=True)
    assert [len(CITATION.findall(" ".join(cells))) for cells in columns] == [9, 5]


def test_the_comparison_has_its_seven_references():
    references = parsed(COMPARISON).draft.citations

    assert (
        tuple(
            (x.lines.first, x.number, words(x.text)[0], x.text.split("[")[-1][:-1])
            for x in references
        )
        == COMPARISON.references
    )
    # A site is no link to a page, and nobody may guess the page.
    assert {x.url for x in references} == {""}


def test_the_comparison_may_have_its_table_in_pipes():
    lines = content(COMPARISON).decode().split("\n")
    piped = [f"| {x.replace(TAB, ' | ')} |" if TAB in x else x for x in lines]
    header = next(i for i, line in enumerate(lines) if TAB in line)
    piped.insert(header + 1, "|---|---|---|")

    draft = parse("\n".join(piped).encode(), "piped.md").draft

    written = parsed(COMPARISON).draft
    assert cells(draft) == cells(written)
    assert [x.body for x in draft.sections] == [x.body for x in written.sections]
    assert [x.text for x in draft.citations] == [x.text for x in written.citations]


def cells(draft):
    rows = [(row.feature, *row.cells) for row in draft.comparison_rows]
    return [("", *(subject.name for subject in draft.subjects)), *rows]


def test_a_drug_has_neither_table_nor_references():
    draft = parsed(TOFISOPAM_LABELLED).draft

    assert (draft.subjects, draft.comparison_rows, draft.citations) == ((), (), ())
