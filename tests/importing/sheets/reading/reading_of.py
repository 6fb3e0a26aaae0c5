"""Reads a file as tests ask for it, and names what was refused."""

import pytest

from monographs.importing.sheets.reading import UnreadableFile, detect, read_lines


def read(content, name="names.csv", choice=None, *, table=None, limits=None):
    """What was found, and the lines of one table: the first, unless it is named."""
    found = detect(content, name, choice, limits=limits)
    table = table or found.tables[0].name
    return found, list(read_lines(content, name, found, table, limits=limits))


def cells_of(content, name="names.csv", choice=None, **options):
    return [line.cells for line in read(content, name, choice, **options)[1]]


def refusal_of(content, name="names.csv", choice=None, **options):
    with pytest.raises(UnreadableFile) as refused:
        read(content, name, choice, **options)
    return refused.value
