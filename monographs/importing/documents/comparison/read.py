"""A comparison article as a draft, and what a person should know of it."""

import re
from collections.abc import Iterator, Sequence

from monographs.importing.documents.blocks import read_lines
from monographs.importing.documents.comparison.article import Article, read_article
from monographs.importing.documents.comparison.authorship import (
    KEYS,
    read_authorship,
)
from monographs.importing.documents.comparison.cited import cited_numbers
from monographs.importing.documents.comparison.headings import NOTE
from monographs.importing.documents.comparison.issues import (
    further_table,
    issues_of_citations,
    issues_of_references,
    title_missing,
)
from monographs.importing.documents.draft import (
    Draft,
    DraftSection,
    Issue,
    Lines,
    SectionText,
)
from monographs.importing.documents.faqs import FAQsRead, read_faqs
from monographs.importing.documents.front_matter import read_front_matter

_GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")


def read_comparison(
    text: str, *, first_line: int = 1
) -> tuple[Draft, tuple[Issue, ...]]:
    """`first_line` is the number of the text's first line in its file."""
    texts = text.split("\n")
    front_matter = read_front_matter(texts, also=KEYS)
    start = front_matter.end
    lines = read_lines(texts[start:], first=first_line + start)
    article = read_article(lines, front_matter.title)
    parts = article.parts()
    questions = {part: read_faqs(part) for part in parts if part.kind == "faqs"}
    authorship = read_authorship(front_matter.values, parts)
    draft = Draft(
        kind="comparison",
        title=article.title,
        is_listed=front_matter.is_listed,
        author=authorship.author,
        interests=authorship.interests,
        sections=tuple(_sections(parts, questions)),
        faqs=tuple(faq for read in questions.values() for faq in read.faqs),
        citations=article.citations,
        subjects=article.table.subjects,
        comparison_rows=article.table.rows,
    )
    issues = [*front_matter.issues, *_issues(article, parts)]
    if not article.title:
        issues.append(title_missing(first_line))
    issues += [issue for read in questions.values() for issue in read.issues]
    return draft, tuple(sorted(issues, key=lambda issue: issue.line))


def _sections(
    parts: Sequence[SectionText], questions: dict[SectionText, FAQsRead]
) -> Iterator[DraftSection]:
    for part in parts:
        text = _GAPS.sub("\n\n", part.text)  # where the table was taken out
        yield DraftSection(
            kind=part.kind,
            heading=part.heading,
            body=questions[part].rest if part in questions else text,
            whole=text,
            lines=Lines(part.heading_line, part.first + part.text.count("\n")),
        )


def _issues(article: Article, parts: Sequence[SectionText]) -> Iterator[Issue]:
    yield from article.table.issues
    for table in article.tables[1:]:
        yield further_table(table, article.lines)
    yield from issues_of_citations(_cited(article, parts), article.citations)
    yield from issues_of_references(
        article.references, article.citations, article.lines
    )


def _cited(article: Article, parts: Sequence[SectionText]) -> dict[int, int]:
    """The numbers that it cites, each with the first line that does."""
    first: dict[int, int] = {}
    for line, text in [*_cells(article), *_lines(parts)]:
        for number in cited_numbers(text):
            first.setdefault(number, line)
    return first


def _cells(article: Article) -> Iterator[tuple[int, str]]:
    for row in article.table.rows:
        yield from ((row.lines.first, text) for text in (row.feature, *row.cells))


def _lines(parts: Sequence[SectionText]) -> Iterator[tuple[int, str]]:
    """But not of notes: "To cite this article: … [2026]"."""
    for part in parts:
        if part.kind != NOTE:
            for index, text in enumerate(part.text.split("\n")):
                yield part.line(index), text
