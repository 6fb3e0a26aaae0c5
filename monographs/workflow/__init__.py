"""The verbs: the only way to change a monograph's state.

Each is one transaction: it asks for the right, locks the monograph, checks, changes
and writes one Event. "You lack the right" is PermissionDenied; "not this step, here
and now" is TransitionRefused; both carry a sentence for the person.
"""

from monographs.workflow.acknowledge import acknowledge
from monographs.workflow.draft import merge, park, reset_draft
from monographs.workflow.notice import end_notice, post_notice
from monographs.workflow.publish import bypass, publish, publish_due, schedule
from monographs.workflow.sign import sign
from monographs.workflow.step import TransitionRefused, require
from monographs.workflow.submit import (
    cancel,
    confirm_unchanged,
    request_changes,
    submit,
)
from monographs.workflow.three_way import Side
from monographs.workflow.touch import StaleEdit, touch, touch_all, touch_imported
from monographs.workflow.verify import verify
from monographs.workflow.withdraw import reinstate, roll_back, withdraw

__all__ = [
    "Side",
    "StaleEdit",
    "TransitionRefused",
    "acknowledge",
    "bypass",
    "cancel",
    "confirm_unchanged",
    "end_notice",
    "merge",
    "park",
    "post_notice",
    "publish",
    "publish_due",
    "reinstate",
    "request_changes",
    "require",
    "reset_draft",
    "roll_back",
    "schedule",
    "sign",
    "submit",
    "touch",
    "touch_all",
    "touch_imported",
    "verify",
    "withdraw",
]
