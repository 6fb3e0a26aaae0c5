"""What a page says on the questions that readers ask most, and how it says it.

Each pattern is meant for one sentence. "Careful" and "free" are the two answers that
cannot both be right.
"""

import re
from dataclasses import dataclass

from monographs.checks.patterns import phrase

_FORBIDS = (
    r"(?:avoid|do not|don't|must not|never|should not|shouldn't|refrain from|abstain "
    r"from|contraindicated|not recommended|not be (?:used|taken)|prohibited|"
    r"strictly limited)"
)
_ALLOWS = r"(?:you can|you may|it is|it's|is) (?:generally |usually |considered )?"


@dataclass(frozen=True)
class Topic:
    name: str
    asked: re.Pattern[str]  # in the question
    careful: re.Pattern[str]  # in a sentence, where its subject is plain
    free: re.Pattern[str]
    # A question to which "yes" is the careful answer: "Is it habit-forming?"
    yes_is_careful: bool = False


TOPICS = (
    Topic(
        "alcohol",
        asked=phrase(r"\b(?:alcohol|wine|beer)\b|\bdrink(?: (?:while|on|when)|\?)"),
        careful=phrase(
            rf"\b{_FORBIDS}\b[^.;]{{0,60}}\balcohol(?:ic drinks|ic beverages)?\b"
            r"(?! (?:abuse|dependence|withdrawal|swabs?|wipes?|content|-))",
            r"\balcohol(?: consumption| use| intake)? (?:should|must) be avoided\b",
            r"\balcohol(?: consumption| use)? is (?:not recommended|contraindicated)\b",
        ),
        free=phrase(
            r"\bno (?:known |direct |significant |specific |major )*interactions? "
            r"(?:with|between) [^.;]{0,40}alcohol\b",
            r"\balcohol does not (?:interact|affect)\b",
            rf"\b{_ALLOWS}(?:safe |fine |ok )?(?:to )?drink(?:ing)? alcohol\b",
        ),
    ),
    Topic(
        "driving",
        asked=phrase(
            r"\b(?:drive|driving)\b(?! (?:a hard bargain|force))",
            r"\b(?:operate|use|using|operating) (?:heavy )?machine(?:s|ry)\b",
        ),
        careful=phrase(
            rf"\b{_FORBIDS}\b[^.;]{{0,60}}\b(?:driv(?:e|ing)\b|machine(?:s|ry)\b)",
            r"\b(?:can|may|could|might|will) (?:impair|affect|reduce) (?:your |the )?"
            r"(?:ability to|\w+ (?:to|for)) driv",
        ),
        free=phrase(
            r"\b(?:does|do|should|will|is) (?:not|unlikely to) (?:usually |generally |"
            r"typically |normally |expected to )?(?:affect|impair|interfere with)"
            r"[^.;]{0,40}\bdriv",
            r"\bno (?:known )?(?:effect|influence) on [^.;]{0,40}\bdriv",
        ),
    ),
    Topic(
        "pregnancy",
        asked=phrase(r"\bpregnan(?:t|cy)\b"),
        careful=phrase(
            rf"\b{_FORBIDS}\b[^.;]{{0,60}}\bpregnan(?:t|cy)\b(?! test)",
            r"\bpregnan(?:t|cy)\b[^.;]{0,40}\b(?:is contraindicated|should (?:not|"
            r"avoid)|must not|contraindicated)\b",
            r"\b(?:can|may|could) (?:harm|damage) (?:the|an|your) (?:unborn|developing|"
            r"fetus|foetus|baby)\b",
        ),
        free=phrase(
            r"\b(?<!not )(?<!not considered )(?:is|are|considered|be) (?:generally |"
            r"usually |considered |relatively )*safe (?:for use |to use |to take )?"
            r"(?:during|in|for) (?:pregnan\w+|pregnant women)\b",
        ),
    ),
    Topic(
        "habit-forming",
        asked=phrase(
            r"\bhabit[- ]forming\b|\baddict(?:ive|ion|ed)\b",
            r"\b(?:cause|lead to|become) (?:physical |psychological )?dependen",
        ),
        careful=phrase(
            r"\b(?<!not )(?:is|can be|may be|be|potentially|highly) (?:(?!not\b)\w+ )?"
            r"(?:habit[- ]forming|addictive)\b",
            r"\b(?:can|may|could|might) (?:also )?(?:cause|lead to|result in|produce) "
            r"(?:[\w,]+ ){0,6}(?:dependen(?:ce|cy)|addiction)\b",
            r"\b(?:risk|potential) (?:of|for) (?:[\w,]+ ){0,4}(?:dependen(?:ce|cy)|"
            r"addiction|abuse|misuse)\b",
        ),
        free=phrase(
            r"\b(?:is|are) (?:not|non)[- ](?:considered |known to be |typically |"
            r"generally |usually )*(?:to be )?(?:an? )?"
            r"(?:habit[- ]forming|addictive)\b",
            r"\b(?:does|do) not (?:usually |typically )?(?:cause|lead to) (?:physical |"
            r"psychological )?(?:dependen(?:ce|cy)|addiction)\b",
            r"\bno (?:known )?(?:risk|potential) (?:of|for) (?:dependen(?:ce|cy)|"
            r"addiction|abuse)\b",
        ),
        yes_is_careful=True,
    ),
    Topic(
        "stopping suddenly",
        asked=phrase(
            r"\b(?:can|may|should|is it (?:safe|ok|okay|fine) to|could) (?:I )?"
            r"(?:just |suddenly |abruptly )*(?:stop|quit|discontinue)\b",
        ),
        careful=phrase(
            r"\b(?:do not|don't|never|should not|shouldn't|must not|avoid) "
            r"(?:\w+ ){0,3}(?:stop|stopp|discontinu|withdr)\w*\b[^.;]{0,60}"
            r"\b(?:suddenly|abruptly|without)\b",
            r"\b(?:abrupt|sudden)(?:ly)? (?:stopping|stop|discontinu\w+|withdrawal|"
            r"cessation)\b[^.;]{0,60}\b(?:can|may|could|should|must|avoid)\b",
            r"\b(?:taper|reduc\w+ (?:\w+ )?gradual|gradual\w* (?:\w+ )?(?:reduc|taper|"
            r"decreas))",
        ),
        free=phrase(
            r"\bcan be (?:stopped|discontinued) (?:at any time|abruptly|suddenly|"
            r"without (?:tapering|problems))\b",
            r"\bno (?:need|reason) to (?:taper|reduce)\b",
            r"\b(?:does|do) not (?:cause|have|produce) (?:any )?withdrawal\b",
        ),
    ),
)
