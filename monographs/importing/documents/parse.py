"""One document, from its bytes to a draft and what a person should know of it."""

from collections.abc import Iterable
from dataclasses import replace

from monographs.importing.documents.comparison import is_comparison, read_comparison
from monographs.importing.documents.decoding import decode, without_disguises
from monographs.importing.documents.draft import (
    Draft,
    Issue,
    Parsed,
    Severity,
    Status,
)
from monographs.importing.documents.drug_page import read_drug_page
from monographs.importing.documents.exported import is_exported, read_exported

_REJECTED = {"unreadable", "not_monograph"}


def parse(content: bytes, path: str) -> Parsed:
    """`path` is below the folder that is imported, with "/"."""
    decoded = decode(content)
    parsed = Parsed(
        path=path,
        dialect="unreadable",
        encoding=decoded.encoding,
        status=Status.IMPORTED,
    )
    if decoded.text is None:
        return with_issues(parsed, decoded.issues)
    dialect, draft, issues = _read(decoded.text, path)
    parsed = replace(parsed, dialect=dialect, draft=draft)
    return with_issues(parsed, (*decoded.issues, *issues))


def _read(text: str, path: str) -> tuple[str, Draft, tuple[Issue, ...]]:
    if is_exported(text):
        return "exported", *read_exported(text)
    text, disguises = without_disguises(text)
    if is_comparison(text):
        draft, issues = read_comparison(text, first_line=1)
        return "comparison", draft, (*disguises, *issues)
    page = read_drug_page(text, path)
    return page.dialect, page.draft, (*disguises, *page.issues)


def with_issues(parsed: Parsed, issues: Iterable[Issue]) -> Parsed:
    """With further issues, and the flags and the status that they mean."""
    issues = sorted((*parsed.issues, *issues), key=lambda issue: issue.line)
    grave = (issue.code for issue in issues if issue.severity != Severity.HINT)
    flags = tuple(dict.fromkeys(grave))
    status = Status.FLAGGED if flags else Status.IMPORTED
    if not _REJECTED.isdisjoint(flags):
        status = Status.REJECTED
    return replace(parsed, issues=tuple(issues), flags=flags, status=status)
