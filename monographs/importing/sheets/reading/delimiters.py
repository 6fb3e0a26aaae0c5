"""Which sign parts the cells of a text file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
LOOKED_AT = 64 * 1024
RECORDS_LOOKED_AT = 50

# A first line that tells Excel the delimiter; programs that know it do not show it.
SAID = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True)
class _Fit:
    share: float  # of the records that are as wide as most are
    width: int
    delimiter: str


def delimiter_of(beginning: str, *, name: str) -> str:
    """The one by which most records are equally wide; of several, the widest."""
    if (said := SAID.match(beginning)) and said[1] in DELIMITERS:
        return said[1]
    fits = [_fit(beginning, delimiter) for delimiter in DELIMITERS]
    parting = [fit for fit in fits if fit.width > 1]
    if not parting:
        return "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    return max(parting, key=lambda fit: (fit.share, fit.width)).delimiter


def _fit(beginning: str, delimiter: str) -> _Fit:
    widths = _widths(beginning, delimiter)
    if not widths:
        return _Fit(0, 0, delimiter)
    ((width, count),) = Counter(widths).most_common(1)
    return _Fit(count / len(widths), width, delimiter)


def _widths(beginning: str, delimiter: str) -> Sequence[int]:
    lines = list(io.StringIO(beginning, newline=""))
    if len(beginning) >= LOOKED_AT and len(lines) > 1:
        lines.pop()  # it is cut
    widths: list[int] = []
    try:
        for record in islice(csv.reader(lines, delimiter=delimiter), RECORDS_LOOKED_AT):
            if record:
                widths.append(len(record))
    except csv.Error:
        pass  # what was read until then says enough
    return widths
