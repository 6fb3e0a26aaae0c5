from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.visible_text import is_blank


@register(
    code="authorship_missing",
    severity=Severity.WARNING,
    about="A comparison does not state its author, or what interests they have.",
)
def authorship_missing(page: Page) -> Iterator[Remark]:
    """Who compares products may earn by one of them. Readers have to be able to judge
    that."""
    if page.is_drug:
        return
    stated = {
        "author": page.document.author,
        "interests": page.document.interests,
    }
    missing = [name for name, said in stated.items() if is_blank(said)]
    if missing:
        yield Remark(
            None,
            "Author and interests",
            f"The article does not state its {' and '.join(missing)}, and readers are "
            "told so. Fill in the fields above the rows; where its authors were asked "
            "and have no interests, write “None declared”.",
            " ".join(missing),
        )
