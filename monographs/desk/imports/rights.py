"""Who may see imports, and whose account shows which buttons; decisions look again."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from monographs.importing.rights import IMPORT_RIGHTS, require_import, require_undo
from monographs.models import Batch, User
from monographs.workflow import require

Person = User | AnonymousUser


def may_see(person: Person) -> bool:
    return person.has_perm("monographs.view_batch")


def may_import(person: Person) -> bool:
    return all(person.has_perm(f"monographs.{right}") for right in IMPORT_RIGHTS)


def may_undo(person: Person) -> bool:
    return person.has_perm("monographs.undo_import")


def importer(person: Person) -> User:
    return require_import(require(person, "view_batch"))


def undoer(person: Person) -> User:
    return require_undo(require(person, "view_batch"))


def visible_batch(request: HttpRequest, pk: int) -> Batch:
    if not may_see(request.user):
        raise PermissionDenied("Your account may not see imports.")
    batch = Batch.objects.filter(pk=pk).select_related("by", "undone_by").first()
    if batch is None:
        raise Http404("There is no such import.")
    return batch
