"""Walk through the blocks of a section and find its effects in their order."""

from collections.abc import Iterator, Sequence

from monographs.importing.documents.side_effects.blocks import (
    Block,
    Item,
    ItemList,
    Paragraph,
)
from monographs.importing.documents.side_effects.clauses import (
    is_advice,
    is_clause,
    is_imperative,
    names_nothing,
)
from monographs.importing.documents.side_effects.comma_lists import (
    comma_list,
    is_comma_list,
)
from monographs.importing.documents.side_effects.cutting import (
    label_end,
    labelled_lines,
    sentences,
    words,
)
from monographs.importing.documents.side_effects.found import Effect, Found, Left
from monographs.importing.documents.side_effects.groups import Kind, is_generic
from monographs.importing.documents.side_effects.labelled import (
    explained,
    is_explained,
    label_at,
)
from monographs.importing.documents.side_effects.labels import (
    Labels,
    above_list,
    label_of,
)
from monographs.importing.documents.side_effects.medicines import Medicines
from monographs.importing.documents.side_effects.names import name_of
from monographs.importing.documents.side_effects.own_words import own_words
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.running_text import (
    read_body,
    read_paragraph,
)
from monographs.importing.documents.side_effects.standing import Standing
from monographs.importing.documents.side_effects.tables import read_table, table_in
from monographs.importing.documents.side_effects.told import told
from monographs.importing.documents.side_effects.vocabulary import PARTS_OF_MEDICINE


def walk(
    blocks: Sequence[Block], labels: Labels, medicines: Medicines
) -> Iterator[Found]:
    standing = Standing(labels, medicines)
    standing.are_parts = _are_parts(_openings(blocks), standing)
    for block in blocks:
        if isinstance(block, ItemList):
            standing.begin_list()
            yield from _items(block.items, standing.labels, medicines)
            standing.fill()
            continue
        text, table = table_in(block.piece)
        for line in labelled_lines(text):
            yield from read_paragraph(line, standing, is_heading=block.is_heading)
        if table:
            yield from read_table(table, standing)
            standing.fill()


def _items(
    items: Sequence[Item], labels: Labels, medicines: Medicines
) -> Iterator[Found]:
    standing = Standing(labels, medicines)
    openings = [piece for item in items for piece in _openings(item.blocks[:1])]
    standing.are_parts = _are_parts(openings, standing)
    for item in items:
        yield from _item(item, standing)


def _item(item: Item, standing: Standing) -> Iterator[Found]:
    first, *others = item.blocks or (None,)
    if not isinstance(first, Paragraph):
        yield from walk(item.blocks, standing.labels, standing.medicines)
    elif any(isinstance(block, ItemList) for block in others):
        yield from _above_a_list(first.piece, item, others, standing)
    else:
        yield from _leaf(first.piece, item.start, standing)
        yield from walk(others, standing.labels, standing.medicines)


def _above_a_list(
    piece: Piece, item: Item, others: Sequence[Block], standing: Standing
) -> Iterator[Found]:
    """An item with a list under it names the group, or else is an effect itself."""
    inner = standing.inner()
    label = label_at(piece, standing, is_heading=True)
    found: list[Found] = []
    if label:
        inner.put(above_list(label))
        body = piece.cut(len(label.piece.raw))
        found += read_body(body, inner) if body.raw else ()
    found += walk(others, inner.labels, standing.medicines)
    if (
        label
        and label.kind is Kind.EFFECT
        and not any(isinstance(one, Effect) for one in found)
    ):
        yield from _leaf(piece, item.start, standing)
        yield from walk(others, standing.labels, standing.medicines)
    else:
        yield from found


def _leaf(piece: Piece, start: int, standing: Standing) -> Iterator[Found]:
    marked = Piece(piece.source, start, piece.end)
    if standing.is_note:
        yield Left(piece, standing.labels)
        return
    label = label_at(piece, standing)
    if label is None:
        yield from _unlabelled(piece, marked, standing)
        return
    body = piece.cut(len(label.piece.raw))
    if label.kind is Kind.EFFECT or is_explained(label, body):
        yield explained(marked, piece, label, standing.labels)
    elif not body.raw:
        standing.put(label)
    elif label.kind is Kind.NOTE:
        yield Left(piece, standing.labels)
    else:
        inner = standing.inner()
        inner.put(label)
        yield from read_body(body, inner)


def _unlabelled(piece: Piece, marked: Piece, standing: Standing) -> Iterator[Found]:
    labels = standing.labels
    first, *others = list(sentences(piece)) or [piece]
    mask = outer(first.raw)
    if is_imperative(mask) or names_nothing(mask) or is_clause(mask):
        yield from _like_a_sentence(piece, standing)
    elif is_comma_list(first):
        yield from comma_list(first, labels, start=marked.start)
        yield from (Left(sentence, labels) for sentence in others)
    elif (name := name_of(first)) and not is_generic(name) and not is_advice(name):
        yield Effect(marked, name, piece.wording, own_words(piece), labels)
    else:
        yield Left(piece, labels)


def _like_a_sentence(piece: Piece, standing: Standing) -> Iterator[Found]:
    found: list[Effect] = []
    before = None
    for sentence in sentences(piece):
        found += told(sentence, standing.labels, standing.medicines, before=before)
        before = sentence
    yield from found
    mask = outer(piece.raw)
    is_unread = not (found or is_imperative(mask) or names_nothing(mask))
    yield Left(piece, standing.labels, is_like_sentence=is_unread)


def _openings(blocks: Sequence[Block]) -> list[Piece]:
    return [
        line
        for block in blocks
        if isinstance(block, Paragraph)
        for line in labelled_lines(block.piece)
    ]


def _are_parts(openings: Sequence[Piece], standing: Standing) -> bool:
    """Whether a neighbour's label names a component, or a lead-in speaks of them."""
    if any(
        word in PARTS_OF_MEDICINE
        for label in standing.labels[-1:]
        for word in words(label.words)
    ):
        return True
    return any(
        label_of(piece.cut(0, end), standing.medicines).kind is Kind.COMPONENT
        for piece in openings
        if (end := label_end(piece))
    )
