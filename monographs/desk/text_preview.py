"""A text in the renderer of the public page."""

from django.utils.safestring import SafeString

from monographs.markdown import to_html
from monographs.visible_text import visible_content

# More than seven times the longest section known.
LONGEST_PREVIEW = 60_000
TOO_LONG = f"A text of more than {LONGEST_PREVIEW:,} characters has no preview."


def preview_of(text: str) -> SafeString | str:
    """As readers will see it, with what hides named, without links to references."""
    return to_html(visible_content(text)) if len(text) <= LONGEST_PREVIEW else TOO_LONG
