"""What a finding's code means, in words for people."""

from monographs.checks import REGISTERED
from monographs.importing.issue_meanings import advice_on_issue, meaning_of_issue


def finding_sentence(code: str) -> str:
    """Where there is room for it: lists of findings, and what they are filtered by."""
    if check := REGISTERED.get(code):
        return check.about
    return meaning_of_issue(code) or f"{_in_words(code).capitalize()}."


def finding_advice(code: str) -> str:
    """What to do about it, where the code alone can tell."""
    return advice_on_issue(code)


def finding_name(code: str) -> str:
    """Within a line, such as "truncated; the text seems to be no monograph"."""
    meaning = meaning_of_issue(code)
    if code in REGISTERED or not meaning:
        return _in_words(code)
    return f"{meaning[0].lower()}{meaning[1:]}".removesuffix(".")


def finding_choices(codes: set[str]) -> list[tuple[str, str]]:
    """For a filter, in the order in which a person looks one up."""
    choices = [(code, finding_sentence(code)) for code in codes]
    return sorted(choices, key=lambda choice: choice[1])


def _in_words(code: str) -> str:
    return code.replace("_", " ").replace(":", ": ")
