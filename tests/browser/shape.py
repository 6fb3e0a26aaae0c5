"""What a page is built of, whatever it says: pages of one shape are looked at once."""

from html.parser import HTMLParser

# What the checker's rules look at, apart from the words and the colours of a class.
TELLING = {"class", "disabled", "hidden", "open", "role", "tabindex", "type"}


def shape_of(html: str) -> tuple[str, ...]:
    parser = _Shape()
    parser.feed(html)
    return tuple(parser.tags)


class _Shape(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attributes):
        # The menu and the frame say in classes which model a page is about.
        is_frame = tag in ("body", "tr")
        told = [
            f"{name}={value}"
            for name, value in attributes
            if name in TELLING and not (is_frame and name == "class")
        ]
        named = [name for name, _ in attributes if name.startswith("aria-")]
        self.tags.append(" ".join([tag, *told, *named]))
