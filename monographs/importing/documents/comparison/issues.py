"""What a person should know about an article's citations and references."""

from collections.abc import Iterator, Mapping, Sequence

from monographs.importing.documents.blocks import Line
from monographs.importing.documents.comparison.references import (
    References,
    names_only_a_site,
)
from monographs.importing.documents.comparison.tables import Table
from monographs.importing.documents.draft import DraftCitation, Issue, Severity


def issues_of_citations(
    cited: Mapping[int, int], references: Sequence[DraftCitation]
) -> Iterator[Issue]:
    """`cited` are the numbers that the article cites, each with its first line."""
    known = {reference.number for reference in references}
    for number, line in cited.items():
        if number not in known:
            yield Issue(
                "citation_without_reference",
                Severity.WARNING,
                line,
                "This line cites a number that the list of references does not have."
                " Add the reference, or mend the number.",
                found=f"[{number}]",
            )
    for reference in references:
        if reference.number not in cited:
            yield Issue(
                "reference_never_cited",
                Severity.HINT,
                reference.lines.first,
                "No line of the article cites this reference. Cite it where it"
                " belongs, or remove it.",
                found=f"{reference.number}. {reference.text}",
            )


def issues_of_references(
    references: References, listed: Sequence[DraftCitation], lines: Sequence[Line]
) -> Iterator[Issue]:
    for item in references.repeated():
        yield Issue(
            "reference_number_repeated",
            Severity.WARNING,
            lines[item.first].number,
            "Another reference has this number already, so this one is kept as text."
            " Give it a number of its own.",
            found=f"{item.number}. {item.texts[0]}",
        )
    sites = [str(x.number) for x in listed if names_only_a_site(x)]
    if sites:
        yield Issue(
            "reference_without_link",
            Severity.HINT,
            lines[references.first].number,
            "These references name a site, but no page of it. Find the page, and add"
            " its link.",
            found=", ".join(sites),
        )


def further_table(table: Table, lines: Sequence[Line]) -> Issue:
    return Issue(
        "comparison_table_further",
        Severity.HINT,
        lines[table.first].number,
        "A comparison has one feature table, so this further one stays in the text."
        " Check how it is shown.",
        found=" | ".join(table.header),
    )


def title_missing(line: int) -> Issue:
    return Issue(
        "comparison_without_title",
        Severity.WARNING,
        line,
        "The article begins without a title. Write one.",
    )
