"""Markdown that needs no parser: plain paragraphs and lists, bold words, citations.

Most texts are no more than this, and reading them is most of a page's work. What is
not certainly of this kind is left to the parser; for all else both write the same
HTML, which a test holds them to. No sign that HTML knows gets through.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
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
_ITEM = re.compile(r"^[*-] ", re.MULTILINE)
_BOLD_WORDS = re.compile(r"\*\*([^*]+)\*\*")
_NUMBER = re.compile(r"\[([0-9]+)\]")


def simple_html(text: str, citations: Collection[int]) -> str | None:
    """The HTML of blocks, or None where the parser has to read the text."""
    blocks = _blocks(text)
    if blocks is None:
        return None
    return _with_words("".join(map(_html_of, blocks)), citations)


def simple_text(text: str) -> str | None:
    """The words alone, a paragraph or item a line; None as above."""
    blocks = _blocks(text)
    if blocks is None:
        return None
    lines = (line.replace("\n", " ") for block in blocks for line in block.texts)
    return "\n".join(lines).replace("**", "")


@dataclass
class _Block:
    """A paragraph, or the items of a list."""

    marker: str
    texts: list[str]
    is_loose: bool = False


def _blocks(text: str) -> list[_Block] | None:
    if len(text) > LONGEST:
        return None
    blocks: list[_Block] = []
    for piece in text.strip("\n").split("\n\n"):
        start = _ITEM.search(piece)
        paragraph = piece[: start.start()].removesuffix("\n") if start else piece
        if paragraph:
            if not _PARAGRAPH.fullmatch(paragraph):
                return None
            blocks.append(_Block("", [paragraph]))
        if start:
            items = piece[start.start() :]
            if not _LIST.fullmatch(items):
                return None
            marker = items[:2]
            texts = items[2:].split(f"\n{marker}")
            last = blocks[-1] if blocks else None
            # Two lists in a row are one list with wide gaps.
            if last and last.marker == marker:
                last.texts += texts
                last.is_loose = True
            else:
                blocks.append(_Block(marker, texts))
    return blocks


def _html_of(block: _Block) -> str:
    if not block.marker:
        return f"<p>{block.texts[0]}</p>\n"
    before, after = ("\n<p>", "</p>\n") if block.is_loose else ("", "")
    items = f"{after}</li>\n<li>{before}".join(block.texts)
    return f"<ul>\n<li>{before}{items}{after}</li>\n</ul>\n"


def simple_inline_html(text: str, citations: Collection[int]) -> str | None:
    """The same without blocks: one line."""
    if len(text) > LONGEST or not _INLINE.fullmatch(text):
        return None
    return _with_words(text, citations)


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
