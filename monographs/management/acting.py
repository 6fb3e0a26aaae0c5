"""Who it is that gives a command."""

from monographs.management.endings import CommandRefused
from monographs.models import User

AS_HELP = "Who does it; without a name, the only superuser."


def acting_user(username: str | None) -> User:
    people = User.objects.filter(is_active=True)
    if username is not None:
        found = people.filter(username=username).first()
        if found is None:
            raise CommandRefused(f'There is no active user "{username}".')
        return found
    superusers = list(people.filter(is_superuser=True)[:2])
    if len(superusers) != 1:
        there_are = "several superusers" if superusers else "no superuser"
        raise CommandRefused(f"There is {there_are}: say who does it, --as USERNAME.")
    return superusers[0]
