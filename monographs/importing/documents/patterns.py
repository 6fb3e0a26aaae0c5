"""How patterns for running text are written: a space stands for any white space."""

import re


def spaced(pattern: str) -> re.Pattern[str]:
    """Words may stand apart by more than one space, or by a line's end."""
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)
