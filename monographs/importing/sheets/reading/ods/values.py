"""What the value of a cell is as text."""

from typing import NamedTuple

from monographs.importing.sheets.reading import problems
from monographs.importing.sheets.reading.plain_values import (
    duration_text,
    number_text,
    percent_text,
)
from monographs.importing.sheets.reading.xml_parts import Attributes

_ERROR = "error"


class Value(NamedTuple):
    text: str
    problem: str = ""


def value_text(attributes: Attributes, office: str, shown: str) -> Value:
    """`office` is the prefix of its attributes; `shown` is the text in the cell.

    What is shown depends on a country and may be rounded; the value is exact.
    """
    if attributes.get("calcext:value-type") == _ERROR:
        return Value("", problems.ERROR_VALUE)
    kind = attributes.get(f"{office}value-type", "string")
    if kind == "string":
        return Value(attributes.get(f"{office}string-value", shown))
    if kind == "boolean":
        is_true = attributes.get(f"{office}boolean-value") == "true"
        return Value("yes" if is_true else "no")
    if kind == "date":
        return _day(attributes.get(f"{office}date-value", ""))
    if kind == "time":
        text = duration_text(attributes.get(f"{office}time-value", ""))
        return Value("", problems.NO_DAY) if text is None else Value(text)
    written = attributes.get(f"{office}value", "")
    text = percent_text(written) if kind == "percentage" else number_text(written)
    return Value("", problems.NO_NUMBER) if text is None else Value(text)


def _day(written: str) -> Value:
    if not written or len(written) > 40:
        return Value("", problems.NO_DAY)
    return Value(written.replace("T", " ", 1).removesuffix(" 00:00:00"))
