"""Rewritings of a document that must not change what is read from it."""

from tests.importing.variants.leads import LEADS
from tests.importing.variants.marks import MARKS
from tests.importing.variants.meaning import differences, meaning
from tests.importing.variants.whole import WHOLE
from tests.importing.variants.wording import WORDING

VARIANTS = MARKS | LEADS | WORDING | WHOLE

__all__ = ["VARIANTS", "differences", "meaning"]
