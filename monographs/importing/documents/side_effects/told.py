"""The effects of a sentence, with what it says of them."""

from collections.abc import Iterator

from monographs.importing.documents.side_effects.found import Effect
from monographs.importing.documents.side_effects.labels import Labels, part_label
from monographs.importing.documents.side_effects.lead_ins import points_back
from monographs.importing.documents.side_effects.medicines import Medicines
from monographs.importing.documents.side_effects.own_words import (
    Own,
    first_of,
    own_words,
    words_around,
)
from monographs.importing.documents.side_effects.piece import Piece
from monographs.importing.documents.side_effects.sentences import (
    Told,
    effects_told,
    tells_symptoms,
)


def told(
    sentence: Piece, labels: Labels, medicines: Medicines, *, before: Piece | None
) -> Iterator[Effect]:
    """`before` is the sentence before it, of which "These include" speaks."""
    found = effects_told(sentence)
    if found is None or (before and tells_symptoms(sentence)):
        return
    around = _around(found, labels, before)
    medicine = medicines.only_part_in(found.subject.raw)
    if medicine:
        labels = (*labels, part_label(found.subject, medicine))
    for part, name in found.parts:
        if not medicines.named(name):
            own = first_of(own_words(part), around)
            yield Effect(part, name, part.wording, own, labels, is_from_sentence=True)


def _around(found: Told, labels: Labels, before: Piece | None) -> Own:
    around = first_of(words_around(found.subject), words_around(found.predicate))
    is_said = around.phrase or any(label.says_frequency for label in labels)
    if before and not is_said and points_back(found.subject):
        return words_around(before)
    return around
