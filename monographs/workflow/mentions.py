"""People whom a text names as @username."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet

from monographs.models import User

_MENTION = re.compile(r"(?<![\w@])@([\w.+-]*\w)")


def people_to_mention() -> QuerySet[User]:
    """Whoever can read what is said: others are not told of it."""
    people: QuerySet[User] = User.objects.with_perm("monographs.view_monograph")
    return people.filter(is_staff=True).order_by("username")


def mentioned_in(text: str) -> list[User]:
    names = {name.casefold() for name in _MENTION.findall(text)}
    if not names:
        return []
    return list(people_to_mention().filter(username__iregex=rf"^({_any_of(names)})$"))


def unknown_in(text: str, mentioned: Iterable[User]) -> list[str]:
    """The names as they were written that are nobody's among these people."""
    known = {person.username.casefold() for person in mentioned}
    names = dict.fromkeys(_MENTION.findall(text))
    return [name for name in names if name.casefold() not in known]


def _any_of(names: set[str]) -> str:
    return "|".join(sorted(map(re.escape, names)))
