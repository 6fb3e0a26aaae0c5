"""What a browser would send back from a page's form, untouched. Pure."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "reset", "file", "image"}


def fields_of(page: str, form_id: str) -> dict[str, list[str]]:
    parser = _Fields(form_id)
    parser.feed(page)
    parser.close()
    return parser.fields


class _Fields(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.fields: dict[str, list[str]] = {}
        self._in_form = False
        self._select = ""
        self._textarea = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # An attribute without a value, such as "selected", has None.
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in_form = given.get("id") == self.form_id
        elif not self._in_form or "disabled" in given:
            return
        elif tag == "input":
            self._add_input(given)
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value", ""))
        elif tag == "textarea":
            self._textarea, self._text = given.get("name", ""), []

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea:
            # The first line break after the tag belongs to the HTML.
            self._add(self._textarea, "".join(self._text).removeprefix("\n"))
            self._textarea = ""

    def _add_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in NOT_SENT or not given.get("name"):
            return
        if kind in {"checkbox", "radio"}:
            if "checked" in given:
                self._add(given["name"], given.get("value", "on"))
            return
        self._add(given["name"], given.get("value", ""))

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)
