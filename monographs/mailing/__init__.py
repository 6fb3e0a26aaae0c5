"""Carrying notifications to people's mailboxes: at least once, and never in a verb."""

from monographs.mailing.send import Outcome, send_waiting

__all__ = ["Outcome", "send_waiting"]
