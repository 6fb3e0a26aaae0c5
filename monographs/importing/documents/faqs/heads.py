"""How a question and an answer begin: labels, bold and italic marks, headings."""

import re
from dataclasses import dataclass

# No question is longer, and none of its marks is looked for further away.
LONGEST_QUESTION = 600

# All parts are optional, so there is nothing to go back for.
_LEAD = re.compile(
    r"[\s>•·❓❔]*(?P<outer>[*_]{0,3})\s*(?:\d{1,3}[.)](?=[\s*_]))?"
    r"\s*(?P<inner>[*_]{0,3})\s*"
    r"(?P<label>(?:Question|Ques|FAQ|Q)[ \t]?\d{0,3}"
    r"(?P<shut>[*_]{0,3})(?P<stop>:|[.)](?=[\W_]|$))(?P<shut_behind>[*_]{0,3}))?"
    r"\s*(?P<own>[*_]{0,3})",
    re.IGNORECASE,
)
_ANSWER_LEAD = re.compile(
    r"[\s>•·]*(?P<mark>[*_]{0,3})\s*(?:Answer|Ans|A)[ \t]?\d{0,3}"
    r"(?P<shut>[*_]{0,3})(?P<stop>:|[.)](?=[\W_]|$))(?P<shut_behind>[*_]{0,3})",
    re.IGNORECASE,
)
# "…? A: …", "…?** **A:** …": where the answer begins in the line of its question.
_ANSWER_BEHIND = re.compile(
    r"(?:(?<=[?.!:;\"”’)*_])[ \t]+|\n\s*)[*_]{0,3}(?:Answer|A)\d{0,3}[*_]{0,3}:"
)
_QUESTION_BEHIND = re.compile(
    r"(?<=[?.!:;\"”’)*_])[ \t]+[*_]{0,3}(?:Question|Q)\d{0,3}[*_]{0,3}:"
)
_QUESTION_MARK = re.compile(r"[?？][\"”’'»)\]]{0,3}")
# Not the stop of "E. coli".
_SENTENCE_END = re.compile(r"(?<!\b[^\W\d_])[.!][\"”’')\]]{0,3}\s+(?![a-z])")
_MARKS = re.compile(r"[*_]+")
_BETWEEN = re.compile(r"[*_]{0,3}(?:[ \t]*(?:<br ?/?>|[:–—-](?=\s)))?")
_PARENTHESES_BEHIND = re.compile(r"\?\s?\([^()?]*\)$")
_ASKING_WORDS = re.compile(
    r"(?:what|where|who|whom|whose|why|how|which"
    r"|(?:when|can|could|may|might|will|would|should|shall|must|do|does|did|is|are|was"
    r"|were|has|have|am)\s+"
    r"(?:to|i|it|you|this|these|there|the|my|your|we|they|he|she|one|people|children))"
    r"\s",
    re.IGNORECASE,
)
# Marks inside a word are left: "HLA-B*57:01", "a_b".
_EMPHASIS = re.compile(r"(?<![\w*_\\])[*_]+|(?<!\\)[*_]+(?![\w*_])")


@dataclass(frozen=True)
class Head:
    """A question at the beginning of a text; `end` is where it ends.

    `open_mark` is the emphasis that it shares with what follows.
    """

    question: str
    end: int
    is_labelled: bool = False
    stop: str = ":"
    open_mark: str = ""


@dataclass(frozen=True)
class Place:
    """Where a text stands, and so what may be a question without label or marks."""

    is_heading: bool = False
    begins_item: bool = False
    begins_block: bool = False
    is_plain: bool = False  # nothing in the section has a label or marks


def read_head(text: str, start: int, place: Place) -> Head | None:
    """The question that begins at `start`, if one does."""
    window = text[start : start + LONGEST_QUESTION]
    lead = _LEAD.match(window)
    if lead is None:
        return None
    is_labelled = lead["label"] is not None
    found = _labelled(window, lead) if is_labelled else _unlabelled(window, lead, place)
    if found is None:
        return None
    begin, end, open_mark = found
    question = without_emphasis(window[begin:end])
    if not any(map(str.isalnum, question)):
        return None
    between = _BETWEEN.match(window, end)
    return Head(
        question=question,
        end=start + (between.end() if between else end),
        is_labelled=is_labelled,
        stop=lead["stop"] or ":",
        open_mark=open_mark,
    )


def next_question(text: str, start: int, end: int) -> int | None:
    """Where a further labelled question begins between `start` and `end`."""
    found = _QUESTION_BEHIND.search(text, start, end)
    return found.start() if found else None


def without_answer_label(text: str, stops: str = ":") -> str | None:
    """What stands behind "A:", or None if the text begins with no such label."""
    lead = _ANSWER_LEAD.match(text)
    if lead is None or lead["stop"] not in stops:
        return None
    is_shut = lead["shut"] or lead["shut_behind"]
    return paired("" if is_shut else lead["mark"], text[lead.end() :].strip())


def paired(mark: str, text: str) -> str:
    """Mend a text whose opening mark went with the label or question before it."""
    if not mark or text.count(mark) % 2 == 0:
        return text
    if text.endswith(mark):
        return text.removesuffix(mark).rstrip()
    return mark + text


def without_emphasis(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).split())


_Span = tuple[int, int, str]  # where the question begins and ends, and the open mark


def _labelled(window: str, lead: re.Match[str]) -> _Span:
    mark = lead["own"]
    if not (lead["shut"] or lead["shut_behind"]):
        mark = lead["outer"] or lead["inner"] or mark
    begin = lead.end()
    if (close := _closing_mark(window, begin, mark)) is not None:
        answer = _ANSWER_BEHIND.search(window, begin, close.start())
        if answer is not None:
            return begin, answer.start(), mark
        end = _with_question_mark(window, close.end())
        line_end = _line_end(window, end)
        if "?" in window[begin:end] or "?" not in window[end:line_end]:
            return begin, end, ""
    return begin, _end_without_marks(window, begin), ""


def _end_without_marks(window: str, begin: int) -> int:
    line_end = _line_end(window, begin)
    if answer := _ANSWER_BEHIND.search(window, begin, line_end):
        return answer.start()
    mark = _QUESTION_MARK.search(window, begin)
    if mark is None:
        return line_end
    is_wrapped = mark.start() > line_end
    if is_wrapped and _SENTENCE_END.search(window, begin, mark.start()):
        return line_end
    return mark.end()


def _unlabelled(window: str, lead: re.Match[str], place: Place) -> _Span | None:
    begin = lead.end()
    mark = lead["outer"] or lead["inner"] or lead["own"]
    close = _closing_mark(window, begin, mark)
    if close is not None:
        end = _with_question_mark(window, close.end())
        if _asks(without_emphasis(window[begin:end]), place):
            return begin, end, ""
    if place.is_heading:
        return (begin, len(window), "") if _ends_asking(window.rstrip("*_ ")) else None
    return _plain(window, begin, place, open_mark=mark if close else "")


def _plain(window: str, begin: int, place: Place, *, open_mark: str) -> _Span | None:
    question = _QUESTION_MARK.search(window, begin)
    if question is None or _SENTENCE_END.search(window, begin, question.start()):
        return None
    behind = window[question.end() : _line_end(window, question.end())]
    if place.begins_item:
        return begin, question.end(), open_mark
    is_asking = place.begins_block and _ASKING_WORDS.match(window, begin)
    if place.is_plain and (is_asking or not behind.strip("*_ \t")):
        return begin, question.end(), open_mark
    return None


def _asks(emphasised: str, place: Place) -> bool:
    if _ends_asking(emphasised):
        return True
    return (place.begins_item or place.begins_block) and bool(
        _ASKING_WORDS.match(emphasised) and not emphasised.endswith((".", "!", ";"))
    )


def _ends_asking(text: str) -> bool:
    tail = text.rstrip("\"”’'»)] ")
    return tail.endswith(("?", "？")) or bool(_PARENTHESES_BEHIND.search(text))


def _closing_mark(window: str, begin: int, mark: str) -> re.Match[str] | None:
    """The run of marks that closes `mark`; it stands directly behind a word."""
    if not mark:
        return None
    line_end = _line_end(window, begin)
    limit = line_end if "?" in window[begin:line_end] else len(window)
    for run in _MARKS.finditer(window, begin, limit):
        is_same = run[0][0] == mark[0] and len(run[0]) in (len(mark), 3)
        if is_same and not window[run.start() - 1].isspace():
            return run
    return None


def _with_question_mark(window: str, end: int) -> int:
    """**Is it safe**? The mark may stand behind the emphasis."""
    return end + 1 if window[end : end + 1] in ("?", "？") else end


def _line_end(window: str, begin: int) -> int:
    end = window.find("\n", begin)
    return len(window) if end < 0 else end
