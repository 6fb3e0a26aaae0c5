from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.patterns import first_in_each, phrase
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import quote

_FILLED_IN_LATER = (
    r"insert|your|drug|medicine|medication|generic|brand|product|author|date|year|"
    r"dose|dosage|number|amount|name|add|describe|to ?do|tb[acd]|x{2,}|placeholder|"
    r"citation needed|source needed|company|manufacturer|link"
)
_PLACEHOLDERS = phrase(
    rf"\[ ?(?:{_FILLED_IN_LATER})\b[^\[\]\n]{{0,80}}\](?!\()",
    r"\{\{[^{}\n]{1,80}\}\}",
    r"<(?:insert|your|drug|medicine|generic|brand|name|dose)\b[^<>\n]{0,60}>",
    r"\blorem ipsum\b",
    r"\b(?-i:TODO|TBD|TBA|FIXME)\b",
    r"\bx{2,} ?(?:mg|mcg|g|ml|%)(?!\w)",
    r"\b(?:goes|to go) here\b(?=\W*$)",
)
_NOTHING_YET = phrase(
    r"\W*(?:to be (?:added|completed|written|filled in|determined|announced|"
    r"confirmed)|coming soon|n/?a|pending|unknown|placeholder|\?+|"
    r"not available|no (?:information|data)(?: available)?)\W*"
)
_NO_TITLE = phrase(
    r"untitled.*|new (?:drug|page|medicine)|(?:drug|medicine|generic|brand) name|"
    r".*[-–+/&,] ?|x{2,}|test|unknown|n/?a|none|title"
)


@register(
    code="placeholder",
    severity=Severity.ERROR,
    about="Something was to be filled in and is not.",
)
def placeholder(page: Page) -> Iterator[Remark]:
    """A gap in a template is no text, and a title such as “Omega-” no name."""
    names = page.parts if page.is_combination else [page.document.title]
    for name in dict.fromkeys(names):
        if _NO_TITLE.fullmatch(name.strip()):
            yield Remark(
                None,
                "Title",
                f"{quote(name)} is no full name. Give the page, and each drug in it, "
                "its name.",
                name,
            )
    for text, found in first_in_each(page.prose, _PLACEHOLDERS):
        yield Remark.on(
            text,
            f"Something was to be filled in here: {found}. Fill it in or delete it.",
            found,
        )
    for text in page.sections:
        if _is_nothing_yet(text.plain):
            yield Remark.on(
                text,
                f"{quote(text.plain)} is all that this section says. Write it, or "
                "delete the section.",
            )


def _is_nothing_yet(plain: str) -> bool:
    return bool(plain and len(plain) < 60 and _NOTHING_YET.fullmatch(plain))
