"""A stored document in the words that the vocabulary has today."""

from dataclasses import replace

from monographs.content.document import Document
from monographs.models import DrugClass, Effect


def in_todays_words(document: Document) -> Document:
    """As it would be written now: a shared entry may have been renamed since.

    What the vocabulary does not have stays as it is. Two queries.
    """
    effects = Effect.objects.in_bulk(
        {row.effect_key for row in document.side_effects}, field_name="key"
    )
    classes = DrugClass.objects.in_bulk(
        {row.class_key for row in document.classes}, field_name="key"
    )
    return replace(
        document,
        side_effects=tuple(
            replace(row, effect=effect.name, body_system=effect.body_system)
            if (effect := effects.get(row.effect_key))
            else row
            for row in document.side_effects
        ),
        classes=tuple(
            replace(row, name=one.name, slug=one.slug, atc_code=one.atc_code)
            if (one := classes.get(row.class_key))
            else row
            for row in document.classes
        ),
    )
