"""How a workbook shows numbers: some are days, times or percentages."""

import re
from collections.abc import Iterable
from enum import Enum

from monographs.importing.sheets.reading.xml_parts import Attributes


class Shown(Enum):
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    TIME = "time"


_BUILT_IN: dict[int, Shown] = (
    dict.fromkeys((9, 10), Shown.PERCENT)
    | dict.fromkeys((*range(14, 18), 22, *range(27, 37), *range(50, 59)), Shown.DAY)
    | dict.fromkeys((*range(18, 22), *range(45, 48)), Shown.TIME)
)
# What a format shows as it stands, its colours, conditions and countries.
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
MOST_STYLES = 100_000


def shown_by_style(elements: Iterable[tuple[str, Attributes]]) -> list[Shown]:
    """By the number that a cell's style has."""
    codes: dict[str, str] = {}
    shown: list[Shown] = []
    is_among_cells = False
    for name, attributes in elements:
        if name == "numFmt" and len(codes) < MOST_STYLES:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            is_among_cells = True
        elif name == "xf" and is_among_cells and len(shown) < MOST_STYLES:
            shown.append(_shown(attributes.get("numFmtId", "0"), codes))
        elif name in {"cellStyles", "dxfs"}:
            break
    return shown


def _shown(number: str, codes: dict[str, str]) -> Shown:
    if number in codes:
        return _of_code(codes[number])
    if number.isascii() and number.isdecimal() and len(number) < 4:
        return _BUILT_IN.get(int(number), Shown.NUMBER)
    return Shown.NUMBER


def _of_code(code: str) -> Shown:
    positive = _NO_CODE.sub("", code[:1_000]).partition(";")[0].lower()
    if "general" in positive:
        return Shown.NUMBER
    if "%" in positive:
        return Shown.PERCENT
    if re.search("[yd]", positive):
        return Shown.DAY
    if re.search("[hs]", positive):
        return Shown.TIME
    return Shown.DAY if re.search("mm+", positive) else Shown.NUMBER
