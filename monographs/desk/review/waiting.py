"""Which sealed versions wait for somebody, and who looks at them."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format

from monographs.models import (
    ReviewClaim,
    Revision,
    RevisionContributor,
    Signature,
    User,
)


def waiting_for(
    revisions: QuerySet[Revision], *, role: Signature.Role, person: User
) -> QuerySet[Revision]:
    """Those that this person may sign in this role, the rights aside."""
    signatures = Signature.objects.filter(revision=OuterRef("pk"))
    wrote = RevisionContributor.objects.filter(revision=OuterRef("pk"), person=person)
    waiting = revisions.filter(
        ~Exists(signatures.filter(Q(role=role) | Q(signer=person))),
        ~Exists(wrote),
        state__in=Revision.SIGNABLE,
    )
    if role == Signature.Role.CLINICAL:
        return waiting.exclude(change_kind=Revision.ChangeKind.MINOR)
    return waiting


def claimed_by(revisions: QuerySet[Revision], person: User) -> QuerySet[Revision]:
    claims = ReviewClaim.objects.open().filter(revision=OuterRef("pk"), person=person)
    return revisions.filter(Exists(claims))


def with_open_claims(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """As `open_claims`, with one query for all of them."""
    claims = ReviewClaim.objects.open().select_related("person")
    return revisions.prefetch_related(Prefetch("claims", claims, to_attr="open_claims"))


def claims_in_words(claims: list[ReviewClaim]) -> str:
    """Such as "Rhea Viewer (editorial), due 4 May 2031"."""
    return "; ".join(
        f"{claim.person} ({claim.get_role_display()})"
        + (f", due {date_format(claim.due_on)}" if claim.due_on else "")
        for claim in claims
    )
