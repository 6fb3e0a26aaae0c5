"""What each file of a chunk would do, compared with what is there; writes nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from monographs.content import Document, dumps, fingerprint, read_working_copies
from monographs.importing.documents import Parsed, parse
from monographs.importing.documents.draft import Issue, Severity, Status
from monographs.importing.drafted import as_document
from monographs.importing.effects import Vocabulary
from monographs.importing.slugs import slug_of, slugs_of_the_same
from monographs.importing.touched import why_touched
from monographs.models import (
    Batch,
    BatchRow,
    FormerSlug,
    Monograph,
    Publication,
    SourceDocument,
)

Outcome = BatchRow.Outcome
LONGEST_TITLE = 300
SLUG = re.compile(r"(?=..)[a-z0-9]+(-[a-z0-9]+)*")
# Loaded, and not taken back.
HERE = (BatchRow.State.APPLIED, BatchRow.State.KEPT, BatchRow.State.FAILED)
# A file that led to a monograph; the same path again is its next version.
LANDED = (Outcome.NEW, Outcome.CHANGED)


@dataclass
class Plan:
    row: BatchRow
    outcome: str = ""
    message: str = ""
    issues: list[Issue] = field(default_factory=list)
    dialect: str = ""
    title: str = ""
    slug: str = ""
    flags: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    monograph: Monograph | None = None
    document: Document | None = None

    def refuse(self, message: str, code: str) -> None:
        self.outcome, self.message, self.after = Outcome.ERROR, message, ""
        self.issues.append(Issue(code, Severity.ERROR, 1, message))


def plan(batch: Batch, rows: Sequence[BatchRow]) -> list[Plan]:
    """A fixed number of queries, whatever the number of rows."""
    plans = [Plan(row) for row in rows]
    _recognise_the_same_bytes(batch, plans)
    unread = [plan for plan in plans if not plan.outcome]
    parsed = _parse(unread)
    drafts = [found.draft for found in parsed.values() if found.draft]
    vocabulary = Vocabulary(drafts)
    for each in unread:
        if not each.outcome:
            _describe(each, parsed[each.row.place], vocabulary)
    _compare(batch, [each for each in plans if not each.outcome])
    return plans


def _recognise_the_same_bytes(batch: Batch, plans: list[Plan]) -> None:
    hashes = {each.row.sha256 for each in plans}
    before: dict[str, BatchRow] = {}
    landed = BatchRow.objects.filter(sha256__in=hashes, state__in=HERE)
    for row in landed.exclude(batch=batch).select_related("monograph").order_by("id"):
        if row.monograph_id or row.outcome == Outcome.SET_ASIDE:
            before[row.sha256] = row
    first_of_batch: dict[str, str] = {}
    earlier = batch.rows.filter(sha256__in=hashes, place__lt=plans[0].row.place)
    for sha256, path in earlier.order_by("-place").values_list("sha256", "path"):
        first_of_batch[sha256] = path
    for each in plans:
        sha256 = each.row.sha256
        if sha256 in before:
            _unchanged(each, before[sha256])
        elif sha256 in first_of_batch:
            each.outcome = Outcome.UNCHANGED
            each.message = f"The same bytes as {first_of_batch[sha256]}."
        else:
            first_of_batch[sha256] = each.row.path


def _unchanged(each: Plan, before: BatchRow) -> None:
    each.outcome, each.monograph = Outcome.UNCHANGED, before.monograph
    each.title, each.slug = before.title, before.slug
    if before.decision == BatchRow.Decision.DISCARDED:
        each.message = f"The same bytes were discarded: {before.reason}"
    elif before.outcome == Outcome.SET_ASIDE:
        each.message = "The same bytes were set aside before."
    else:
        each.message = f"The same bytes were loaded before, as {before.path}."


def _parse(plans: list[Plan]) -> dict[int, Parsed]:
    kept = {
        sha256: bytes(content)
        for sha256, content in SourceDocument.objects.filter(
            sha256__in=[each.row.sha256 for each in plans if each.row.content is None]
        ).values_list("sha256", "content")
    }
    parsed = {}
    for each in plans:
        content = each.row.content
        if content is None:
            content = kept.get(each.row.sha256)
        if content is None:
            each.refuse(
                "The earlier copy of this file was taken back while this import "
                "waited. Load the file again.",
                "content_gone",
            )
        else:
            parsed[each.row.place] = parse(bytes(content), each.row.path)
    return parsed


def _describe(each: Plan, parsed: Parsed, vocabulary: Vocabulary) -> None:
    """What the file says by itself."""
    row, draft = each.row, parsed.draft
    each.issues = list(parsed.issues)
    each.dialect, each.flags = parsed.dialect, parsed.flags
    if draft is None:
        errors = [issue for issue in parsed.issues if issue.severity is Severity.ERROR]
        each.outcome = Outcome.ERROR
        each.message = errors[0].message if errors else "This file cannot be read."
        return
    if not draft.title.strip():
        each.refuse("The file has no title. Write one, then load it again.", "no_title")
        return
    if len(draft.title) > LONGEST_TITLE:
        each.refuse(
            f"The title has {len(draft.title):,} characters; {LONGEST_TITLE} are "
            "allowed. Shorten it, then load the file again.",
            "title_too_long",
        )
        return
    each.title = draft.title
    is_usable = SLUG.fullmatch(draft.slug) and len(draft.slug) <= LONGEST_TITLE
    each.slug = draft.slug if is_usable else slug_of(draft.title, row.sha256)
    each.document = as_document(
        draft, slug=each.slug, sha256=row.sha256, vocabulary=vocabulary
    )
    if parsed.status is Status.REJECTED:
        each.outcome = Outcome.SET_ASIDE
        each.after = dumps(each.document)
        reasons = [
            issue.message
            for issue in parsed.issues
            if issue.severity is not Severity.HINT
        ]
        each.message = reasons[0] if reasons else "This is not a monograph."


def _compare(batch: Batch, plans: list[Plan]) -> None:
    """With the monographs that are here, and with the files before it in the batch."""
    if not plans:
        return
    prior = _prior_landings(batch, plans)
    slugs = {each.row.place: _slugs(each) for each in plans}
    here = _monographs_by_slug({slug for some in slugs.values() for slug in some})
    by_key = {
        monograph.key: monograph
        for monograph in Monograph.objects.filter(
            key__in=[each.document.key for each in plans if each.document]
        )
    }
    in_batch = set(
        batch.rows.filter(
            outcome=Outcome.NEW,
            slug__in={slug for some in slugs.values() for slug in some},
        ).values_list("slug", flat=True)
    )
    for each in plans:
        landing = prior.get(each.row.path)
        found = by_key.get(_key(each))
        if landing and landing.monograph and _is_next(each, landing.monograph):
            found = landing.monograph
        candidates = [here[slug] for slug in slugs[each.row.place] if slug in here]
        each.monograph = found or next(iter(candidates), None)
    current = read_working_copies(
        [each.monograph for each in plans if each.monograph is not None]
    )
    touched = why_touched(prior.values())
    for each in plans:
        twin = next((slug for slug in slugs[each.row.place] if slug in in_batch), None)
        if each.monograph is not None:
            landing = prior.get(each.row.path)
            _against_monograph(each, current[each.monograph.pk], landing, touched)
        elif twin is not None:
            each.outcome, each.slug = Outcome.COMPETING, twin
            each.message = "Another file of this import is about the same drug."
        else:
            each.outcome = Outcome.NEW
            in_batch.add(each.slug)
        if each.outcome != Outcome.UNCHANGED and each.document:
            each.after = dumps(each.document)


def _is_next(each: Plan, monograph: Monograph) -> bool:
    """Two people may give the same name to files about two drugs."""
    if each.document is None or each.document.kind != monograph.kind:
        return False
    sha256 = each.row.sha256
    same = slugs_of_the_same(monograph.title, sha256)
    return not {monograph.slug, *same}.isdisjoint(_slugs(each))


def _against_monograph(
    each: Plan, current: Document, landing: BatchRow | None, touched: dict[int, str]
) -> None:
    if each.document is None or each.monograph is None:
        return
    each.slug = each.monograph.slug
    each.document = replace(each.document, slug=each.slug)
    if fingerprint(each.document) == fingerprint(current):
        each.outcome = Outcome.UNCHANGED
        each.message = "The working copy says the same."
    elif (
        landing is None
        or landing.monograph_id != each.monograph.pk
        or each.document.kind != each.monograph.kind
    ):
        each.outcome = Outcome.COMPETING
        each.message = f'"{each.monograph}" has a working copy; it is left as it is.'
    elif landing.pk in touched:
        each.outcome = Outcome.CONFLICT
        each.message = (
            f"This file changed since it was loaded, and {touched[landing.pk]}. "
            "The working copy is left as it is."
        )
    else:
        each.outcome = Outcome.CHANGED
        each.before = dumps(current)


def _prior_landings(batch: Batch, plans: list[Plan]) -> dict[str, BatchRow]:
    """The last row of each path that led to a monograph that is still here."""
    rows = BatchRow.objects.filter(
        path__in=[each.row.path for each in plans],
        state__in=HERE,
        outcome__in=LANDED,
        monograph__isnull=False,
    )
    return {
        row.path: row
        for row in rows.exclude(batch=batch)
        .select_related("monograph")
        .defer("content", "after", "before")
        .order_by("id")
    }


def _monographs_by_slug(slugs: Iterable[str]) -> dict[str, Monograph]:
    slugs = list(slugs)
    former = FormerSlug.objects.filter(slug__in=slugs).select_related(
        "publication__monograph"
    )
    found = {entry.slug: entry.publication.monograph for entry in former}
    # The live page's address, where its draft has another one by now.
    live = Publication.objects.filter(slug__in=slugs).select_related("monograph")
    found |= {publication.slug: publication.monograph for publication in live}
    for monograph in Monograph.objects.filter(slug__in=slugs):
        found[monograph.slug] = monograph
    return found


def _slugs(each: Plan) -> list[str]:
    same = slugs_of_the_same(each.title, each.row.sha256)
    return list(dict.fromkeys([each.slug, *same]))


def _key(each: Plan) -> Any:
    return each.document.key if each.document else None
