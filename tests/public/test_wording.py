"""One word for one thing: the furniture of readers' pages says "drug"."""

import re

import pytest
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
FURNITURE = re.compile(r"<(h[1-6]|th|label|title|caption|legend)\b[^>]*>.*?</\1>", re.S)


@pytest.mark.parametrize(
    "template",
    sorted((TEMPLATES / "monographs").rglob("*.html")),
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_headings_and_labels_say_drug(template):
    found = [match[0] for match in FURNITURE.finditer(template.read_text())]

    assert not [text for text in found if "medicine" in text.casefold()]
