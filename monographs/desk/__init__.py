"""The editorial desk: the admin, a module for each registered model or desk page."""

from monographs.desk import (
    comparison,
    drug,
    drug_class,
    effect,
    event,
    finding,
    imports,
    notice,
    publication,
    revision,
    site,
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
    "imports",
    "notice",
    "publication",
    "revision",
    "site",
    "source_document",
    "user",
]
