"""Whether a document is a comparison article, told by what it is made of."""

from collections.abc import Sequence
from itertools import islice

from monographs.importing.documents.blocks import Line, is_too_long, read_lines
from monographs.importing.documents.comparison.cited import cited_numbers
from monographs.importing.documents.comparison.references import find_references
from monographs.importing.documents.comparison.tables import Table, find_tables
from monographs.importing.documents.front_matter import read_front_matter
from monographs.importing.documents.kinds import kind_of_label
from monographs.importing.documents.labels import (
    bold_label,
    plain_label,
    whole_heading,
)

# So many kinds of sections make a drug's page, whatever tables it has.
_FEWEST_KINDS_OF_A_DRUG = 4


def is_comparison(text: str) -> bool:
    """A table of two subjects or more, references or citations, and no drug's page."""
    if "\t" not in text and "|" not in text or is_too_long(text):
        return False
    texts = text.split("\n")
    texts = texts[read_front_matter(texts).end :]
    table = next(islice(find_tables(texts), 1), None)
    if table is None:
        return False
    lines = read_lines(texts, first=1)
    return _cites(lines, table) and not _is_about_one_drug(lines)


def _cites(lines: Sequence[Line], table: Table) -> bool:
    cells = (cell for _, row in table.rows for cell in row)
    has_citation = any(True for cell in cells for _ in cited_numbers(cell))
    return has_citation or bool(find_references(lines, [table]).items)


def _is_about_one_drug(lines: Sequence[Line]) -> bool:
    kinds = {kind for line in lines if (kind := _kind_named(line)) != "other"}
    return "generic_name" in kinds or len(kinds) >= _FEWEST_KINDS_OF_A_DRUG


def _kind_named(line: Line) -> str:
    if line.level:
        return kind_of_label(whole_heading(line))
    label = bold_label(line) or plain_label(line)
    return kind_of_label(label.text) if label else "other"
