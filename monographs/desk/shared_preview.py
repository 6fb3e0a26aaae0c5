"""What an outsider with a link sees: that one text, and nothing of the desk."""

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.desk.preview import PRIVATE, preview_of
from monographs.workflow.share import LinkEnded, NoSuchLink, shared_by


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    try:
        shared = shared_by(token)
    except NoSuchLink as error:
        response = _sentence(str(error), status=404)
    except LinkEnded as error:
        response = _sentence(str(error), status=410)
    else:
        response = preview_of(shared.revision or shared.monograph, until=shared.until)
    # Links on the page must not carry this address to other sites.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _sentence(sentence: str, *, status: int) -> HttpResponse:
    html = loader.get_template("monographs/preview_ended.html").render(
        {"sentence": sentence}
    )
    return HttpResponse(html, status=status, headers=PRIVATE)
