"""Reads a page as strictly as a browser never does."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "input", "img"}
NOT_IN_P = {"p", "ul", "ol", "dl", "div", "section", "table", "h1", "h2", "h3", "h4"}


class Page(HTMLParser):
    """Collects what tests ask about, and every breach of nesting."""

    def __init__(self, source):
        super().__init__()
        self.faults, self.open_tags, self.tags = [], [], []
        self.words, self.texts, self.open_texts = [], [], []
        self.scripts = []
        self.feed(source)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open_tags]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute")
        if tag in NOT_IN_P and "p" in self.open_tags:
            self.faults.append(f"<{tag}> inside <p>")
        if tag == "li" and self.open_tags[-1] not in {"ul", "ol"}:
            self.faults.append(f"<li> inside <{self.open_tags[-1]}>")
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open_tags.append(tag)
            self.open_texts.append([])
            self.texts.append((tag, self.open_texts[-1]))

    def handle_endtag(self, tag):
        if not self.open_tags or self.open_tags[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open_tags[-1:]}")
        else:
            self.open_tags.pop()
            self.open_texts.pop()

    def handle_data(self, data):
        if self.open_tags[-1:] == ["script"]:
            self.scripts.append(data)
            return
        self.words.append(data)
        for words in self.open_texts:
            words.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.words)).strip()

    def inside(self, tag):
        """What each of these elements says, in their order."""
        texts = ["".join(words) for name, words in self.texts if name == tag]
        return [" ".join(text.split()) for text in texts]

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    @property
    def heading_levels(self):
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def assert_well_made(source):
    """Valid nesting, one h1, no level left out, no dead link into the page."""
    page = Page(source)
    levels = page.heading_levels
    assert page.faults == []
    assert levels.count(1) == 1
    assert levels[0] == 1
    steps = zip(levels, levels[1:], strict=False)
    assert all(second <= first + 1 for first, second in steps), levels
    assert len(page.ids) == len(set(page.ids))
    links = [attrs["href"] for attrs in page.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(page.ids)
    assert not any("style" in attrs for _, attrs in page.tags)
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("main")) == 1
    return page
