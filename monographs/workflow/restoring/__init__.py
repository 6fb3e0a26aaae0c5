"""Makes an empty site show again what a set of open data holds.

No verb leads here: nobody signs anything anew. The rows are inserted in the order in
which they came to be, so that the database's guards ask of each what they asked then.
"""

from monographs.workflow.restoring.pages import NotWhole
from monographs.workflow.restoring.restore import NotEmpty, restore
from monographs.workflow.restoring.values import (
    DataToRestore,
    RestoredChange,
    RestoredClass,
    RestoredEffect,
    RestoredFormerEffect,
    RestoredNotice,
    RestoredPage,
    RestoredSignature,
    RestoredSource,
    RestoredVersion,
)

__all__ = [
    "DataToRestore",
    "NotEmpty",
    "NotWhole",
    "RestoredChange",
    "RestoredClass",
    "RestoredEffect",
    "RestoredFormerEffect",
    "RestoredNotice",
    "RestoredPage",
    "RestoredSignature",
    "RestoredSource",
    "RestoredVersion",
    "restore",
]
