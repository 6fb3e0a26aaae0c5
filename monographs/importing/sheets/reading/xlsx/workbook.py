"""Which sheets a workbook has, and where the parts about them are."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from monographs.importing.sheets.reading.found import UnreadableFile
from monographs.importing.sheets.reading.names import as_table_name
from monographs.importing.sheets.reading.package import Package
from monographs.importing.sheets.reading.xml_parts import Attributes, elements_of

# Small parts are read in one go, so they have to be small.
MOST_ELEMENTS = 50_000
WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True)
class Workbook:
    sheets: tuple[Sheet, ...]
    is_1904: bool
    strings: str | None  # the part with the shared texts
    styles: str | None


def read_workbook(package: Package) -> Workbook:
    main = _main_part(package)
    related = {
        attributes.get("Id", ""): attributes
        for name, attributes in _elements(package, _relations_of(main), optional=True)
        if name == "Relationship"
    }
    sheets, is_1904 = [], False
    for name, attributes in _elements(package, main):
        if name == "workbookPr":
            is_1904 = attributes.get("date1904", "") in {"1", "true", "on"}
        elif name == "sheet":
            target = related.get(_relation_id(attributes), {})
            if _kind(target) == "worksheet":
                sheets.append(_sheet(attributes, _place(main, target)))
    return Workbook(
        tuple(sheets),
        is_1904,
        _part_of_kind("sharedStrings", main, related, package),
        _part_of_kind("styles", main, related, package),
    )


def elements_of_part(package: Package, part: str) -> Iterator[tuple[str, Attributes]]:
    return elements_of(part, package.pieces(part))


def _elements(
    package: Package, part: str, *, optional: bool = False
) -> Iterator[tuple[str, Attributes]]:
    if optional and part not in package:
        return
    for number, element in enumerate(elements_of_part(package, part)):
        if number > MOST_ELEMENTS:
            raise UnreadableFile(
                "xml",
                "The list of its sheets is longer than any. Save the file again with "
                "a spreadsheet program.",
                part,
            )
        yield element


def _main_part(package: Package) -> str:
    for _, attributes in _elements(package, "_rels/.rels", optional=True):
        if _kind(attributes) == "officeDocument":
            return _place("", attributes)
    return WORKBOOK


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation_id(attributes: Attributes) -> str:
    """r:id, whatever the prefix."""
    ids = (text for name, text in attributes.items() if name.endswith(":id"))
    return next(ids, "")


def _kind(relation: Attributes) -> str:
    if relation.get("TargetMode") == "External":
        return ""
    return relation.get("Type", "").rpartition("/")[2]


def _place(part: str, relation: Attributes) -> str:
    target = relation.get("Target", "")
    joined = posixpath.join(posixpath.dirname(part), target)
    return posixpath.normpath(joined).lstrip("/")


def _sheet(attributes: Attributes, part: str) -> Sheet:
    is_hidden = attributes.get("state", "visible") != "visible"
    return Sheet(as_table_name(attributes.get("name", "")), part, is_hidden)


def _part_of_kind(
    kind: str, main: str, related: dict[str, Attributes], package: Package
) -> str | None:
    for relation in related.values():
        if _kind(relation) == kind and (part := _place(main, relation)) in package:
            return part
    return None
