"""Markdown to safe HTML and to plain text: the only place that marks text safe.

CommonMark with tables, read so that no word of the source is lost. Where the two
disagree, the text wins: HTML in the source is shown, not obeyed (but for sub, sup, br
and emphasis), ">13 years" is no quotation, a row's surplus cells are kept, "[1]: …" is
shown, a refused link stays readable as it was written.
"""

import re
from collections.abc import Callable, Collection, Iterator, MutableMapping, Sequence
from html import escape
from itertools import chain, islice, pairwise, takewhile
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import blockquote as commonmark_blockquote
from markdown_it.rules_block import table as gfm_table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from monographs.citations import link_to
from monographs.simple_markdown import simple_html, simple_inline_html, simple_text

# Cuts a text into runs, each with the class of its mark; None where it has no mark.
Marking = Callable[[str], Iterator[tuple[str, str | None]]]

# Reading takes up to 10 µs a character on hostile input, so longer text is shown
# unformatted. The longest known source document has 8,322 characters, all sections
# together.
MAX_FORMATTED_LENGTH = 15_000
# Looking for the end of a link is what costs most: "[[[[…".
MAX_OPENING_BRACKETS = 1_000
# The library drops what is nested deeper; such text is shown unformatted instead.
MAX_NESTING = 20
# The library fills short rows with empty cells: 2 kB could become 65,000 of them.
MAX_TABLE_CELLS = 10_000

_ALIGNMENTS = ("left", "center", "right")
_TAGS = (
    "a blockquote br code div em h1 h2 h3 h4 h5 h6 hr li mark ol p pre strong sub sup "
    "table tbody td th thead tr ul"
)
_SANITISER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={
        "a": {"href", "id", "title"},
        "div": {"aria-label"},
        "li": {"value"},
        "ol": {"start"},
    },
    tag_attribute_values={
        "div": {"role": {"region"}, "tabindex": {"0"}},
        "th": {"scope": {"col"}},
    },
    allowed_classes={
        "div": {"table-scroll"},
        "mark": {"reading-word", "reading-figure"},
        "td": {f"align-{side}" for side in _ALIGNMENTS},
        "th": {f"align-{side}" for side in _ALIGNMENTS},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
)

# Control characters, noncharacters and lone surrogates are shown as "�": in pasted text
# they often stand for a dash, so dropping them could turn "5–10 mg" into "510 mg".
# Characters that reorder the text around them (U+202A–202E, U+2066–2069) carry no text
# and are removed. The vertical tab and its like end a line.
_CONTROLS = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]
_HARMLESS: dict[int, str | None] = {
    **dict.fromkeys([*_CONTROLS, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    **dict.fromkeys([0x0B, 0x0C, 0x2028, 0x2029], "\n"),
}
_HARMFUL = re.compile(f"[{re.escape(''.join(map(chr, _HARMLESS)))}]")

_CITATION = re.compile(r"(\[ ?\d{1,4}(?: ?[,;–-] ?\d{1,4})* ?\])", re.ASCII)
_NUMBER = re.compile(r"(\d+)", re.ASCII)
# A quotation is "> " and words. ">13 years", "> 10 %", ">= 3 doses", ">ULN" say
# "greater than", also at the start of a line or list item.
_GREATER_THAN = re.compile(r">(?:[^\s>]|[ \t]*[=~]?[ \t]*[.,]?\d)")
# "HLA-B*57:01", "CYP2C19*2", "3*4": an asterisk of its own, not emphasis.
_ALLELE = re.compile(r"(?<=[^\W_])\*(?=\d)")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
# The content holds nothing that could reach beyond the closing tag: no other tag, no
# code, no link.
_INLINE_TAG = re.compile(
    r"<(sub|sup|em|i|strong|b)>((?:[^<>`\]]|\](?!\())+)</\1>", re.IGNORECASE
)
_LINE_BREAK_TAG = re.compile(r"<br ?/?>", re.IGNORECASE)
_TAG_NAMES = {"i": "em", "b": "strong"}
_END = Token("end", "", 0)


def to_html(
    text: str,
    *,
    heading_base: int = 3,
    citations: Collection[int] = (),
    marks: Marking | None = None,
) -> SafeString:
    """Render blocks; a "#" heading becomes h{heading_base}, "##" one deeper, to h6."""
    env = {"heading_base": heading_base, "citations": citations, "marks": marks}
    return _render(text, env)


def to_inline_html(
    text: str, *, citations: Collection[int] = (), marks: Marking | None = None
) -> SafeString:
    """Render without blocks, for a question or a table cell."""
    return _render(text, {"inline": True, "citations": citations, "marks": marks})


def to_text(text: str) -> str:
    """Return the words alone, a block or table row a line, for summaries and search."""
    if (words := simple_text(text)) is not None:
        return words
    if (tokens := _read(text, {})) is None:
        return _harmless(text)
    lines = _harmless("".join(_pieces(tokens))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _render(text: str, env: MutableMapping[str, Any]) -> SafeString:
    read = simple_inline_html if "inline" in env else simple_html
    html = None if env["marks"] else read(text, env["citations"])
    # The one place: it is too simple for HTML, passed the allow-list, or was escaped.
    return mark_safe(_parsed(text, env) if html is None else html)  # noqa: S308


def _parsed(text: str, env: MutableMapping[str, Any]) -> str:
    tokens = _read(text, env)
    if tokens is None:
        escaped = escape(_harmless(text))
        return escaped if "inline" in env else f"<pre>{escaped}</pre>"
    html = _PARSER.renderer.render(tokens, _PARSER.options, env)
    return _SANITISER.clean(_harmless(html))


def _harmless(text: str) -> str:
    return text.translate(_HARMLESS) if _HARMFUL.search(text) else text


def _read(text: str, env: MutableMapping[str, Any]) -> list[Token] | None:
    """Return the tokens, or None for text that is to be shown unformatted."""
    if len(text) > MAX_FORMATTED_LENGTH or text.count("[") > MAX_OPENING_BRACKETS:
        return None
    read = _PARSER.parseInline if "inline" in env else _PARSER.parse
    tokens = read(text, env)
    parts = chain(tokens, *(token.children or () for token in tokens))
    deepest = max((part.level for part in parts), default=0)
    return tokens if deepest < MAX_NESTING - 1 else None


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for token, following in pairwise([*tokens, _END]):
        if token.type == "inline":
            yield _words(token)
        elif token.type == "list_item_open" and token.info:
            yield f"{token.info}{token.markup} "
        elif token.type in {"th_close", "td_close"}:
            yield "" if following.type == "tr_close" else " | "
        elif token.nesting <= 0:
            yield token.content + "\n"


def _words(inline: Token) -> str:
    # "10<sup>9</sup>" must not read "109".
    marks = {"softbreak": " ", "hardbreak": " ", "sup_open": "^"}
    return "".join(marks.get(part.type, part.content) for part in inline.children or ())


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return url.lower().startswith(("http://", "https://", "mailto:"))

    def normalizeLinkText(self, link: str) -> str:
        return link  # as written; the library would decode it


# --- How the text is read -------------------------------------------------------------


def _read_quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _GREATER_THAN.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    return commonmark_blockquote(state, start, end, silent)


def _read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not gfm_table(state, start, end, True):
        return False
    # Counting all lines of the text, the limit holds for all its tables together.
    if len(_cells(state, start)) * len(state.bMarks) > MAX_TABLE_CELLS:
        return False
    if silent:
        return True
    first = len(state.tokens)
    gfm_table(state, start, end, False)
    _keep_surplus_cells(state, first)
    return True


def _keep_surplus_cells(state: StateBlock, first: int) -> None:
    # The library drops cells beyond the last heading; here they join the last cell.
    columns = sum(token.type == "th_open" for token in state.tokens[first:])
    for index in range(first, len(state.tokens)):
        row = state.tokens[index]
        if row.type == "tr_open" and row.map:
            last = state.tokens[index + 3 * columns - 1]
            surplus = _cells(state, row.map[0])[columns:]
            last.content = " | ".join([last.content, *surplus])


def _cells(state: StateBlock, line: int) -> list[str]:
    begin = state.bMarks[line] + state.tShift[line]
    cells = _CELL_BORDER.split(state.src[begin : state.eMarks[line]].strip())
    if cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _read_allele(state: StateInline, silent: bool) -> bool:
    if not _ALLELE.match(state.src, state.pos):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _read_tag(state: StateInline, silent: bool) -> bool:
    if line_break := _LINE_BREAK_TAG.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = line_break.end()
        return True
    element = _INLINE_TAG.match(state.src, state.pos, state.posMax)
    if not element:
        return False
    if not silent:
        _read_element(state, element)
    state.pos = element.end()
    return True


def _read_element(state: StateInline, element: re.Match[str]) -> None:
    name = _TAG_NAMES.get(tag := element[1].lower(), tag)
    end = state.posMax
    state.pos, state.posMax = element.span(2)
    state.push(f"{name}_open", name, 1)
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", name, -1)
    state.posMax = end


# --- What was read, made to fit the page ----------------------------------------------


def _fit_page(state: StateCore) -> None:
    fitted: list[Token] = []
    next_number: dict[int, int] = {}
    for index, token in enumerate(state.tokens):
        if token.type == "inline":
            children = token.children or []
            fitting = _fit_inline(children, state.env.get("citations", ()))
            token.children = list(_with_marks(fitting, state.env.get("marks")))
        elif token.type == "heading_open":
            base = state.env.get("heading_base", 3)
            _demote(base, *state.tokens[index : index + 3])
        elif token.type in {"th_open", "td_open"}:
            _fit_cell(*state.tokens[index : index + 3])
        elif token.type == "ordered_list_open":
            next_number[token.level + 1] = int(token.attrs.get("start", 1))
        elif token.type == "list_item_open" and token.info:
            _number_item(token, next_number)
        elif token.type == "fence":
            # The words after the fence would only become a class name.
            token.content = f"{token.info.strip()}\n{token.content}".lstrip("\n")
        if token.type == "table_open":
            fitted.append(_box_open(_column_names(state.tokens, index)))
        fitted.append(token)
        if token.type == "table_close":
            fitted.append(Token("box_close", "div", -1, block=True))
    state.tokens = fitted


def _demote(base: int, opening: Token, inline: Token, closing: Token) -> None:
    level = min(6, base - 1 + int(opening.tag[1]))
    # A heading without words is an obstacle to those who walk from heading to heading.
    opening.tag = closing.tag = f"h{level}" if inline.content else "p"


def _fit_cell(opening: Token, inline: Token, closing: Token) -> None:
    if style := str(opening.attrs.pop("style", "")):
        opening.attrs["class"] = style.replace("text-align:", "align-")
    if opening.tag == "th" and inline.content:
        opening.attrs["scope"] = "col"
    else:
        opening.tag = closing.tag = "td"


def _number_item(item: Token, next_number: dict[int, int]) -> None:
    # "1. 2. 4." keeps its 4; "1. 1. 1." counts, as everywhere in Markdown.
    expected = next_number[item.level]
    if int(item.info) > expected:
        expected = int(item.info)
        item.attrs["value"] = expected
    next_number[item.level] = expected + 1


def _column_names(tokens: Sequence[Token], index: int) -> str:
    header = takewhile(lambda one: one.type != "tr_close", islice(tokens, index, None))
    names = (_words(token) for token in header if token.type == "inline")
    return ", ".join(filter(None, names))


def _box_open(column_names: str) -> Token:
    # A wide table scrolls by keyboard too. Its columns tell it from the page's others.
    label = f"Table: {column_names}" if column_names else "Table"
    attrs: dict[str, str | int | float] = {
        "class": "table-scroll",
        "tabindex": 0,
        "role": "region",
        "aria-label": label,
    }
    return Token("box_open", "div", 1, attrs=attrs, block=True)


def _fit_inline(
    children: Sequence[Token], citations: Collection[int]
) -> Iterator[Token]:
    in_link = False
    for token, following in pairwise([*children, _END]):
        in_link = token.type == "link_open" or (in_link and token.type != "link_close")
        if token.type == "text" and not in_link:
            if following.type == "link_open" and not following.info:
                # "![words](address)": an image becomes a link to it.
                token.content = token.content.removesuffix("!")
            yield from _with_citations(token, citations)
        else:
            yield token
        if token.type == "link_open" and following.type == "link_close":
            yield _text(str(token.attrs["href"]))


def _with_citations(token: Token, citations: Collection[int]) -> Iterator[Token]:
    for index, part in enumerate(_CITATION.split(token.content)):
        for piece in _NUMBER.split(part) if index % 2 else [part]:
            if index % 2 and piece.isdecimal() and int(piece) in citations:
                yield Token("link_open", "a", 1, attrs=link_to(int(piece), citations))
                yield _text(piece)
                yield Token("link_close", "a", -1)
            else:
                yield _text(piece)


def _with_marks(tokens: Iterator[Token], marks: Marking | None) -> Iterator[Token]:
    for token in tokens:
        if marks is None or token.type != "text":
            yield token
            continue
        for text, name in marks(token.content):
            opening = Token("mark_open", "mark", 1)
            if name:
                opening.attrSet("class", name)
            marked = [opening, _text(text), Token("mark_close", "mark", -1)]
            yield from [_text(text)] if name is None else marked


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _make_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.disable(["html_block", "html_inline", "image", "reference"])
    parser.enable("table")
    parser.block.ruler.at("table", _read_table, {"alt": ["paragraph"]})
    others = ["paragraph", "blockquote", "list"]
    parser.block.ruler.at("blockquote", _read_quotation, {"alt": others})
    parser.inline.ruler.before("emphasis", "allele", _read_allele)
    parser.inline.ruler.before("autolink", "tag", _read_tag)
    # Before escaped characters join the text around them: "\[3]" is no citation.
    parser.core.ruler.before("text_join", "fit_page", _fit_page)
    # Rules are compiled on first use; done now, no two threads can meet in it.
    for ruler in (parser.core, parser.block, parser.inline):
        ruler.ruler.getRules("")
    parser.inline.ruler2.getRules("")
    return parser


# Shared by all threads: what one call reads lives in that call's own state and env.
_PARSER = _make_parser()
