"""The options of a command that state the licence of the files it loads."""

from argparse import ArgumentParser

from django.core.management.base import OutputWrapper

from monographs.importing.licences import state_licence_of
from monographs.management.endings import CommandRefused
from monographs.models import Batch, User
from monographs.workflow import Licence, read_licence


def add_licence_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--licence",
        metavar="NAME",
        help="State the licence of these files once they are loaded, by its short "
        "name: CC-BY-4.0. Files that are here already get it too.",
    )
    parser.add_argument(
        "--licence-address", metavar="URL", help="Where it can be read: https://…"
    )


def licence_given(
    name: str | None, address: str | None, *, is_dry: bool
) -> Licence | None:
    """Looked at before anything is loaded."""
    if name is None:
        if address is not None:
            raise CommandRefused("--licence-address needs --licence NAME.")
        return None
    if is_dry:
        raise CommandRefused("A dry run states no licence: leave out --licence.")
    return read_licence(name, address or "")


def state_given(
    batch: Batch, stated: Licence | None, *, by: User, told: OutputWrapper
) -> None:
    if stated is None or batch.state != Batch.State.DONE:
        return
    if count := state_licence_of(batch, stated, by=by):
        files = "1 file" if count == 1 else f"{count:,} files"
        told.write(f"Licence of {files}: {stated.name}.")
    else:
        told.write("This licence was stated of these files before.")
