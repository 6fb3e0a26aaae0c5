"""Markdown that needs no parser: plain paragraphs and lists, bold words, citations.

Most texts are no more than this, and reading them is most of a page's work. What is
not certainly of this kind is left to the parser; for all else both write the same
HTML, which a test holds them to. No sign that HTML knows gets through.
"""

import re
from collections.abc import Collection
from functools import partial

from monographs.citations import link_to

# Nothing here means anything in Markdown or HTML, but at the start of a line, and there
# a letter stands.
_LETTER = r"[^\W\d_]"
_PLAIN = r"(?:[^\W_]|[ ,.;:?!'\"()%/=+–—’“”‘„…≥≤±°-])"
# Opened after a space or the start, closed before a space, a stop or the end: read as
# bold in every Markdown. "2*3*4" and "HLA-B*57" are no such thing.
_BOLD = (
    rf"\*\*{_LETTER}(?:(?:{_PLAIN}*[^\W_])?\*\*(?=[ ,.;:)]|$)"
    rf"|{_PLAIN}*[.:?!]\*\*(?= |$))"
)
_CITATION = r"\[[0-9]{1,4}\](?!\()"
_LINE = rf"(?:{_LETTER}|{_BOLD})(?:{_PLAIN}|(?<= ){_BOLD}|(?<= ){_CITATION})*(?<! )"
# Longer text is rare, and its limits are the parser's to keep.
LONGEST = 10_000
_INLINE = re.compile(_LINE)
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*", re.MULTILINE)
_LIST = re.compile(rf"(?:\* {_LINE}(?:\n\* {_LINE})*|- {_LINE}(?:\n- {_LINE})*)", re.M)
_BOLD_WORDS = re.compile(r"\*\*([^*]+)\*\*")
_NUMBER = re.compile(r"\[([0-9]+)\]")


def simple_html(text: str, citations: Collection[int]) -> str | None:
    """The HTML of blocks, or None where the parser has to read the text."""
    if len(text) > LONGEST:
        return None
    blocks = []
    was_list = False
    for block in text.strip("\n").split("\n\n"):
        is_list = block.startswith(("* ", "- "))
        # Two lists in a row are one list with wide gaps, and look different.
        if is_list and was_list:
            return None
        if not (_LIST if is_list else _PARAGRAPH).fullmatch(block):
            return None
        blocks.append(_list(block) if is_list else f"<p>{block}</p>\n")
        was_list = is_list
    return _with_words("".join(blocks), citations)


def simple_inline_html(text: str, citations: Collection[int]) -> str | None:
    """The same without blocks: one line."""
    if len(text) > LONGEST or not _INLINE.fullmatch(text):
        return None
    return _with_words(text, citations)


def _list(block: str) -> str:
    items = "</li>\n<li>".join(block[2:].split(f"\n{block[:2]}"))
    return f"<ul>\n<li>{items}</li>\n</ul>\n"


def _with_words(html: str, citations: Collection[int]) -> str:
    if "**" in html:
        html = _BOLD_WORDS.sub(r"<strong>\1</strong>", html)
    if "[" in html:
        html = _NUMBER.sub(partial(_cited, citations), html)
    return html


def _cited(citations: Collection[int], found: re.Match[str]) -> str:
    if int(found[1]) not in citations:
        return found[0]
    # As the sanitiser writes every link.
    attributes = {**link_to(int(found[1]), citations), "rel": "nofollow noopener"}
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"[<a {written}>{found[1]}</a>]"
