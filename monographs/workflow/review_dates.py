"""When the next review of a page is due. Pure."""

from datetime import date, timedelta
from uuid import UUID

from monographs.workflow.months import months_after

# How much of a period a page may give up, so that pages that were published on one
# day are not all due on one day. Never later than the period says.
SPREAD = 10  # per cent


def due_on(reviewed_on: date, *, months: int, key: UUID) -> date:
    """The end of the period, or some days before: always as many for the same page."""
    latest = months_after(reviewed_on, months)
    most = (latest - reviewed_on).days * SPREAD // 100
    return latest - timedelta(days=key.int % (most + 1))
