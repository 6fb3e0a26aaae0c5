from monographs import workflow
from monographs.desk.share_form import ShareForm
from monographs.desk.verbs.verb import Verb
from monographs.models import Monograph, Revision


def share_preview_of(on: type[Monograph] | type[Revision], text: str) -> Verb:
    return Verb(
        name="share-preview",
        on=on,
        label="Share a preview",
        explains="Gives you a link with which somebody without an account can read "
        f"{text}, and nothing else.",
        done="Shared.",
        right="share_preview",
        makes_sense=lambda now: not now.is_withdrawn,
        run=lambda target, by, days: workflow.share_preview(target, by=by, days=days),
        form=ShareForm,
        shows="admin/monographs/_shared_link.html",
    )
