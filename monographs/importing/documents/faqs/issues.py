"""What a person should know about a section of questions."""

from collections.abc import Iterator, Sequence

from monographs.importing.documents.draft import (
    DraftFAQ,
    Issue,
    SectionText,
    Severity,
)
from monographs.importing.documents.faqs.lines import Line


def too_long(section: SectionText, most_lines: int) -> Issue:
    return Issue(
        "faqs_too_long",
        Severity.WARNING,
        section.heading_line,
        f"This section has more than {most_lines:,} lines, so its questions were not"
        " looked for; its text is kept as it is. Cut it into several documents.",
        found=section.heading,
    )


def issues_of(
    section: SectionText, faqs: Sequence[DraftFAQ], rest: Sequence[Line]
) -> Iterator[Issue]:
    if not faqs:
        yield Issue(
            "faqs_without_question",
            Severity.WARNING,
            section.heading_line,
            "No question was recognised in this section; its text is kept as it is."
            " Write the questions as rows, or give the section another heading.",
            found=section.heading,
        )
    elif rest:
        yield Issue(
            "faqs_text_apart",
            Severity.HINT,
            section.line(rest[0].index),
            "This text among the questions belongs to no answer and is kept as the"
            " section's text. Move it where it belongs.",
            found=rest[0].text,
        )
    known: dict[str, int] = {}
    for faq in faqs:
        line = faq.lines.first
        if not faq.answer:
            yield Issue(
                "faq_without_answer",
                Severity.WARNING,
                line,
                "This question has no answer. Write one, or remove the question.",
                found=faq.question,
            )
        first = known.setdefault(faq.question.casefold(), line)
        if first != line:
            yield Issue(
                "faq_repeated",
                Severity.HINT,
                line,
                f"This question was already asked in line {first}."
                " Keep the better answer.",
                found=faq.question,
            )
