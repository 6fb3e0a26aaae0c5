"""The feature tables of comparisons: a line for each cell.

A row or a subject without cells has a line of its own, so that nothing is lost. The
key of a line is its cell's, else its row's or its subject's.
"""

from monographs.exporting.sheets.kinds_of_field import (
    AddressField,
    KeyField,
    PositionField,
    VerifiedField,
)
from monographs.exporting.sheets.sheet_field import SheetField
from monographs.exporting.sheets.sheet_resource import SheetResource
from monographs.models import ComparisonCell


class ComparisonSheet(SheetResource):
    key = KeyField(
        "Identifies the line. Leave it as it is; leave it empty for a new line.",
        example="9a7d2f60-51c8-4f1b-8e0e-6d3f1f2b9c75",
        reads=("key",),
    )
    comparison = AddressField(
        "The address of the comparison, as in the sheet drugs.",
        example="examplazole-or-samplidone",
        reads=("row__monograph__slug",),
        of=(),
        gives="drug",
        is_required=True,
        of_page=True,
    )
    row_position = PositionField(
        "The place of the row in the table. Empty: below the others.",
        example="1",
        reads=("row__position",),
        gives="row_position",
        least=1,
        most=1_000_000,
    )
    feature = SheetField(
        "What the row compares: its first column. Empty for a subject without cells.",
        example="How it is taken",
        reads=("row__feature",),
        gives="feature",
        longest=500,
    )
    row_key = KeyField(
        "Identifies the row. Leave it as it is; empty: it is found by its feature.",
        example="1c54c9d8-3f0a-4a43-9d6c-77b6a4b0e8d2",
        reads=("row__key",),
        gives="row_key",
    )
    subject_position = PositionField(
        "The place of the subject's column. Empty: behind the others.",
        example="1",
        reads=("subject__position",),
        gives="subject_position",
        least=1,
        most=1_000_000,
    )
    subject = SheetField(
        "What the column is about. Empty for a row without cells.",
        example="Examplazole",
        reads=("subject__name",),
        gives="subject",
        longest=300,
    )
    subject_key = KeyField(
        "Identifies the subject. Leave it as it is; empty: it is found by its name.",
        example="c20b6f1d-9c5e-4b7e-8a9b-1b0f6d2e5a31",
        reads=("subject__key",),
        gives="subject_key",
    )
    text = SheetField(
        "What the table says there, in Markdown.",
        example="by mouth",
        reads=("text",),
    )
    verified = VerifiedField(
        "Whether somebody has looked at what an import brought. Never read back.",
        example="no",
        reads=("row__origin", "row__verified_by_id"),
        of=(),
        is_informative=True,
        is_last=True,
    )

    class Meta:
        model = ComparisonCell
        sheet = "comparisons"
        label = "Feature tables"
        explains = "One line a cell of a comparison's table."
        field = "comparison_rows"
        natural = ("feature", "subject")
        page = "comparison"
