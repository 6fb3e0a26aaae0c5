"""Carrying notifications to people's mailboxes: at least once, and never in a verb."""

from monographs.mailing.forget import forget_old
from monographs.mailing.send import Outcome, send_waiting

__all__ = ["forget_old", "Outcome", "send_waiting"]
