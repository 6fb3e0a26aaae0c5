import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from monographs.checks.page import Page
from monographs.checks.patterns import phrase
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import Text, quote
from monographs.checks.topics import TOPICS, Topic

Says = Enum("Says", "CAREFUL FREE")

_STARTS = re.compile(r"\W*(?:A(?:nswer)?\s?:\s*)?(yes|no)\b(.*)", re.IGNORECASE | re.S)
# An answer with one of these is no plain "yes".
_RESERVED = phrase(
    r"\b(?:but|however|unless|except|only|if|moderat\w+|limit\w*|caution\w*|careful|"
    r"consult|talk|ask|discuss|check|speak|inform|doctor|physician|depend\w*|avoid|"
    r"may|might|although|though|until|not|small|minimal)\b"
)
_CONDITION = phrase(r"\b(?:if|unless|until|when|with|who|in (?:people|patients))\b")


@dataclass(frozen=True)
class Claim:
    says: Says
    text: Text
    quoted: str


@register(
    code="contradiction",
    severity=Severity.WARNING,
    about="A section and an answer say opposite things about alcohol, driving, "
    "pregnancy, habit or stopping suddenly.",
)
def contradiction(page: Page) -> Iterator[Remark]:
    """Readers go by the half that they happen to read. Until somebody has looked it
    up, the careful half has to be the one that is true."""
    for topic in TOPICS:
        answers = list(_answered(page, topic))
        if not answers:
            continue
        told = list(_told(page.sections, topic))
        for answer in answers:
            other = next((one for one in told if one.says != answer.says), None)
            if other:
                yield _remark(topic, answer, other)
                break


def _remark(topic: Topic, answer: Claim, other: Claim) -> Remark:
    return Remark.on(
        answer.text,
        f"On {topic.name}, the answer says {quote(answer.quoted)}, and "
        f"“{other.text.place}” says {quote(other.quoted)}. Find out which is right, "
        "and say it in both places.",
        f"{answer.quoted}|{other.quoted}",
    )


def _answered(page: Page, topic: Topic) -> Iterator[Claim]:
    for question, answer in page.questions:
        if not topic.asked.search(question.plain) or not answer.sentences:
            continue
        says = _plain_answer(answer, topic) or _said_in(answer.plain, topic)
        if says:
            yield Claim(says, answer, " ".join(answer.sentences[:2]))


def _plain_answer(answer: Text, topic: Topic) -> Says | None:
    """A "yes" or "no" without any reserve."""
    starts = _STARTS.match(answer.plain)
    if starts is None:
        return None
    is_yes = starts[1].casefold() == "yes"
    if is_yes == topic.yes_is_careful:
        return Says.CAREFUL
    return None if _RESERVED.search(starts[2]) else Says.FREE


def _said_in(plain: str, topic: Topic) -> Says | None:
    is_careful, is_free = topic.careful.search(plain), topic.free.search(plain)
    if bool(is_careful) == bool(is_free):
        return None
    return Says.CAREFUL if is_careful else Says.FREE


def _told(sections: Iterable[Text], topic: Topic) -> Iterator[Claim]:
    for text in sections:
        for sentence in text.sentences:
            says = _said_in(sentence, topic)
            if says and not (says is Says.CAREFUL and _CONDITION.search(sentence)):
                yield Claim(says, text, sentence)
