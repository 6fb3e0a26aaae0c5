"""What a spreadsheet would change in one drug: plain values and their JSON.

Texts are cells, as an export would write them: a preview shows them, and loading reads
them again by the same rules as the plan did.
"""

import json
from dataclasses import dataclass, field, fields
from typing import Any, Self

ADD, CHANGE, MOVE = "add", "change", "move"


@dataclass(frozen=True, slots=True)
class RowChange:
    """`before` and `after` name the columns that differ; of an added row `after` names
    all that are not blank. A moved row says the same as before in another place."""

    sheet: str
    key: str
    action: str
    table: int  # its place in the mapping
    line: int
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    # Of a comparison's line: the row, the column or the cell of its table.
    part: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """`header` is from column to text before and after. `new` holds the cells of a drug
    that is not here yet. `header_line` is where both stand: table and line."""

    header: dict[str, list[str]] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    header_line: list[int] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    # By sheet: the keys of all rows in their new order, where it changes.
    order: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.header or self.new or self.rows or self.order)

    def dumps(self) -> str:
        data: dict[str, Any] = {
            name: value
            for name, value in (
                ("header", self.header),
                ("new", self.new),
                ("header_line", self.header_line),
                ("order", self.order),
            )
            if value
        }
        data["rows"] = [_row(row) for row in self.rows]
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Self:
        data = json.loads(text)
        data["rows"] = [RowChange(**row) for row in data["rows"]]
        return cls(**data)


ROW_NAMES = tuple(each.name for each in fields(RowChange))


def _row(row: RowChange) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in ROW_NAMES)
    return {name: value for name, value in values if value not in ({}, "")}
