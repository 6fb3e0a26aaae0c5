"""Loading needs the import right, and the right to add and change what it writes."""

from monographs.models import User
from monographs.workflow import require

IMPORT_RIGHTS = (
    "import_monographs",
    "add_monograph",
    "change_monograph",
    "add_effect",
    "add_drugclass",
)


def require_import(by: User) -> User:
    for right in IMPORT_RIGHTS:
        require(by, right)
    return by


def require_undo(by: User) -> User:
    return require(by, "undo_import")
