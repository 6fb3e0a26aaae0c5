"""Find the effects in running text: behind a label, in sentences, in comma lists."""

from collections import deque
from collections.abc import Iterator

from monographs.importing.documents.side_effects.clauses import (
    is_clause,
    is_like_effect,
)
from monographs.importing.documents.side_effects.comma_lists import (
    comma_list,
    is_bare_list,
)
from monographs.importing.documents.side_effects.cutting import (
    labelled_lines,
    sentences,
    words,
)
from monographs.importing.documents.side_effects.found import Effect, Found, Left
from monographs.importing.documents.side_effects.groups import Kind
from monographs.importing.documents.side_effects.labelled import (
    explained,
    is_bold,
    is_explained,
    label_at,
)
from monographs.importing.documents.side_effects.labels import Label, Labels, above_list
from monographs.importing.documents.side_effects.lead_ins import put_lead_in
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.standing import Standing
from monographs.importing.documents.side_effects.told import told

# More labels in one paragraph are no writing of a person.
_MOST_LABELS = 50
_LONGEST_FRAGMENT = 2


def read_paragraph(
    piece: Piece, standing: Standing, *, is_heading: bool = False
) -> Iterator[Found]:
    label = label_at(piece, standing, is_heading=is_heading)
    if label and (label.kind is not Kind.EFFECT or is_heading or is_bold(piece)):
        yield from _labelled(piece, label, standing)
    elif standing.is_note:
        yield Left(piece, standing.waiting)
    else:
        yield from _prose(piece, standing)


def read_body(body: Piece, standing: Standing) -> Iterator[Found]:
    """What stands behind a label in its own paragraph."""
    for line in labelled_lines(body):
        found = list(_read_text(line, standing, is_body=True, is_listing=True))
        if any(isinstance(one, Effect) for one in found):
            standing.fill()
        yield from found


def _labelled(piece: Piece, label: Label, standing: Standing) -> Iterator[Found]:
    body = piece.cut(len(label.piece.raw))
    if is_explained(label, body):
        yield explained(piece, piece, label, standing.labels)
        return
    label = label if body.raw else above_list(label)
    standing.put(label)
    if label.kind is Kind.NOTE:
        yield Left(piece, standing.labels)
    elif body.raw:
        yield from read_body(body, standing)


def _prose(piece: Piece, standing: Standing) -> Iterator[Found]:
    is_listing = bool(standing.waiting) or is_bare_list(piece)
    found = list(_read_text(piece, standing, is_body=False, is_listing=is_listing))
    if any(isinstance(one, Effect) for one in found):
        standing.fill()
    else:
        standing.pass_prose()
    yield from found


def _read_text(
    piece: Piece, standing: Standing, *, is_body: bool, is_listing: bool
) -> Iterator[Found]:
    """`is_body`: what the labels say is said of this text, filled or not."""
    pending: list[Piece] = []
    before: Piece | None = None
    waiting = deque(sentences(piece))
    labels_left = _MOST_LABELS
    is_first = True
    while waiting:
        sentence = waiting.popleft()
        labels = standing.labels if is_body else standing.above_prose
        label = label_at(sentence, standing) if labels_left else None
        if label is None or not _leads(label, sentence):
            is_list = is_listing and _may_be_list(sentence, before)
            found = list(_sentence(sentence, before, labels, standing, is_list))
            if not found or found[0].is_from_sentence:
                pending.append(sentence)
            else:
                is_first = False
            yield from found
            before = sentence
            continue
        labels_left -= 1
        body = sentence.cut(len(label.piece.raw))
        if is_explained(label, body):
            yield explained(sentence, sentence, label, labels)
            continue
        if label.kind is Kind.NOTE and body.raw:
            pending += [sentence, *waiting]
            break
        left = put_lead_in(label, pending, standing, is_first=is_first)
        yield from (Left(one, labels) for one in left)
        pending = []
        if body.raw:
            is_body = is_listing = True
            waiting.appendleft(body)
    labels = standing.labels if is_body else standing.above_prose
    yield from (Left(sentence, labels) for sentence in pending)


def _leads(label: Label, sentence: Piece) -> bool:
    """Whether the words before a colon are no part of the sentence."""
    is_last = len(label.piece.raw) == len(sentence.raw)
    return label.kind is not Kind.EFFECT or is_last or is_bold(sentence)


def _may_be_list(sentence: Piece, before: Piece | None) -> bool:
    """Behind the first sentence, words without a comma or an effect are a remark."""
    is_short = len(words(outer(sentence.raw))) <= _LONGEST_FRAGMENT
    is_first = before is None
    return is_first or is_short or "," in sentence.raw or is_like_effect(sentence.raw)


def _sentence(
    sentence: Piece,
    before: Piece | None,
    labels: Labels,
    standing: Standing,
    is_list: bool,
) -> Iterator[Effect]:
    if is_list and not is_clause(outer(sentence.raw)):
        for one in comma_list(sentence, labels, start=sentence.start):
            if isinstance(one, Effect):
                yield one
    else:
        yield from told(sentence, labels, standing.medicines, before=before)
