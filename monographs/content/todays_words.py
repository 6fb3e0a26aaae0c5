"""A stored document in the words that the vocabulary has today."""

from dataclasses import replace

from monographs.content.document import Document
from monographs.content.effect_keys import effects_by_key
from monographs.models import DrugClass


def in_todays_words(document: Document) -> Document:
    """As it would be written now: a shared entry may have been renamed or merged since.

    What the vocabulary does not have stays as it is. At most three queries.
    """
    effects = effects_by_key({row.effect_key for row in document.side_effects})
    classes = DrugClass.objects.in_bulk(
        {row.class_key for row in document.classes}, field_name="key"
    )
    return replace(
        document,
        side_effects=tuple(
            replace(
                row,
                effect_key=effect.key,
                effect=effect.name,
                body_system=effect.body_system,
            )
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
