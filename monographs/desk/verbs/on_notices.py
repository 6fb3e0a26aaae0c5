from monographs import workflow
from monographs.desk.situation import has_ended
from monographs.desk.verbs.verb import Verb
from monographs.models import Notice

ON_NOTICES = [
    Verb(
        name="end",
        on=Notice,
        label="End this notice",
        explains="The banner disappears at once.",
        done="The notice has ended.",
        right="post_notice",
        makes_sense=lambda now: now.notice and not has_ended(now.notice),
        run=lambda notice, by: workflow.end_notice(notice, by=by),
    ),
]
