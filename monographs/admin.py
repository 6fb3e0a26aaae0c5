"""Django looks here for what the admin registers: the modules of the desk."""

from monographs.desk import (
    comparison,
    drug,
    drug_class,
    effect,
    event,
    finding,
    group,
    imports,
    notice,
    publication,
    revision,
    source_document,
    user,
)

__all__ = [
    "comparison",
    "drug",
    "drug_class",
    "effect",
    "event",
    "finding",
    "group",
    "imports",
    "notice",
    "publication",
    "revision",
    "source_document",
    "user",
]
