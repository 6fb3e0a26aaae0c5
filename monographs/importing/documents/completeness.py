"""What a monograph should have and this document has not, and what it has beside."""

from collections.abc import Iterator, Sequence

from monographs.importing.documents.blocks import beginning
from monographs.importing.documents.draft import Issue, SectionText, Severity
from monographs.importing.documents.kinds import KINDS, OTHER

# Documents that mark sections by labels come from a time when these were not written.
_LATER_KINDS = {"dosage", "precautions"}
_SUBJECTS = {
    "generic_name": "the generic name",
    "usage": "what the drug is used for",
    "dosage": "the dosage",
    "side_effects": "side effects",
    "how_it_works": "how the drug works",
    "precautions": "precautions",
    "faqs": "questions and answers",
}


def find_missing(sections: Sequence[SectionText], dialect: str) -> Iterator[Issue]:
    kinds = {section.kind for section in sections if section.text}
    is_early = dialect in ("labelled", "plain") and not kinds & _LATER_KINDS
    for kind in KINDS:
        if kind not in kinds:
            is_usual = is_early and kind in _LATER_KINDS
            yield Issue(
                f"missing_section:{kind}",
                Severity.HINT if is_usual else Severity.WARNING,
                1,
                f"The document has no section about {_SUBJECTS[kind]}. Write it, or "
                f"find a source that has one.",
            )


def find_unplaced(sections: Sequence[SectionText]) -> Iterator[Issue]:
    for section in sections:
        if section.kind == OTHER and section.text:
            yield Issue(
                "unplaced_text",
                Severity.HINT,
                section.first,
                "This text is in none of the usual sections. It was kept as it stands; "
                "move it where it belongs, or delete it.",
                beginning(f"{section.heading}\n{beginning(section.text)}"),
            )
