"""Whether each word of a document is still in what was read of it."""

import html
import re
from collections import Counter

from monographs.importing.documents.front_matter import read_front_matter

# Words that are only labels: of a question and its answer, of the feature table's first
# column, of the list of references.
_LABELS = re.compile(
    r"(?:q|question|ques|faq|a|ans|answer)?\d{0,4}|feature|references|sources", re.I
)
# What has no field: a second title, what heads a feature table's first column.
_QUOTING = {"two_titles", "comparison_corner"}
_MARKS = re.compile(r"[*_`\\]+")
_TAGS = re.compile(r"</?(?:su[bp]|[biup]|br|em|strong|span|div) ?/?>", re.IGNORECASE)


def joined_words(text):
    """Marks inside a word are no gap: "W**orks" is one; entities are characters."""
    text = _MARKS.sub("", html.unescape(_MARKS.sub("", text)))
    return re.findall(r"[^\W_]+", _TAGS.sub("", text).casefold())


def parted_words(text):
    """Marks inside a word part it: "W**orks" are two."""
    text = _MARKS.sub(" ", _TAGS.sub(" ", html.unescape(text)))
    return re.findall(r"[^\W_]+", text.casefold())


def faults(document, parsed):
    """What the parsers lost, invented, moved, or put on lines that are not there.

    A mark inside a word may join or part it, so it is a fault only if it is one
    either way.
    """
    joined = _faults(document, parsed, joined_words)
    parted = _faults(document, parsed, parted_words) if joined else {}
    return {name: what for name, what in joined.items() if name in parted}


def _faults(document, parsed, words):
    found = {
        "lost": lost_words(document, parsed, words),
        "invented": invented_words(document, parsed.draft, words),
        "moved": moved_texts(document, parsed.draft, words),
        "in no row": words_in_no_row(parsed.draft, words),
        "lines": wrong_lines(document, parsed),
    }
    return {name: what for name, what in found.items() if what}


def lost_words(document, parsed, words):
    """Words of the text that stand nowhere in the draft, nor are quoted instead."""
    texts = [parsed.draft.title, *own_texts(parsed.draft)]
    texts += [issue.found for issue in parsed.issues if issue.code in _QUOTING]
    kept = Counter(word for text in texts for word in words(text))
    lost = Counter(words(text_of(document))) - kept
    title = words(parsed.draft.title)  # said again, it is dropped
    return [x for x in lost if not _LABELS.fullmatch(x) and x not in title]


def text_of(document):
    """The text below the front matter."""
    lines = document.split("\n")
    return "\n".join(lines[read_front_matter(lines).end :])


def invented_words(document, draft, words):
    """Words of the draft that its source does not have so often."""
    own = Counter(word for text in own_texts(draft) for word in words(text))
    return list(own - Counter(words(document)))


def moved_texts(document, draft, words):
    """Texts whose words stand in another order in the source."""
    source = words(document)
    texts = [*own_texts(draft), *row_texts(draft)]
    return [text for text in texts if not is_in_order(words(text), source)]


def is_in_order(part, whole):
    remaining = iter(whole)
    return all(word in remaining for word in part)


def words_in_no_row(draft, words):
    """Words of the sections with rows that neither their bodies nor rows hold."""
    sections = [x for x in draft.sections if x.kind in ("side_effects", "faqs")]
    kept = {word for text in row_texts(draft) for word in words(text)}
    kept |= {word for section in sections for word in words(section.body)}
    whole = {word for section in sections for word in words(section.whole)}
    between_rows = {"and", "or"}
    return {x for x in whole - kept - between_rows if not _LABELS.fullmatch(x)}


def wrong_lines(document, parsed):
    draft, last_line = parsed.draft, document.count("\n") + 1
    groups = (draft.sections, draft.side_effects, draft.faqs, draft.citations)
    lines = [row.lines for group in (*groups, draft.comparison_rows) for row in group]
    wrong = [x for x in lines if not 1 <= x.first <= x.last <= last_line]
    return wrong + [x for x in parsed.issues if not 1 <= x.line <= last_line]


def own_texts(draft):
    """Every word of the text once: sections as a whole, not their rows again."""
    for section in draft.sections:
        yield f"{section.heading}\n{section.whole}"
    for subject in draft.subjects:
        yield subject.name
    for row in draft.comparison_rows:
        yield "\n".join((row.feature, *row.cells))
    for citation in draft.citations:
        is_named_by_link = citation.url == citation.text
        link = "" if is_named_by_link else citation.url
        yield f"{citation.number} {citation.text}\n{link}"


def row_texts(draft):
    for row in draft.side_effects:
        yield from (row.name, row.wording, row.frequency.phrase, row.group)
        yield row.scope_name
    for faq in draft.faqs:
        yield f"{faq.question}\n{faq.answer}"
