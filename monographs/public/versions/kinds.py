"""What readers are told that happened to a page, in words."""

from monographs.models.public import PublicChange

_LABELS = {
    "new": "New page",
    "changed": "Changed",
    "safety": "Safety change",
    "reviewed": "Reviewed as a whole",
    "rolled_back": "Earlier version shown again",
    "withdrawn": "Withdrawn",
    "reinstated": "Back again",
}
# Of many at once: "42 new pages".
_MANY = {
    "new": "new pages",
    "changed": "changed pages",
    "safety": "safety changes",
    "reviewed": "pages reviewed as a whole",
    "rolled_back": "pages in an earlier version again",
    "withdrawn": "withdrawn pages",
    "reinstated": "pages that are back",
}
# As a filter names them.
FILTERS = {
    "": "All",
    "new": "New",
    "changed": "Changed",
    "safety": "Safety",
    "reviewed": "Reviewed",
    "rolled_back": "Rolled back",
    "withdrawn": "Withdrawn",
    "reinstated": "Back again",
}
SHOWS_A_VERSION = frozenset(
    kind.value for kind in PublicChange.Kind if kind != PublicChange.Kind.WITHDRAWN
)


def label_of(kind: str) -> str:
    return _LABELS[kind]


def label_of_many(kind: str) -> str:
    return _MANY[kind]
