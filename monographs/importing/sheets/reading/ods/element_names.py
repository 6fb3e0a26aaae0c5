"""The names of elements and attributes, with the prefixes that a file gives them."""

from dataclasses import dataclass
from typing import Self

from monographs.importing.sheets.reading.xml_parts import Attributes

_NAMESPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}


@dataclass(frozen=True)
class Prefixes:
    table: str = "table"
    text: str = "text"
    office: str = "office"

    @classmethod
    def of_root(cls, attributes: Attributes) -> Self:
        """As the first element declares them, else as every program has them."""
        by_uri = {
            uri: name.removeprefix("xmlns:")
            for name, uri in attributes.items()
            if name.startswith("xmlns:")
        }
        return cls(**{name: by_uri.get(uri, name) for name, uri in _NAMESPACES.items()})
