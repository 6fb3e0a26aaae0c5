"""A version as Markdown that imports back to the same monograph."""

from typing import Any

from monographs.content import Document
from monographs.exporting.documents import to_markdown
from monographs.public.formats.status import status_of
from monographs.public.standing import Standing

# Said by every file that medsite writes, and read back from it.
_IN_ANY_FILE = {"title", "kind", "slug"}


def as_markdown(document: Document, content: str, standing: Standing) -> str:
    status = status_of(standing)
    around = {name: value for name, value in status.items() if name not in _IN_ANY_FILE}
    return to_markdown(document, front_matter=around)


def refusal_as_markdown(
    code: int, message: str = "", status: dict[str, Any] | None = None
) -> str:
    if status is None:
        return f"# {code}\n\n{message}\n"
    reason = "".join(f"> {line}\n" for line in status["reason"].splitlines())
    return f"# {status['title']}: withdrawn\n\n{reason}\n{status['history_url']}\n"
