"""What is wrong with a working copy: small named checks over its content. Pure."""

from monographs.checks.asking import Questions, passages_in, questions_of
from monographs.checks.context import NOTHING_ELSE, Context
from monographs.checks.registry import REGISTERED, Check, Found, Severity
from monographs.checks.run import CHECKS, find_all

__all__ = [
    "CHECKS",
    "NOTHING_ELSE",
    "REGISTERED",
    "Check",
    "Context",
    "Found",
    "Questions",
    "Severity",
    "find_all",
    "passages_in",
    "questions_of",
]
