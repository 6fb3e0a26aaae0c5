"""What people read of an FHIR resource: XHTML of the few elements that FHIR allows."""

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from monographs.markdown import to_html, to_inline_html
from monographs.public.formats.xml_text import xml_text

_XHTML = "http://www.w3.org/1999/xhtml"
_ALLOWED = {
    *("a", "code", "em", "strong", "sub", "sup", "br", "hr", "p", "pre", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_EMPTY = {"br", "hr"}
# A list's numbers are text; where a link leads is one too.
_ATTRIBUTES = {("a", "href"), ("li", "value"), ("ol", "start"), ("th", "scope")}


def div_of_lines(lines: Iterable[str]) -> str:
    """Plain text, a paragraph a line."""
    texts = (xml_text(line) for line in lines)
    return _div(f"<p>{_escaped(text)}</p>" for text in texts if text)


def div_of_markdown(*texts: str) -> str:
    return _div(_xhtml(to_html(text)) for text in texts)


def div_of_table(header: Iterable[str], rows: Iterable[tuple[str, list[str]]]) -> str:
    """Names of columns, then for each row its name and its cells as Markdown."""
    columns = "".join(f'<th scope="col">{_words(name)}</th>' for name in header)
    body = "".join(
        f'<tr><th scope="row">{_words(name)}</th>'
        + "".join(f"<td>{_xhtml(to_inline_html(cell))}</td>" for cell in cells)
        + "</tr>"
        for name, cells in rows
    )
    return _div(
        [f"<table><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"]
    )


def _div(parts: Iterable[str]) -> str:
    return f'<div xmlns="{_XHTML}">{"".join(parts)}</div>'


def _words(text: str) -> str:
    return _escaped(xml_text(text))


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _xhtml(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return xml_text("".join(reader.parts))


class _Reader(HTMLParser):
    """Of HTML that is well made; an element unknown to FHIR leaves its words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALLOWED:
            return
        kept = "".join(
            f' {name}="{escape(value)}"'
            for name, value in attrs
            if (tag, name) in _ATTRIBUTES and value
        )
        self.parts.append(f"<{tag}{kept}{'/' if tag in _EMPTY else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ALLOWED and tag not in _EMPTY:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(_escaped(data))
