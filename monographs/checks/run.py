"""All checks over one document."""

from monographs.checks import (
    abbreviations,
    absolute_claims,
    authorship,
    chat_phrases,
    citations,
    combinations,
    contradictions,
    disclaimer,
    dose_jumps,
    dose_units,
    drug_names,
    effects_twice,
    frequencies,
    invisible,
    not_a_medicine,
    placeholders,
    refusals,
    sections,
    shared_text,
    truncation,
)
from monographs.checks.context import NOTHING_ELSE, Context
from monographs.checks.page import Page
from monographs.checks.registry import Check, Found, Severity
from monographs.content import Document

# The gravest first; also the order of findings on a page and in docs/CHECKS.md.
CHECKS: tuple[Check, ...] = (
    refusals.refusal,
    chat_phrases.chat_phrase,
    placeholders.placeholder,
    truncation.truncated,
    invisible.invisible_character,
    not_a_medicine.not_a_medicine,
    not_a_medicine.said_not_a_medicine,
    contradictions.contradiction,
    dose_jumps.dose_jump,
    dose_units.dose_unit,
    drug_names.other_name,
    drug_names.own_name_missing,
    sections.missing_section,
    sections.empty_section,
    combinations.component_missing,
    frequencies.word_and_number,
    effects_twice.effect_twice,
    absolute_claims.absolute_claim,
    shared_text.shared_text,
    citations.citation_not_listed,
    disclaimer.disclaimer_missing,
    authorship.authorship_missing,
    citations.citation_not_used,
    frequencies.without_basis,
    abbreviations.abbreviation,
    invisible.joining_character,
)
ORDER = [Severity.ERROR, Severity.WARNING, Severity.HINT]


def find_all(document: Document, context: Context = NOTHING_ELSE) -> list[Found]:
    """Each finding once, the gravest first."""
    page = Page(document, context)
    found = {each.digest: each for check in CHECKS for each in check(page)}
    return sorted(found.values(), key=lambda each: ORDER.index(each.severity))
