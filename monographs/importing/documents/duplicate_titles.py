"""Documents of one import that have the same title."""

from monographs.importing.documents.blocks import words_of
from monographs.importing.documents.draft import Issue, Parsed, Severity
from monographs.importing.documents.parse import with_issues


class TitlesSeen:
    """Flags each document whose title an earlier one had."""

    def __init__(self) -> None:
        self._first_path: dict[str, str] = {}

    def flagged(self, parsed: Parsed) -> Parsed:
        title = " ".join(words_of(parsed.draft.title)) if parsed.draft else ""
        first_path = self._first_path.setdefault(title, parsed.path)
        if not title or first_path == parsed.path:
            return parsed
        issue = Issue(
            "duplicate_title",
            Severity.WARNING,
            1,
            "Another document of this import has the same title. Compare the two, and "
            "keep the better one or merge them.",
            first_path,
        )
        return with_issues(parsed, [issue])
