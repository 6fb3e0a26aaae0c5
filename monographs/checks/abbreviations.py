import re
from collections import Counter
from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import word_set

_ABBREVIATION = re.compile(
    r"(?<![\w-])(?<![A-Z][A-Z] )[A-Z]{2,6}s?(?![\w-])(?! [A-Z]{2})"
)
_MOST_NAMED = 8
# Known without being explained, or no abbreviations.
_KNOWN = word_set(
    "AIDS ATC BC CD CNS QT COVID DNA DO DVD EC EU FAQ FAQS FDA GP HIV ID II III IU IV "
    "IX NHS NO NOT NOTE OK OR OTC PC PM AM RNA TV UK UN US USA UV VI VII VIII WHO XI "
    "XII MRI CT ECG EKG BMI PH ALWAYS NEVER AND ONLY AN IS IF IN ON TO WARNING ARE "
    "FOR USE THE"
)


@register(
    code="abbreviation",
    severity=Severity.HINT,
    about="Abbreviations are used and nowhere explained.",
)
def abbreviation(page: Page) -> Iterator[Remark]:
    """Readers do not look letters up; they read on without them."""
    texts = [text for text in page.prose if text.kind != "disclaimer"]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(name.rstrip("s") for name in _ABBREVIATION.findall(text.plain))
    own = {word.upper() for word in page.own_words}
    whole = "\n".join(text.plain for text in texts)
    unexplained = [
        name
        for name, _ in counts.most_common()
        if name not in _KNOWN | own and not _is_explained(name, whole)
    ]
    if unexplained:
        named = ", ".join(unexplained[:_MOST_NAMED])
        yield Remark(
            None,
            "Whole page",
            f"Not explained: {named}. Write each out where it first stands.",
            named,
        )


def _is_explained(name: str, whole: str) -> bool:
    """ "Angiotensin-converting enzyme (ACE)", or "ACE (angiotensin …)"."""
    pattern = rf"\([^()]{{0,40}}\b{name}s?\b[^()]{{0,40}}\)|\b{name}s? ?\([^()]{{4,}}\)"
    return bool(re.search(pattern, whole))
