"""Characters that XML cannot hold, as Excel writes them: _x000D_."""

import re

from monographs.importing.sheets.reading.problems import is_storable

# In place of a text that no database holds.
UNSTORABLE = "\1not to be stored\1"

_ESCAPE = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")
_EACH = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Two halves of a character beyond four digits become one again."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(_characters, text)
    return text if is_storable(text) else UNSTORABLE


def _characters(run: re.Match[str]) -> str:
    units = b"".join(
        int(code, 16).to_bytes(2, "little") for code in _EACH.findall(run[0])
    )
    return units.decode("utf-16-le", "surrogatepass")
