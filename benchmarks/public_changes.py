"""What readers were told of the generated pages: loads of ten, each one entry."""

from collections.abc import Sequence

from monographs.models import Publication, PublicChange, User

IN_ONE_GO = 10


def tell(publications: Sequence[Publication], *, by: User) -> None:
    for first in range(0, len(publications), IN_ONE_GO):
        leader, *members = (
            _change(publication, by)
            for publication in publications[first : first + IN_ONE_GO]
        )
        leader.save(force_insert=True)
        for member in members:
            member.leader = leader
        PublicChange.objects.bulk_create(members)


def _change(publication: Publication, by: User) -> PublicChange:
    return PublicChange(
        publication=publication,
        revision=publication.revision,
        kind=PublicChange.Kind.NEW,
        at=publication.published_at,
        title=publication.title,
        note="Loaded from the first collection.",
        by=by,
    )
