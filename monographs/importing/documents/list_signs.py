"""List signs that people write and Markdown does not know."""

import re

_SIGN = re.compile(r"(?m)^([ \t]*)[•●▪◦‣·∙](?=[ \t\u00a0])")
# A space that does not break is none to Markdown.
_SPACE = re.compile(r"(?m)^([ \t]*(?:[*+-]|\d{1,9}[.)]))\u00a0")


def as_markdown(text: str) -> str:
    """The text with such signs in Markdown's own way, each character in its place."""
    return _SPACE.sub(r"\1 ", _SIGN.sub(r"\1*", text))
