"""Talking about a page: comments, answers, and saying that a matter is settled.

A comment never blocks a step; whoever takes one is shown what is still open.
"""

import re
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from monographs.content import ROW_MODELS, Document, loads, place_of, read_working_copy
from monographs.models import Comment, Event, Monograph, Revision
from monographs.workflow.mentions import mentioned_in
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    require,
    typed,
)
from monographs.workflow.telling import tell_mentioned

LONGEST_TEXT = 10_000
LONGEST_QUOTE = 2_000


@transaction.atomic
def comment(
    monograph: Monograph,
    *,
    text: str,
    by: Person,
    revision: Revision | None = None,
    row_key: UUID | None = None,
    quote: str = "",
) -> Comment:
    """Say something about the page, one of its rows, or some of its words."""
    person = require(by, "comment_monograph")
    monograph = lock(monograph)
    if revision is not None and revision.monograph_id != monograph.pk:
        raise TransitionRefused("That version belongs to another monograph.")
    quote = quote.strip()
    if len(quote) > LONGEST_QUOTE:
        raise TransitionRefused(
            f"The quoted words have {len(quote):,} characters; up to "
            f"{LONGEST_QUOTE:,} can be quoted. Mark a shorter passage."
        )
    document = loads(revision.content) if revision else read_working_copy(monograph)
    row_key, place = _row_meant(document, row_key, quote)
    return _say(
        Comment(
            monograph=monograph,
            revision=revision,
            row_key=row_key,
            place=place[:300],
            quote=quote,
            text=text,
            by=person,
        )
    )


@transaction.atomic
def answer(thread: Comment, *, text: str, by: Person) -> Comment:
    """Answer a comment; one that was settled is open again."""
    person = require(by, "comment_monograph")
    thread = _lock_thread(thread)
    said = _say(
        Comment(
            monograph=thread.monograph,
            revision=thread.revision,
            parent=thread,
            text=text,
            by=person,
        )
    )
    if not thread.is_open:
        thread.resolved_by = thread.resolved_at = None
        thread.save(update_fields=["resolved_by", "resolved_at"])
    return said


@transaction.atomic
def resolve_comment(thread: Comment, *, by: Person) -> Comment:
    """The matter is settled."""
    person = require(by, "comment_monograph")
    thread = _lock_thread(thread)
    if not thread.is_open:
        raise TransitionRefused(f"{thread.resolved_by} has resolved this already.")
    thread.resolved_by, thread.resolved_at = person, timezone.now()
    thread.save(update_fields=["resolved_by", "resolved_at"])
    record(
        Event.Kind.COMMENT_RESOLVED,
        thread.monograph,
        by=person,
        revision=thread.revision,
        comment=thread.pk,
    )
    return thread


def _say(said: Comment) -> Comment:
    said.text = typed(said.text)
    if not said.text:
        raise TransitionRefused("Write what you want to say.")
    if len(said.text) > LONGEST_TEXT:
        raise TransitionRefused(
            f"This comment has {len(said.text):,} characters; up to "
            f"{LONGEST_TEXT:,} fit. Shorten it, or write several."
        )
    said.at = timezone.now()
    said.save()
    mentioned = mentioned_in(said.text)
    said.mentioned.set(mentioned)
    event = record(
        Event.Kind.COMMENTED,
        said.monograph,
        by=said.by,
        revision=said.revision,
        reason=said.text,
        comment=said.pk,
    )
    tell_mentioned(event, mentioned)
    return said


def _row_meant(
    document: Document, key: UUID | None, quote: str
) -> tuple[UUID | None, str]:
    """The row with this key, or the only one that holds the quoted words."""
    rows = [(field, row) for field in ROW_MODELS for row in getattr(document, field)]
    if key is not None:
        found = [(field, row) for field, row in rows if row.key == key]
        if not found:
            raise TransitionRefused(
                "The row that you comment on is not on this page any more. "
                "Choose another, or comment on the page."
            )
    else:
        found = [(field, row) for field, row in rows if quote and holds(row, quote)]
    if len(found) != 1:
        return None, ""
    [(field, row)] = found
    return row.key, place_of(field, row)


def holds(row: object, quote: str) -> bool:
    """Whether a row's text has these words, however they are broken into lines."""
    return _flat(quote) in _flat(" ".join(_texts(row)))


def _texts(row: object) -> list[str]:
    return [value for value in vars(row).values() if isinstance(value, str)]


def _flat(text: str) -> str:
    # A reader marks words on the page, where Markdown's marks are not shown.
    return " ".join(re.sub(r"[*_`#\[\]]", "", text).split()).casefold()


def _lock_thread(thread: Comment) -> Comment:
    lock(thread.monograph)
    fresh = Comment.objects.select_related("monograph", "revision", "resolved_by").get(
        pk=thread.pk
    )
    if fresh.parent_id is not None:
        raise TransitionRefused("An answer cannot be answered: answer the comment.")
    return fresh
