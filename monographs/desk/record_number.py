"""The record that an address names."""

from django.contrib.admin.utils import unquote

MOST_DIGITS = 18  # more overflow the databases' integers


def number_in(object_id: str) -> int:
    """0, which no record has, where the address names none."""
    text = unquote(object_id)
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0
