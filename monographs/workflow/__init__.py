"""The verbs: the only way to change a monograph's state.

Each is one transaction: it asks for the right, locks the monograph, checks, changes
and writes one Event. "You lack the right" is PermissionDenied; "not this step, here
and now" is TransitionRefused; both carry a sentence for the person.
"""

from monographs.workflow.acknowledge import acknowledge
from monographs.workflow.assign import assign, take_on
from monographs.workflow.claim import claim_review, release_review
from monographs.workflow.comment import answer, comment, resolve_comment
from monographs.workflow.decide_source import Note, decide_source
from monographs.workflow.discard import discard, restore
from monographs.workflow.draft import merge, park, reset_draft
from monographs.workflow.effect_words import relearn_effect
from monographs.workflow.merge_effects import merge_effects
from monographs.workflow.merge_live import merge_live
from monographs.workflow.notice import end_notice, post_notice
from monographs.workflow.publish import bypass, publish, publish_due, schedule
from monographs.workflow.reader_report import close_report, take_report
from monographs.workflow.review_period import set_review_period
from monographs.workflow.set_class import set_class
from monographs.workflow.share import share_preview
from monographs.workflow.sign import sign
from monographs.workflow.source_licence import Licence, read_licence, state_licence
from monographs.workflow.step import TransitionRefused, require
from monographs.workflow.submit import (
    cancel,
    confirm_unchanged,
    request_changes,
    submit,
)
from monographs.workflow.three_way import Side
from monographs.workflow.touch import StaleEdit, touch, touch_all, touch_imported
from monographs.workflow.verify import unverify, verify
from monographs.workflow.withdraw import reinstate, roll_back, withdraw

__all__ = [
    "Licence",
    "Note",
    "Side",
    "StaleEdit",
    "TransitionRefused",
    "acknowledge",
    "answer",
    "assign",
    "bypass",
    "cancel",
    "close_report",
    "comment",
    "claim_review",
    "confirm_unchanged",
    "decide_source",
    "discard",
    "end_notice",
    "merge",
    "merge_effects",
    "merge_live",
    "park",
    "post_notice",
    "publish",
    "publish_due",
    "read_licence",
    "reinstate",
    "relearn_effect",
    "release_review",
    "request_changes",
    "require",
    "reset_draft",
    "resolve_comment",
    "roll_back",
    "schedule",
    "share_preview",
    "restore",
    "set_class",
    "set_review_period",
    "sign",
    "state_licence",
    "submit",
    "take_on",
    "take_report",
    "touch",
    "touch_all",
    "touch_imported",
    "unverify",
    "verify",
    "withdraw",
]
