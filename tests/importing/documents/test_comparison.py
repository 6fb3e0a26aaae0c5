import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.importing.documents.comparison import is_comparison, read_comparison
from tests.pace import within

SAMPLE = Path(__file__).parent / "samples/comparison.txt"
CORPUS = Path(__file__).resolve().parents[4] / "shared/corpus"

TABLE = """\
Feature\tExamplazole\tOtherazole
Onset\tAt once [1]\tNever [2]
Sleep\tDeep\tNone [1]
"""
REFERENCES = """\
References

1. First source
2. Second source
"""
ARTICLE = f"Two drugs\n\n{TABLE}\nWhat it means\n\nNothing.\n\n{REFERENCES}"


def piped(text):
    """The same table as Markdown writes it."""
    lines = []
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 1:
            line = f"| {' | '.join(cells)} |"
        lines.append(line)
        if cells[0] == "Feature":
            lines.append("|---" * len(cells) + "|")
    return "\n".join(lines)


def read(text):
    return read_comparison(text)[0]


def codes(text):
    return [issue.code for issue in read_comparison(text)[1]]


def sections(draft):
    return [(section.kind, section.heading) for section in draft.sections]


def rows(draft):
    return [(row.feature, *row.cells) for row in draft.comparison_rows]


@pytest.mark.parametrize("dialect", [str, piped])
def test_an_article_is_told_by_its_table_and_citations(dialect):
    assert is_comparison(dialect(SAMPLE.read_text()))
    assert is_comparison(dialect(ARTICLE))


def test_an_article_needs_a_table_of_two_subjects_and_sources():
    one_subject = ARTICLE.replace("\tOtherazole", "").replace("\tNever [2]", "")
    no_source = ARTICLE.replace("[1]", "").replace("[2]", "").replace("1. F", "F")

    assert not is_comparison(one_subject.replace("\tNone [1]", ""))
    assert not is_comparison(no_source.replace("2. S", "S"))
    assert not is_comparison(ARTICLE.replace("\t", " "))


@pytest.mark.parametrize(
    "drug_page",
    [
        f"# Examplazole\n\n### Generic Name\nExamplazole\n\n{TABLE}",
        f"**Usage:** a\n\n**Dosage:** b\n\n**Side Effects:** c\n\n{TABLE}\n"
        "**Precautions:** d",
        "# Examplazole\n\n*\tone [1]\t**two**\n*\tthree\tfour",
    ],
)
def test_a_drug_page_with_a_table_is_no_article(drug_page):
    assert not is_comparison(drug_page)


@pytest.mark.skipif(not CORPUS.exists(), reason="The sample of sources is not here.")
def test_no_drug_page_of_the_corpus_is_taken_for_an_article():
    folders = ("documents", "documents-earlier")
    paths = [path for x in folders for path in (CORPUS / x).rglob("*.md")]

    found = [path for path in paths if is_comparison(path.read_text("utf-8-sig"))]

    assert len(paths) == 500
    assert found == []


@pytest.mark.parametrize("dialect", [str, piped])
def test_the_sample_comes_out_as_an_editor_would_type_it(dialect):
    draft, issues = read_comparison(dialect(SAMPLE.read_text()))

    assert draft.kind == "comparison"
    assert draft.title == (
        "Sample Drugs Side by Side: Examplazole vs. Otherazole vs. Placebamide"
    )
    assert [subject.name for subject in draft.subjects] == [
        "Examplazole (new)",
        "Otherazole",
        "Placebamide",
    ]
    assert rows(draft) == [
        ("Onset", "Within an hour [1]", "Unknown", "At once [2] [3]"),
        ("Sleepiness", "In 1 of 20 people [1]", "Often [4]", "None [2]"),
        ("Price", "High", "Never sold [4]", ""),
    ]
    assert [(x.number, x.text, x.url) for x in draft.citations] == [
        (1, "The first sample trial [trials.example]", ""),
        (2, "The second sample trial.", "https://sample.example/trials/2"),
        (3, "On placebos", "https://sample.example/placebos"),
        (4, "Otherazole: a history that was never written and a second line of it", ""),
    ]
    assert sections(draft) == [
        ("note", ""),
        ("note", ""),
        ("other", ""),
        ("other", "What the trials showed"),
        ("how_it_works", "Mechanism of Action"),
        ("note", "Need a Custom Synthesis?"),
        ("note", "To cite this document"),
        ("disclaimer", "Disclaimer & Validity"),
        ("note", "Technical Support"),
        ("note", ""),
        ("note", "The Sample Desk"),
        ("note", "Contact"),
    ]
    assert [issue.code for issue in issues] == ["reference_without_link"]


def test_the_sample_knows_the_lines_of_all_that_it_reads():
    draft = read(SAMPLE.read_text())

    lines = [(x.lines.first, x.lines.last) for x in draft.sections]
    assert lines[:5] == [(4, 10), (12, 12), (14, 14), (21, 26), (28, 35)]
    assert lines[5:] == [(37, 39), (49, 51), (53, 55), (57, 57), (59, 59)] + [
        (61, 63),
        (65, 69),
    ]
    assert [row.lines.first for row in draft.comparison_rows] == [17, 18, 19]
    assert [subject.lines.first for subject in draft.subjects] == [16, 16, 16]
    assert [(x.lines.first, x.lines.last) for x in draft.citations] == [
        (43, 43),
        (44, 44),
        (45, 45),
        (46, 47),
    ]


def test_advertising_and_catalogue_numbers_stand_apart_from_the_text():
    notes = [x.body for x in read(SAMPLE.read_text()).sections if x.kind == "note"]

    assert notes[0].split("\n\n") == [
        "Author: The Sample Desk. Date: May 2031",
        "Compound Focus: Examplazole",
        "CAS No.: 00000-00-0",
        "Cat. No.: X1",
    ]
    assert notes[1:3] == [
        "[Get a Quote](#)",
        "Email: desk@sample.example or [Ask Us](#).",
    ]
    assert notes[-3:] == [
        "Buy Samples in Bulk? Request a Quote",
        "Your destination for drugs that do not exist.",
        "Address: Sampleton\n\nWeb: www.sample.example",
    ]


def test_markdown_headings_and_front_matter_are_read_too():
    text = (
        "---\ntitle: Two drugs\nnav_exclude: true\n---\n\n# Two drugs\n\nIn short.\n\n"
        f"## The table\n\nLook:\n\n{piped(TABLE)}\nThat was it.\n\n## Precautions\n\n"
        "### At night\n\nSleep.\n\n## FAQs\n\n* **Which?** Neither.\n\nEnd.\n\n"
        "## References\n\n1. First\n2. Second\n\n## Disclaimer\n\nNone."
    )

    draft = read(text)

    assert is_comparison(text)
    assert (draft.title, draft.is_listed) == ("Two drugs", False)
    assert [(x.kind, x.heading, x.body) for x in draft.sections] == [
        ("other", "", "In short."),
        ("other", "The table", "Look:\n\nThat was it."),
        ("precautions", "Precautions", "### At night\n\nSleep."),
        ("faqs", "FAQs", "End."),
        ("disclaimer", "Disclaimer", "None."),
    ]
    assert [(x.question, x.answer) for x in draft.faqs] == [("Which?", "Neither.")]
    assert draft.faqs[0].lines.first == 29


@pytest.mark.parametrize(
    ("lines", "author", "interests"),
    [
        ("Author: The desk. Date: March 2026", "The desk", ""),
        ("**Authors:** A. Bee, M.D.\nUpdated: 2026", "A. Bee, M.D.", ""),
        ("Written by A. Bee", "A. Bee", ""),
        (
            "Author: A. Bee\nConflict of interest: None declared.",
            "A. Bee",
            "None declared",
        ),
        ("Author: A. Bee. Interests: none", "A. Bee", ""),
        ("Catalogue number: 12", "", ""),
        (f"Author: {'x' * 301}", "", ""),
    ],
)
def test_lines_about_an_article_tell_its_author_and_interests(lines, author, interests):
    draft = read(f"Two drugs\n\n{lines}\n\n{ARTICLE.partition(chr(10) * 2)[2]}")

    assert (draft.author, draft.interests) == (author, interests)
    assert lines.splitlines()[0].replace("*", "") in "\n".join(
        section.whole.replace("*", "") for section in draft.sections
    )


@pytest.mark.parametrize(
    "text",
    ["Competing interests: None declared.", "Conflict of interest\n\nNone declared."],
)
def test_interests_below_the_references_are_read(text):
    draft = read(f"{ARTICLE}\n{text}\n")

    assert draft.interests == "None declared"
    assert "None declared." in draft.sections[-1].whole


def test_lines_of_the_article_itself_are_about_others():
    draft = read(ARTICLE.replace("Nothing.", "Author: Somebody else"))

    assert draft.author == ""


def test_front_matter_states_author_and_interests():
    text = f"---\nauthor: A. Bee\ninterests: None\ntheme: dark\n---\n{ARTICLE}"

    draft, issues = read_comparison(text)

    assert (draft.author, draft.interests) == ("A. Bee", "None")
    unknown = [one.found for one in issues if one.code == "front_matter_unknown"]
    assert unknown == ["theme: dark"]


def test_a_title_that_differs_from_the_front_matter_stays_in_the_text():
    draft = read(f"---\ntitle: Two drugs\n---\n# Both drugs\n\n{TABLE}")

    assert draft.title == "Two drugs"
    assert sections(draft) == [("other", "Both drugs")]


def test_an_article_without_a_title_is_named():
    assert codes(f"{TABLE}\n{REFERENCES}") == ["comparison_without_title"]


def test_a_line_that_leads_in_to_a_list_is_no_heading():
    draft = read(f"Two drugs\n\n{TABLE}\nThe points:\n\n- one\n- two\n")

    assert sections(draft) == [("other", "")]


def test_rows_with_too_few_or_too_many_cells_are_kept_and_named():
    text = ARTICLE.replace("Sleep\tDeep\tNone [1]", "Sleep\tDeep\nFood\tNo\tYes\tA lot")

    draft, issues = read_comparison(text)

    assert rows(draft)[1:] == [("Sleep", "Deep", ""), ("Food", "No", "Yes | A lot")]
    assert [(x.code, x.line) for x in issues] == [
        ("comparison_row_short", 5),
        ("comparison_row_long", 6),
    ]


def test_rows_may_stand_apart_and_may_have_no_cells():
    text = "Two\n\nFeature\tA\tB\n\nOne\t1\t2\n\nNothing\nTwo\t3\t4\n\nAfter\n\nWord."

    draft = read(text)

    assert rows(draft)[0] == ("One", "1", "2")
    assert sections(draft)[-1] == ("other", "After")


def test_a_repeated_subject_leaves_the_table_in_the_text():
    text = ARTICLE.replace("Otherazole", "Examplazole")

    draft, issues = read_comparison(text)

    assert draft.subjects == draft.comparison_rows == ()
    assert draft.sections[0].body.startswith("Feature\tExamplazole\tExamplazole\nOnset")
    assert [(x.code, x.line, x.found) for x in issues if x.severity == "warning"] == [
        ("comparison_table_kept", 3, "Examplazole")
    ]


def test_a_table_among_the_references_is_no_reference():
    draft = read(f"Two drugs\n\nReferences\n\n1. First source\n{TABLE}\nAfter.")

    assert [x.text for x in draft.citations] == ["First source"]
    assert len(rows(draft)) == 2


def test_a_further_table_stays_in_the_text_and_is_named():
    text = ARTICLE.replace("Nothing.", "Nothing.\n\nPart\tA\tB\nx\t1\t2")

    draft = read(text)

    assert "Part\tA\tB\nx\t1\t2" in draft.sections[0].body
    assert codes(text) == ["comparison_table_further"]


def test_a_first_column_with_a_heading_of_its_own_is_named():
    assert codes(ARTICLE.replace("Feature", "Question asked")) == ["comparison_corner"]


@pytest.mark.parametrize(
    ("cell", "length"), [("Feature", 201), ("Otherazole", 301), ("Sleep", 501)]
)
def test_a_name_too_long_for_its_field_leaves_the_table_in_the_text(cell, length):
    text = ARTICLE.replace(cell, "x" * length, 1)

    draft, issues = read_comparison(text)

    assert draft.subjects == ()
    assert "x" * length in draft.sections[0].body
    assert "comparison_table_kept" in [issue.code for issue in issues]


def test_numbers_without_a_reference_and_references_never_cited_are_named():
    text = ARTICLE.replace("Nothing.", "Much [1, 4-5].").replace("Never [2]", "Never")

    issues = read_comparison(text)[1]

    assert [(x.code, x.line, x.found) for x in issues] == [
        ("citation_without_reference", 9, "[4]"),
        ("citation_without_reference", 9, "[5]"),
        ("reference_never_cited", 14, "2. Second source"),
    ]


def test_a_number_of_two_references_keeps_both():
    draft, issues = read_comparison(ARTICLE + "2. Another source\n")

    assert [x.text for x in draft.citations] == ["First source", "Second source"]
    assert (draft.sections[-1].heading, draft.sections[-1].body) == (
        "References",
        "2. Another source",
    )
    assert [(x.code, x.line) for x in issues] == [("reference_number_repeated", 15)]


def test_references_keep_their_order_in_the_source():
    draft = read(f"Two drugs\n\n{TABLE}\nReferences\n\n2. B\n1. A\n2. C\n")

    assert [(x.number, x.text) for x in draft.citations] == [(2, "B"), (1, "A")]


@pytest.mark.parametrize(
    ("written", "text", "url"),
    [
        ("Words. https://sample.example/a", "Words.", "https://sample.example/a"),
        ("Words <https://sample.example/a>.", "Words", "https://sample.example/a"),
        ("Words (https://a.example/b_(c))", "Words", "https://a.example/b_(c)"),
        ("[Words](https://sample.example/a)", "Words", "https://sample.example/a"),
        ("https://sample.example/a", "https://sample.example/a")
        + ("https://sample.example/a",),
        ("See https://sample.example/a for more", None, ""),
        ("Words https://nowhere", None, ""),
        ("Words [sample.example]", None, ""),
    ],
)
def test_a_link_at_a_references_end_becomes_its_link(written, text, url):
    citation = read(ARTICLE.replace("First source", written)).citations[0]

    assert (citation.text, citation.url) == (text or written, url)


@pytest.mark.parametrize("heading", ["References:", "**Sources**", "## Bibliography"])
@pytest.mark.parametrize("mark", ["[{}] ", "{}) ", "[{}]: ", "- [{}] "])
def test_references_are_found_under_other_headings_and_numbers(heading, mark):
    items = "\n".join(f"{mark.format(n)}Source {n}" for n in (1, 2))

    draft = read(f"Two drugs\n\n{TABLE}\n{heading}\n{items}\n\nNote: end.")

    assert [x.text for x in draft.citations] == ["Source 1", "Source 2"]


PIECES = st.sampled_from(
    ["Feature\t", "A\t", "B\t", "\t", "| a ", "|", "|---|---|---|\n", "x*y", "**"]
    + ["\n", "\n\n", "\n\n", "# ", "## ", "References\n", "1. ", "2. ", "[2] ", "word"]
    + ["Author: X", "Disclaimer: y", "To cite this: z", "Heading", "Get Quote", ". "]
    + ["https://a.example/b", "[c](https://d.example)", "FAQs\n", "**Why?** So."]
    + ["***\n", "Contact\n", "Mechanism of Action\n", "    ", "\\|", "0. ", "[1]", ":"]
)
ARTICLES = st.lists(PIECES, max_size=50).map("".join)
TABLES = st.sampled_from(["", TABLE, piped(TABLE)])
# What heads the first column, and the list of references.
LABELS = {"feature", "references", "sources", "citations"}


def words(text):
    return re.findall(r"[^\W_]+", re.sub(r"[*`\\]", "", text).casefold())


def fields(draft):
    """Every text of the draft, and which of them continue each other."""
    yield words(draft.title)
    for section in draft.sections:
        if section.kind != "faqs":
            yield words(section.heading) + words(section.body)
        else:
            yield words(section.heading)
            yield words(section.body)
    for faq in draft.faqs:
        yield words(faq.question) + words(faq.answer)
    for subject in draft.subjects:
        yield words(subject.name)
    for row in draft.comparison_rows:
        yield words(" ".join((row.feature, *row.cells)))
    for citation in draft.citations:
        yield [str(citation.number), *words(citation.text)]
        if citation.url != citation.text:
            yield words(citation.url)


def is_in_order(part, whole):
    remaining = iter(whole)
    return all(word in remaining for word in part)


@given(ARTICLES, TABLES, ARTICLES)
def test_no_word_is_lost_or_invented_or_moved(before, table, after):
    text = f"{before}\n\n{table}\n{after}"

    draft, issues = read_comparison(text)

    source = words(text)
    corners = [words(x.found) for x in issues if x.code == "comparison_corner"]
    found = [*fields(draft), *corners]
    lost = Counter(source) - Counter(word for field in found for word in field)
    assert not Counter(word for field in found for word in field) - Counter(source)
    assert all(word in LABELS or word.isdigit() for word in lost)
    assert all(is_in_order(field, source) for field in found)


@given(ARTICLES, TABLES, ARTICLES)
def test_lines_are_in_the_file_and_in_order(before, table, after):
    text = f"{before}\n\n{table}\n{after}"

    draft = read_comparison(text, first_line=5)[0]

    last_line = 5 + text.count("\n")
    for group in (draft.sections, draft.comparison_rows, draft.citations, draft.faqs):
        firsts = [row.lines.first for row in group]
        assert firsts == sorted(firsts)
        assert all(5 <= x.lines.first <= x.lines.last <= last_line for x in group)


@pytest.mark.parametrize(
    "piece",
    [
        "a\t",
        "a\tb\tc\n",
        "|",
        "| a | b | c |\n|---|---|---|\n",
        "[1,",
        "[1-50] ",
        "# a\n",
    ]
    + ["References\n\n", "1. a\n", "Disclaimer: a\n\n", "A:\n\n", "\n", "https://a."],
)
def test_a_long_article_is_read_in_about_a_second(piece):
    text = ARTICLE + "\n" + piece * min(2_000_000 // len(piece), 15_000)

    with within(3):
        is_comparison(text)
        read_comparison(text)


@pytest.mark.parametrize(
    "said", ["\u2800 \u3164", "A\x1b[31m", "A\x01", '"A\u2028B"', "\u200b"]
)
def test_front_matter_states_no_author_that_nobody_sees(said):
    text = f"---\nauthor: {said}\ninterests: None\n---\n{ARTICLE}"

    draft, _ = read_comparison(text)

    assert (draft.author, draft.interests) == ("", "None")
