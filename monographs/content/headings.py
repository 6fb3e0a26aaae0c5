"""How parts of a page are headed where nobody wrote a heading, in their order there."""

from monographs.content.document import DocumentSection

USUAL_HEADINGS = {
    "generic_name": "Generic name",
    "usage": "Usage",
    "dosage": "Dosage",
    "side_effects": "Side effects",
    "how_it_works": "How it works",
    "precautions": "Precautions",
    "disagreements": "Where sources disagree",
    "other": "More information",
    "faqs": "Questions and answers",
    "note": "Note",
    "disclaimer": "Disclaimer",
}


def heading_of(section: DocumentSection) -> str:
    return section.heading.strip() or USUAL_HEADINGS[section.kind]
