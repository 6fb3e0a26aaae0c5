"""The tables of a file taken together."""

from collections import Counter
from collections.abc import Sequence

from monographs.importing.intake.names import quoted
from monographs.importing.sheets.reading.found import UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits


def check_names(names: Sequence[str], limits: SheetLimits) -> None:
    if not names:
        raise UnreadableFile(
            "no_tables", "The file holds no sheet with cells. Choose another."
        )
    if len(names) > limits.sheets:
        raise too_many_sheets(limits)
    name, count = Counter(map(str.casefold, names)).most_common(1)[0]
    if count > 1:
        raise UnreadableFile(
            "same_name",
            f"Several sheets of the file are called {quoted(name)}; upper and lower "
            "case do not count. Rename all but one of them.",
            name,
        )


def too_many_sheets(limits: SheetLimits) -> UnreadableFile:
    return UnreadableFile(
        "too_many_sheets",
        f"The file holds more than {limits.sheets:,} sheets. Divide it.",
    )
