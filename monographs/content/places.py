"""A row of a document, named so that a person finds it on the page."""

from monographs.content.document import DocumentRow

IN_WORDS = {
    "names": "the name",
    "classes": "the class",
    "components": "the component",
    "sections": "the section",
    "side_effects": "the side effect",
    "faqs": "the question",
    "citations": "the citation",
    "subjects": "the column",
    "comparison_rows": "the table row",
    "disagreements": "the disagreement about",
}
_LONGEST_NAME = 60
# The first of these that a row has is what people call it.
_NAMES = ("heading", "question", "effect", "feature", "name", "text", "kind")


def place_of(field: str, row: DocumentRow) -> str:
    """Such as: the section "Dosage"."""
    for name in _NAMES:
        if text := getattr(row, name, ""):
            return f'{IN_WORDS[field]} "{text[:_LONGEST_NAME]}"'
    return IN_WORDS[field]
