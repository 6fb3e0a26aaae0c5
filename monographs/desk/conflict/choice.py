"""Which side is kept, as radio buttons say it: their names, and what was sent."""

from collections.abc import Mapping
from enum import StrEnum

from monographs.desk.conflict.unit import Unit
from monographs.desk.row_form import RowForm
from monographs.desk.seen import mark

PICK, MERGED, SHOWN = "pick-", "merged-", "shown-"
ALL = "choose_all"

Sent = Mapping[str, str]


class Side(StrEnum):
    THEIRS = "theirs"
    MINE = "mine"
    MERGED = "merged"


def side_chosen(sent: Sent, name: str) -> Side | None:
    """What the radio buttons of this name say, or the button for all of them."""
    chosen = sent.get(ALL) or sent.get(f"{PICK}{name}", "")
    return next((side for side in Side if side.value == chosen), None)


def side_of(sent: Sent, unit: Unit) -> Side | None:
    """None where nothing was chosen, or where the choice no longer holds."""
    chosen = side_chosen(sent, unit.input)
    if chosen == Side.MERGED and f"{MERGED}{unit.input}" not in sent:
        return None
    return None if is_typed_over(sent, unit) and not sent.get(ALL) else chosen


def is_typed_over(sent: Sent, unit: Unit) -> bool:
    """The choice was against one's own text, and that text was changed afterwards."""
    if side_chosen(sent, unit.input) not in (Side.THEIRS, Side.MERGED):
        return False
    return sent.get(f"{SHOWN}{unit.input}", "").split(" ")[0] != shown_mark(unit.mine)


def shown_mark(text: str) -> str:
    return mark(text) or "-"


def merged_text(sent: Sent, unit: Unit, proposal: str | None) -> str | None:
    """The merged text as it was edited, else as it is proposed now."""
    posted = sent.get(f"{MERGED}{unit.input}")
    if posted is None:
        return proposal
    posted = posted.replace("\r\n", "\n")
    proposed = sent.get(f"{SHOWN}{unit.input}", "").split(" ")[-1]
    return proposal if shown_mark(posted.strip()) == proposed else posted


def row_name(form: RowForm) -> str:
    """For a choice about a row as a whole: whether it is there at all."""
    return str(form.prefix)
