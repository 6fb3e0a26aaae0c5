"""The page that says what was found in files, and asks what their columns mean."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse

from monographs.desk.imports.rights import importer, may_import, visible_batch
from monographs.desk.imports.sheets.columns_form import read_mapping
from monographs.desk.imports.sheets.detected_form import shown_files
from monographs.desk.imports.sheets.found_tables import tables_of
from monographs.desk.imports.sheets.shown_tables import part_of, shown_tables
from monographs.desk.imports.steps import carry_on, page_of
from monographs.importing.sheets import decisions
from monographs.importing.sheets.mapping import BadMapping, Blank, Mapping
from monographs.importing.sheets.profile import Profile, ProfileTable
from monographs.importing.sheets.suggest import problems, suggested_mapping
from monographs.models import Batch, ImportProfile, User
from monographs.workflow import TransitionRefused

MOST_UNPACKED = 20_000_000
BLANKS = {
    Blank.LEAVE: "leave what is there",
    Blank.CLEAR: "clear what is there",
}


def columns_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    batch = visible_batch(request, pk)
    if request.method != "POST":
        mapping = _starting_with(batch, request.GET)
        return _page(model_admin, request, batch, mapping, request.GET.getlist("open"))
    return _answer(model_admin, request, batch, importer(request.user))


def _answer(
    model_admin: Any, request: HttpRequest, batch: Batch, by: User
) -> HttpResponse:
    typed = request.POST
    known = _known(batch, typed)
    mapping = read_mapping(typed, tables_of(list(batch.files.without_bytes())), known)
    mapping = _with_new_sheets(batch, known, mapping)
    try:
        if "use" in typed:
            carry_on(decisions.use_mapping(batch, mapping, by=by))
            return HttpResponseRedirect(page_of(batch))
        if "save" in typed:
            name = typed.get("name", "")
            decisions.save_profile(batch, mapping, name=name, by=by)
            messages.success(request, f'Saved as the profile "{name.strip()}".')
    except TransitionRefused as refusal:
        return _page(model_admin, request, batch, mapping, (), str(refusal))
    wanted = [*typed.getlist("open"), *_still_open(known, mapping, typed)]
    return _page(model_admin, request, batch, mapping, wanted)


def _starting_with(batch: Batch, asked: QueryDict) -> Mapping:
    """What is kept, or what a saved profile says about these files."""
    number = asked.get("profile", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    saved = ImportProfile.objects.filter(pk=number).first() if is_number else None
    try:
        if saved:
            return suggested_mapping(batch, Profile.from_json(saved.mapping))
        return Mapping.from_json(batch.mapping)
    except BadMapping:
        return suggested_mapping(batch)


def _known(batch: Batch, typed: QueryDict) -> Mapping:
    """The page brings along what it does not show."""
    try:
        return _unpacked(typed.get("known", ""))
    except (BadMapping, RecursionError, ValueError, zlib.error):
        return _starting_with(batch, QueryDict())


def _packed(mapping: Mapping) -> str:
    """Of many tables it would be most of the page."""
    text = json.dumps(mapping.as_json(), separators=(",", ":"))
    return b64encode(zlib.compress(text.encode())).decode()


def _unpacked(text: str) -> Mapping:
    unpacking = zlib.decompressobj()
    said = unpacking.decompress(b64decode(text, validate=True), MOST_UNPACKED)
    if not unpacking.eof:
        raise ValueError("This is more than a page brings along.")
    return Mapping.from_json(json.loads(said))


def _with_new_sheets(batch: Batch, known: Mapping, mapping: Mapping) -> Mapping:
    """A table that has just become another sheet gets the columns of that one."""
    before = {(table.file, table.table): table.sheet for table in known.tables}
    changed = {
        (table.file, table.table)
        for table in mapping.tables
        if table.is_used and before.get((table.file, table.table)) != table.sheet
    }
    if not changed:
        return mapping
    as_said = Profile(
        tables=tuple(
            ProfileTable(table.table, table.sheet or "", {}) for table in mapping.tables
        )
    )
    suggested = {
        (table.file, table.table): table
        for table in suggested_mapping(batch, as_said).tables
    }
    tables = (
        suggested.get((table.file, table.table), table)
        if (table.file, table.table) in changed
        else table
        for table in mapping.tables
    )
    return Mapping(tuple(tables), mapping.blank)


def _still_open(known: Mapping, mapping: Mapping, typed: QueryDict) -> list[str]:
    """After a look at another sheet's columns these are what a person wants to see."""
    return typed.getlist("shown") if known.tables != mapping.tables else []


def _page(
    model_admin: Any,
    request: HttpRequest,
    batch: Batch,
    mapping: Mapping,
    wanted: Collection[str],
    refusal: str = "",
) -> HttpResponse:
    files = list(batch.files.defer("content").order_by("number"))
    found = problems(batch, mapping)
    may_change = may_import(request.user) and batch.state in decisions.CHANGEABLE
    tables = tables_of(files)
    asked = request.POST if request.method == "POST" else request.GET
    part = part_of(tables, found, asked.get("from", ""))
    shown = shown_tables(tables[part.first : part.end], mapping, found, wanted)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Columns of import {batch.pk}",
        "opts": model_admin.opts,
        "batch": batch,
        "files": shown_files(files, shown),
        "tables": shown,
        "part": part,
        "general": [problem for problem in found if not problem.sheet],
        "problems": len(found),
        "known": _packed(mapping),
        "blank": mapping.blank.value,
        "blanks": BLANKS.items(),
        "profiles": list(ImportProfile.objects.only("name")),
        "may_change": may_change,
        "refusal": refusal,
    }
    return TemplateResponse(
        request,
        "admin/monographs/imports/sheets/columns.html",
        context,
        status=422 if refusal else 200,
    )
