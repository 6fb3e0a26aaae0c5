"""The steps as buttons. A new verb is one more entry in one of the lists."""

from django.contrib.auth.models import AnonymousUser

from monographs.desk.situation import Situation
from monographs.desk.verbs.on_monographs import ON_MONOGRAPHS
from monographs.desk.verbs.on_notices import ON_NOTICES
from monographs.desk.verbs.on_revisions import ON_REVISIONS
from monographs.desk.verbs.verb import Place, Verb
from monographs.models import Monograph, Notice, Revision, User

__all__ = ["VERBS", "Person", "Place", "Verb", "verb_named", "verbs_now"]

Person = User | AnonymousUser

VERBS = [*ON_MONOGRAPHS, *ON_REVISIONS, *ON_NOTICES]


def verb_named(name: str, target: Monograph | Revision | Notice) -> Verb | None:
    return next(
        (verb for verb in VERBS if verb.name == name and isinstance(target, verb.on)),
        None,
    )


def verbs_now(situation: Situation, person: Person) -> list[Verb]:
    """Which buttons to show to this person."""
    target = situation.notice or situation.revision or situation.monograph
    return [
        verb
        for verb in VERBS
        if isinstance(target, verb.on)
        and verb.is_for(person)
        and verb.makes_sense(situation)
    ]
