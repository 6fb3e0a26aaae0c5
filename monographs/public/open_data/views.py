"""The page that lists the sets, and their files."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect as redirect_for_now
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from monographs.public.addresses import absolute_url
from monographs.public.caching import FOR_A_MINUTE
from monographs.public.open_data.describe import DESCRIPTION
from monographs.public.open_data.sets import (
    DataSet,
    SetFile,
    all_sets,
    find_set,
    held_back,
)
from monographs.public.responses import render_page, unindexed

# Older ones are listed by their day alone.
_SHOWN_WHOLE = 3


@dataclass(frozen=True)
class ShownFile:
    file: SetFile
    url: str


@dataclass(frozen=True)
class ShownSet:
    name: str
    made_at: datetime
    counts: dict[str, int]
    is_given_out: bool
    files: tuple[ShownFile, ...]


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    sets = all_sets()
    withheld = held_back(sets)
    shown = [_shown(one, is_given_out=one.name not in withheld) for one in sets]
    given_out = [one for one in shown if one.is_given_out]
    return render_page(
        "monographs/data.html",
        sets=given_out[:_SHOWN_WHOLE],
        older=given_out[_SHOWN_WHOLE:],
        held_back=[one for one in shown if not one.is_given_out],
        licence=settings.DATA_LICENCE,
        example=absolute_url(
            reverse("public:data_latest_file", args=["medsite.sqlite"])
        ),
    )


def _shown(one: DataSet, *, is_given_out: bool) -> ShownSet:
    return ShownSet(
        name=one.name,
        made_at=one.made_at,
        counts=one.package["counts"],
        is_given_out=is_given_out,
        files=tuple(
            ShownFile(file, reverse("public:data_file", args=[one.name, file.name]))
            for file in one.files.values()
        ),
    )


@require_safe
def latest_set(request: HttpRequest) -> HttpResponseBase:
    return latest_file(request, DESCRIPTION)


@require_safe
def latest_file(request: HttpRequest, file_name: str) -> HttpResponseBase:
    """Where it is today: tomorrow it is another one."""
    newest = next(iter(all_sets()), None)
    if newest is None or file_name not in newest.files:
        raise Http404("There is no such file.")
    response = redirect_for_now(
        "public:data_file", day=newest.name, file_name=file_name
    )
    response.headers["Cache-Control"] = FOR_A_MINUTE
    return unindexed(response)


@require_safe
def data_file(request: HttpRequest, day: str, file_name: str) -> HttpResponseBase:
    one = find_set(day)
    file = one.files.get(file_name) if one else None
    if one is None or file is None:
        raise Http404("There is no such file.")
    if one.holds_withdrawn_pages():
        return unindexed(render_page("monographs/data_gone.html", status=410, day=day))
    response = _sent(request, one, file)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return unindexed(response)


def _sent(request: HttpRequest, one: DataSet, file: SetFile) -> HttpResponseBase:
    etag = f'"{file.sha256 or one.content_hash}-{one.name}"'
    headers = {"Cache-Control": FOR_A_MINUTE, "ETag": etag}
    answer = get_conditional_response(
        request, etag=etag, response=HttpResponse(headers=headers)
    )
    if answer is not None and answer.status_code != 200:
        return answer
    try:
        opened = file.path.open("rb")
    except FileNotFoundError:
        raise Http404("There is no such file.") from None
    return FileResponse(
        opened, filename=file.name, content_type=file.content_type, headers=headers
    )
