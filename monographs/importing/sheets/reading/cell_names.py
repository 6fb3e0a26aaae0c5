"""What spreadsheets call their columns and cells: A, B, …, AA; D17."""

from functools import lru_cache

LETTERS = 26


@lru_cache(maxsize=1_024)
def column_name(column: int) -> str:
    """Of a column's number, from 0."""
    name, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, LETTERS)
        name = chr(ord("A") + letter) + name
    return name


@lru_cache(maxsize=1_024)
def column_number(name: str) -> int | None:
    """From 0, or None for what is no name of a column."""
    if not (0 < len(name) <= 4 and name.isascii() and name.isalpha()):
        return None
    number = 0
    for letter in name.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def place_of(table: str, line: int, column: int | None = None) -> str:
    """As BatchIssue writes it: side_effects!D17."""
    return f"{table}!{'' if column is None else column_name(column)}{line}"
