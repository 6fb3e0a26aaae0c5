"""Random people take random steps in random orders; what is promised holds after each.

The machine below keeps a small truth of its own. Every change of a working copy is
numbered and leaves a word such as "mark7e" in the text, so that it is known who wrote
what, what a clinician has read, and which words readers may see. That truth and the
rules that use it belong together, which is why this module is long.

LIFE_CYCLE_EXAMPLES=1500 runs deeper than the few dozen lives of an ordinary run.
"""

import hashlib
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from hypothesis import (
    HealthCheck,
    currently_in_test_context,
    event,
    note,
    settings,
)
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from monographs import workflow
from monographs.models import (
    Event,
    FormerSlug,
    Monograph,
    Notice,
    Publication,
    ReviewClaim,
    Revision,
    Triage,
)
from monographs.workflow import Side, TransitionRefused
from monographs.workflow.projection_check import differences
from monographs.workflow.share import LinkEnded, shared_by
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    MAJOR,
    MINOR,
    REVIEWED,
    SAFETY,
    make_effect,
    make_imported_section,
    make_monograph,
    make_section,
    make_side_effect,
    make_source,
    make_user,
)

EXAMPLES = int(os.environ.get("LIFE_CYCLE_EXAMPLES", "40"))
LENGTH = 30

ROLES_OF = {
    "ann": ["Editor"],
    "ben": ["Editor"],
    "cat": ["Editor", "Reviewer"],
    "dan": ["Editor", "Clinical reviewer"],
    "eve": ["Reviewer"],
    "fay": ["Reviewer", "Clinical reviewer"],
    "gus": ["Clinical reviewer"],
    "hal": ["Publisher"],
    "ida": ["Data steward"],
    "jon": ["Editor", "Publisher"],
    "kim": [],
}
SLUGS = ["alpha", "beta", "gamma", "delta"]
CLINICAL_KINDS = {"dosage", "side_effects", "precautions"}
MARK = re.compile(r"mark\d+e")

KINDS = Event.Kind
MOVES_THE_POINTER = {
    KINDS.PUBLISHED,
    KINDS.BYPASSED,
    KINDS.REINSTATED,
    KINDS.ROLLED_BACK,
}

which_one = st.integers(0, 5)
given_reason = st.sampled_from(["The dose is wrong."] * 5 + [" "])
rarely = st.sampled_from([False] * 9 + [True])
days = st.integers(1, 50)


def mostly(*names):
    """These people, and now and then somebody else."""
    return st.sampled_from([*names * (60 // len(names)), *sorted(ROLES_OF)])


editors = mostly("ann", "ben", "cat", "dan", "jon")
publishers = mostly("hal", "jon")


STEPS = []


def possible(**arguments):
    """One of the steps that people may try; all are tried equally often.

    Rules of their own would not be: a run switches some rules off, on purpose, and
    then seldom gets from a first draft to a roll-back.
    """

    def register(method):
        STEPS.append(
            st.tuples(st.just(method.__name__), st.fixed_dictionaries(arguments))
        )
        return method

    return register


@dataclass(frozen=True)
class Sealed:
    content: str
    marks: frozenset[str]  # the changes that made this text

    @property
    def words(self):
        return marks_in(self.content)

    @property
    def clinical_part(self):
        data = json.loads(self.content)
        sections = [row for row in data["sections"] if row["kind"] in CLINICAL_KINDS]
        others = ("side_effects", "components", "subjects", "comparison_rows")
        return json.dumps([sections, *[data[field] for field in others]])


def marks_in(text):
    return frozenset(MARK.findall(text))


class LifeCycle(RuleBasedStateMachine):
    """Each rule picks a page or version that its step fits, if there is one.

    Where there is none it takes the steps that lead there, or is refused.
    """

    people = {}
    source = None

    def __init__(self):
        super().__init__()
        self.reached = Counter()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.patch = pytest.MonkeyPatch()
        now = timezone.now
        self.passed = timedelta()
        self.patch.setattr(timezone, "now", lambda: now() + self.passed)
        self.author_of = {}  # who made which change
        self.settled = set()  # changes that an approved version holds
        self.unread = set()  # imported words that nobody has verified
        self.sealed = {}  # revisions as they were when they were sealed
        self.read_by_clinicians = set()  # clinical parts with a clinical signature
        self.parked = {}
        self.discarded = set()
        self.links = {}
        self.ended_links = set()
        self.assigned = {}  # whose work each page is
        self.marks = {}  # the changes that made each working copy

    def teardown(self):
        try:
            connection.check_constraints()
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)
            self.patch.undo()

    @initialize(published=st.sampled_from([0, 1, 2, 2, 2]))
    def start(self, published):
        self.effects = [make_effect() for _ in range(3)]
        kinds = [Monograph.Kind.DRUG, Monograph.Kind.DRUG, Monograph.Kind.COMPARISON]
        self.pages = [
            make_monograph(kind, by=self.people["ann"], slug=slug)
            for kind, slug in zip(kinds, SLUGS, strict=False)
        ]
        for page in self.pages:
            self.marks[page.pk] = frozenset()
            page.sections.update(body=self.new_mark(page, self.people["ann"]))
        self.before = everything()
        self.log = list(Event.objects.values_list("pk", "kind"))
        for page in self.pages[:published]:
            self.submit_page(page, by="ann")
            self.sign_both(0, "eve", "gus", is_odd=False)

    # --- Changing the working copy ---------------------------------------------------

    @possible(
        which=which_one,
        by=editors,
        what=st.sampled_from(["text", "text", "effect", "title", "listed", "remove"]),
        kind=st.sampled_from(["usage", "usage", "dosage", "note"]),
        is_stale=rarely,
    )
    def edit(self, which, by, what, kind, is_stale):
        page = self.page(which)
        self.edit_page(page, by, what, kind, seen=page.edit_version - is_stale)

    @possible(which=which_one, by=editors)
    def move(self, which, by):
        """To an address that no working copy has: the form refuses the others."""
        page = self.page(which)
        taken = Monograph.objects.values_list("slug", flat=True)
        slug = sorted({*SLUGS} - {*taken})[0]

        def change():
            self.new_mark(page, self.people[by])
            page.slug = slug
            page.save(update_fields=["slug"])

        self.change(page, by, page.edit_version, change)

    @possible(which=which_one, is_new=st.booleans())
    def load_row(self, which, is_new):
        """An import adds a row, or brings one that it made before in new words."""
        page = self.page(which, sections__origin="import")

        def change():
            mark = self.new_mark(page, self.people["ida"])
            self.unread.add(mark)
            row = page.sections.filter(origin="import").first()
            if row is None or is_new:
                make_imported_section(page, body=mark, source=self.source)
                return
            row.body, row.verified_by, row.verified_at = mark, None, None
            row.save()

        self.change(page, "ida", page.edit_version, change)

    @possible(which=which_one, by=mostly("ann", "eve", "gus"))
    def verify(self, which, by):
        page = self.page(
            which, sections__origin="import", sections__verified_at__isnull=True
        )
        self.verify_page(page, by)

    @possible(which=which_one, by=mostly("ann", "eve", "gus"))
    def unverify(self, which, by):
        page = self.page(
            which, sections__origin="import", sections__verified_at__isnull=False
        )
        rows = page.sections.verified()
        keys, read = [row.key for row in rows], [row.body for row in rows]

        def verb():
            return workflow.unverify(page, keys=keys, by=self.people[by])

        if self.step(verb, KINDS.UNVERIFIED):
            self.unread |= marks_in(" ".join(read))

    @possible(which=which_one, by=editors)
    def reset_draft(self, which, by):
        page = self.page(which, publication__isnull=False)

        def verb():
            return workflow.reset_draft(page, by=self.people[by])

        if self.step(verb, KINDS.RESET):
            self.start_from_live(page)

    @possible(which=which_one, by=editors)
    def park(self, which, by):
        page = self.page(which, publication__isnull=False)

        def verb():
            return workflow.park(page, by=self.people[by])

        self.edit_page(page, "ann") if which % 2 else None
        if self.step(verb, KINDS.PARKED):
            self.parked[page.pk] = self.marks[page.pk]
            self.start_from_live(page)

    @possible(
        which=which_one,
        by=editors,
        prefer=st.sampled_from([None, None, *list(Side)]),
    )
    def merge(self, which, by, prefer):
        page = self.page(
            which, parked_drafts__isnull=False, parked_drafts__merged_at=None
        )

        def verb():
            return workflow.merge(page, by=self.people[by], prefer=prefer)

        self.edit_page(page, "ben") if which % 2 else None
        if self.step(verb, KINDS.MERGED):
            self.marks[page.pk] |= self.parked.pop(page.pk)
            self.new_mark(page, self.people[by])
            self.reach(f"merged, preferring {prefer}")
        elif "Choose which side" in self.refusal:
            self.reach("merge refused for a conflict")

    # --- Review ----------------------------------------------------------------------

    @possible(
        which=which_one,
        by=editors,
        kind=st.sampled_from([MINOR, MINOR, MAJOR, SAFETY, REVIEWED]),
        is_stale=rarely,
    )
    def submit(self, which, by, kind, is_stale):
        page = self.page(which)
        self.edit_page(page, by) if which % 2 else None
        self.submit_page(page, by, kind, is_stale)

    @possible(which=which_one, by=editors)
    def confirm_unchanged(self, which, by):
        page = self.page(which, publication__withdrawn_at=None)

        def verb():
            revision = workflow.confirm_unchanged(page, by=self.people[by])
            live = self.sealed[self.live(page).pk]
            assert self.seal(revision, live.marks).content == live.content
            return revision

        self.step(verb, KINDS.REVIEW_STARTED)

    @possible(which=which_one, by=editors, is_odd=rarely)
    def cancel(self, which, by, is_odd):
        revision = self.waiting_revision(which, is_odd)
        self.step(
            lambda: workflow.cancel(revision, by=self.people[by]), KINDS.CANCELLED
        )

    @possible(
        which=which_one, by=mostly("eve", "gus"), is_odd=rarely, reason=given_reason
    )
    def request_changes(self, which, by, is_odd, reason):
        revision = self.waiting_revision(which, is_odd)
        self.step(
            lambda: workflow.request_changes(
                revision, by=self.people[by], reason=reason
            ),
            KINDS.CHANGES_REQUESTED,
        )

    @possible(
        which=which_one,
        by=mostly("cat", "dan", "eve", "fay", "gus"),
        role=st.sampled_from([EDITORIAL, CLINICAL]),
        is_odd=rarely,
        is_another_text=rarely,
    )
    def sign(self, which, by, role, is_odd, is_another_text):
        revision = self.waiting_revision(which, is_odd)
        self.sign_revision(revision, by, role, is_another_text)

    @possible(
        which=which_one,
        editorial=mostly("eve", "cat"),
        clinical=mostly("gus", "dan", "fay"),
        is_odd=rarely,
    )
    def sign_both(self, which, editorial, clinical, is_odd):
        revision = self.waiting_revision(which, is_odd)
        self.sign_revision(revision, editorial, EDITORIAL)
        self.sign_revision(revision, clinical, CLINICAL)

    @possible(
        which=which_one,
        by=editors,
        kind=st.sampled_from([MINOR, MAJOR, REVIEWED]),
        has_moved=st.booleans(),
    )
    def revise(self, which, by, kind, has_moved):
        """The whole way from a change to the last signature."""
        page = self.page(which)
        self.move(which, by) if has_moved else self.edit_page(page, by)
        self.verify_page(page, "eve")
        self.submit_page(page, by, kind)
        for revision in page.revisions.filter(state=Revision.State.SUBMITTED):
            self.sign_revision(revision, "eve", EDITORIAL)
            self.sign_revision(revision, "gus", CLINICAL)

    @possible(
        which=which_one,
        by=mostly("cat", "dan", "eve", "fay", "gus"),
        role=st.sampled_from([EDITORIAL, CLINICAL]),
        is_odd=rarely,
    )
    def claim_review(self, which, by, role, is_odd):
        revision = self.waiting_revision(which, is_odd)
        self.step(
            lambda: workflow.claim_review(revision, role=role, by=self.people[by]),
            KINDS.CLAIMED,
        )

    @possible(which=which_one, by=mostly("eve", "gus", "hal"))
    def release_review(self, which, by):
        claim = self.pick(which, ReviewClaim.objects.open(), ReviewClaim.objects.all())
        if claim:
            self.step(
                lambda: workflow.release_review(
                    claim.revision, role=claim.role, by=self.people[by]
                ),
                KINDS.RELEASED,
            )

    # --- What readers get ------------------------------------------------------------

    @possible(which=which_one, by=publishers)
    def publish(self, which, by):
        approved = self.revisions.approved()
        revision = self.pick(which, approved.filter(published_at=None), approved)
        if revision:
            self.step(
                lambda: workflow.publish(revision, by=self.people[by]), KINDS.PUBLISHED
            )

    @possible(which=which_one, by=publishers, after=days)
    def schedule(self, which, by, after):
        """What waits for signatures gets a time, what waits for its time loses it."""
        scheduled = self.pick(which, self.revisions.scheduled())
        revision = scheduled or self.waiting_revision(which, is_odd=False)
        at = None if scheduled else timezone.now() + timedelta(days=after)
        self.step(
            lambda: workflow.schedule(revision, at=at, by=self.people[by]),
            KINDS.SCHEDULED,
        )

    @possible(by_days=days)
    def wait(self, by_days):
        self.passed += timedelta(days=by_days)
        published = []

        def run():
            lines = list(workflow.publish_due())
            published.extend(line for line in lines if line.endswith(": published."))
            return published

        known = len(self.log)
        self.step(run, None)
        kinds = [kind for _, kind in self.log[known:]]
        assert kinds == [KINDS.PUBLISHED] * len(published)
        if published:
            self.reach("published by the clock")

    @possible(which=which_one, by=publishers, is_odd=rarely, reason=given_reason)
    def bypass(self, which, by, is_odd, reason):
        revision = self.waiting_revision(which, is_odd)
        self.step(
            lambda: workflow.bypass(revision, by=self.people[by], reason=reason),
            KINDS.BYPASSED,
        )

    @possible(which=which_one, by=publishers, reason=given_reason)
    def withdraw(self, which, by, reason):
        page = self.page(
            which, publication__isnull=False, publication__withdrawn_at=None
        )
        if self.step(
            lambda: workflow.withdraw(page, by=self.people[by], reason=reason),
            KINDS.WITHDRAWN,
        ):
            self.ended_links |= {
                link for link, pk in self.links.items() if pk == page.pk
            }

    @possible(which=which_one, by=publishers)
    def reinstate(self, which, by):
        page = self.page(which, publication__withdrawn_at__isnull=False)
        was = self.live(page)
        publication = self.step(
            lambda: workflow.reinstate(page, by=self.people[by]), KINDS.REINSTATED
        )
        if publication and publication.revision != was:
            self.reach("reinstated in a newer version")
            assert not self.was_shown_before(publication.revision), (
                "reinstating brought back what had been rolled back"
            )

    @possible(which=which_one, by=publishers, reason=given_reason)
    def roll_back(self, which, by, reason):
        shown = self.revisions.exclude(published_at=None)
        earlier = shown.filter(number__lt=F("monograph__publication__revision__number"))
        revision = self.pick(which, earlier, shown)
        if revision is None:
            return
        page = revision.monograph
        live = self.live(page)
        if self.step(
            lambda: workflow.roll_back(
                page, to=revision, by=self.people[by], reason=reason
            ),
            KINDS.ROLLED_BACK,
        ):
            assert self.live(page).number < live.number

    @possible(which=which_one, by=publishers, after=st.integers(0, 2))
    def post_notice(self, which, by, after):
        page = self.page(which)
        self.step(
            lambda: workflow.post_notice(
                page,
                by=self.people[by],
                severity=Notice.Severity.WARNING,
                text="Batch 12 is recalled.",
                starts_at=timezone.now() + timedelta(days=after),
            ),
            KINDS.NOTICE_POSTED,
        )

    @possible(which=which_one, by=mostly("ann", "hal"), is_sealed=st.booleans())
    def share_preview(self, which, by, is_sealed):
        page = self.page(which)
        target = (page.revisions.first() if is_sealed else None) or page
        link = self.step(
            lambda: workflow.share_preview(target, days=1, by=self.people[by]),
            KINDS.PREVIEW_SHARED,
        )
        if link:
            assert get(f"/preview/{link.token}/").status_code == 200
            self.links[link.token] = page.pk

    # --- Whose work it is, and whether it is work at all -----------------------------

    @possible(
        which=which_one,
        by=mostly("ann", "hal"),
        to=st.sampled_from([*sorted(ROLES_OF), None]),
        after=st.sampled_from([None, -1, 0, 20]),
    )
    def assign(self, which, by, to, after):
        page = self.page(which, discarded_at=None)
        due_on = None if after is None else self.today + timedelta(days=after)

        def verb():
            person = self.people[to] if to else None
            workflow.assign([page], to=person, due_on=due_on, by=self.people[by])
            self.assigned[page.pk] = to
            assert to is None or to in self.workers, "work for somebody who may not"
            return True

        self.step(verb, KINDS.ASSIGNED)

    @possible(which=which_one, by=mostly("ann", "hal"))
    def take_on(self, which, by):
        page = self.page(which, discarded_at=None, assigned_to=None)

        def verb():
            workflow.take_on([page], by=self.people[by])
            assert not self.assigned.get(page.pk), "taken from somebody else"
            self.assigned[page.pk] = by
            return True

        self.step(verb, KINDS.ASSIGNED)

    @possible(
        which=which_one,
        by=mostly("ann", "ben"),
        reason=given_reason,
        has_company=rarely,
    )
    def discard(self, which, by, reason, has_company):
        """What nobody reads or reviews; now and then with another page, whatever it
        is: then both go, or none."""
        live = Publication.objects.live().values("monograph")
        waiting = self.revisions.filter(state=Revision.State.SUBMITTED)
        pages = self.all_pages.filter(discarded_at=None).exclude(pk__in=live)
        idle = pages.exclude(pk__in=waiting.values("monograph"))
        chosen = {self.pick(which, idle, self.all_pages)}
        chosen |= {self.page(which + 1)} if has_company else set()

        words = {page.pk: words_of_working_copy(page) for page in chosen}

        def verb():
            workflow.discard(chosen, reason=reason, by=self.people[by])
            self.assigned |= dict.fromkeys(words)
            self.discarded |= words.keys()
            assert reason.strip()
            return True

        each = [KINDS.DISCARDED] * len(chosen)
        if self.step(verb, KINDS.DISCARDED, or_else=each):
            assert words == {page.pk: words_of_working_copy(page) for page in chosen}

    @possible(which=which_one, by=mostly("ann", "ben"))
    def restore(self, which, by):
        self.restore_page(self.page(which, discarded_at__isnull=False), by)

    @possible(which=which_one, by=publishers)
    def end_notice(self, which, by):
        notice = self.pick(which, Notice.objects.filter(ends_at=None), Notice.objects)
        if notice:
            self.step(
                lambda: workflow.end_notice(notice, by=self.people[by]),
                KINDS.NOTICE_ENDED,
            )

    @rule(step=st.deferred(lambda: st.one_of(STEPS)))
    def take(self, step):
        name, arguments = step
        getattr(self, name)(**arguments)

    # --- Steps that several rules take -----------------------------------------------

    def edit_page(self, page, by, what="text", kind="usage", seen=None):
        if what == "effect" and page.kind != Monograph.Kind.DRUG:
            what = "text"  # side effects belong to drugs

        def change():
            mark = self.new_mark(page, self.people[by])
            if what == "text":
                write_section(page, kind, mark)
            elif what == "effect":
                effect = self.effects[len(mark) % 3]
                make_side_effect(page, effect, wording=mark, position=len(mark))
            elif what == "remove":
                rows = [*page.sections.all(), *page.side_effects.all()]
                rows[len(self.author_of) % len(rows)].delete() if rows else None
            else:
                page.title = f"Examplazole {mark}" if what == "title" else page.title
                page.is_listed ^= what == "listed"
                page.save(update_fields=["title", "is_listed"])

        self.change(page, by, seen, change)

    def verify_page(self, page, by):
        rows = page.sections.unverified()
        keys, read = [row.key for row in rows], [row.body for row in rows]

        def verb():
            return workflow.verify(page, keys=keys, by=self.people[by])

        if self.step(verb, KINDS.VERIFIED):
            self.unread -= marks_in(" ".join(read))

    def restore_page(self, page, by):
        def verb():
            workflow.restore([page], by=self.people[by])
            self.discarded.remove(page.pk)
            return True

        self.step(verb, KINDS.RESTORED)

    def submit_page(self, page, by, kind=MAJOR, is_stale=False):
        seen = Monograph.objects.get(pk=page.pk).edit_version - is_stale

        def verb():
            revision = workflow.submit(
                page, by=self.people[by], change_kind=kind, seen=seen, reason="Small."
            )
            sealed = self.seal(revision, self.marks[page.pk])
            assert sealed.words == words_of_working_copy(page)
            assert sealed.words <= sealed.marks
            assert not sealed.words & self.unread, "unverified text was submitted"
            return revision

        # The reasons for warnings come first, where nobody gave them before.
        with_reasons = [KINDS.ACKNOWLEDGED, KINDS.SUBMITTED]
        self.step(verb, KINDS.SUBMITTED, or_else=with_reasons)

    def sign_revision(self, revision, by, role, is_another_text=False):
        live = self.live(revision.monograph)
        seen = "0" * 64 if is_another_text else revision.sha256

        def verb():
            return workflow.sign(revision, role=role, seen=seen, by=self.people[by])

        publishes = [KINDS.SIGNED, KINDS.PUBLISHED]
        if not self.step(verb, KINDS.SIGNED, or_else=publishes):
            return
        assert not is_another_text
        sealed = self.sealed[revision.pk]
        unsettled = sealed.marks - self.settled
        assert self.people[by] not in {self.author_of[mark] for mark in unsettled}
        revision.refresh_from_db()
        has_moved = self.live(revision.monograph) != live
        assert not has_moved or revision.base == live, "what was rolled back is back"
        assert has_moved == (self.log[-1][1] == KINDS.PUBLISHED)
        if revision.state == Revision.State.APPROVED:
            self.settled |= sealed.marks

    # --- A step, and what must be true after it --------------------------------------

    def change(self, page, by, seen, change):
        """As the desk does it: announce the change and make it, in one transaction."""
        marks = self.marks[page.pk]

        def verb():
            with transaction.atomic():
                workflow.touch(page, by=self.people[by], seen=seen)
                change()
            return True

        if not self.step(verb, KINDS.EDITED):
            self.marks[page.pk] = marks

    def step(self, verb, kind, or_else=()):
        """Take it or be refused; a refusal leaves everything as it was."""
        self.refusal = ""
        live = self.live_pointers()
        try:
            result = verb()
        except (TransitionRefused, PermissionDenied) as refusal:
            self.refusal = str(refusal)
            if currently_in_test_context():
                note(f"refused: {refusal}")
            assert self.refusal.endswith("."), "a refusal is a sentence"
            assert everything() == self.before, "a refused step left something behind"
            return None
        self.before = everything()
        log = list(Event.objects.values_list("pk", "kind"))
        assert log[: len(self.log)] == self.log, "an event was lost"
        new = [kind for _, kind in log[len(self.log) :]]
        assert kind is None or new in ([kind], list(or_else))
        if self.live_pointers() != live:
            assert MOVES_THE_POINTER & set(new), "readers get another text in silence"
        self.log = log
        for one in new:
            self.reach(one)
        self.check()
        return result

    def check(self):
        assert not list(differences())
        revisions = list(self.revisions.prefetch_related("signatures"))
        for revision in revisions:
            assert revision.content == self.sealed[revision.pk].content
            assert revision.sha256 == sha256(revision.content)
        waiting = [one.monograph_id for one in revisions if one.is_open]
        assert len(waiting) == len(set(waiting)), "two open revisions"
        for claim in ReviewClaim.objects.open().select_related("revision"):
            assert claim.revision.is_signable, "claimed, and nothing to sign"
            assert not claim.revision.contributors.contains(claim.person)
        self.check_work()
        for token in self.ended_links:
            with pytest.raises(LinkEnded):
                shared_by(token)
        former = dict(FormerSlug.objects.values_list("slug", "publication"))
        by_key = {revision.pk: revision for revision in revisions}
        for publication in Publication.objects.all():
            assert former.get(publication.slug, publication.pk) == publication.pk
            self.check_publication(publication, by_key)
            self.check_page(publication)

    def check_work(self):
        pages = list(self.all_pages)
        discarded = {page.pk for page in pages if page.discarded_at}
        assert discarded == self.discarded
        waiting = self.revisions.awaiting_signature() | self.revisions.scheduled()
        for held in (
            Publication.objects.live().filter(monograph__in=discarded),
            waiting.filter(monograph__in=discarded).exclude(state="bypassed"),
            Triage.objects.filter(monograph__in=discarded),
            Monograph.objects.in_work().filter(pk__in=discarded),
        ):
            assert not held.exists(), "discarded, and still somebody's to read"
        for page in pages:
            name = self.assigned.get(page.pk)
            assert page.assigned_to == (self.people[name] if name else None)
            assert page.due_on is None or name

    def check_publication(self, publication, revisions):
        revision = revisions[publication.revision_id]
        assert revision.monograph_id == publication.monograph_id
        if revision.state == Revision.State.BYPASSED:
            assert revision.bypass_reason.strip()
            assert Revision.objects.unsigned_bypasses().contains(revision)
        else:
            assert revision.state == Revision.State.APPROVED
            self.check_signatures(revision)
        if publication.reviewed_on:
            assert publication.reviewed_on <= last_review(revision, revisions)

    def check_signatures(self, revision):
        signatures = list(revision.signatures.all())
        assert {signature.role for signature in signatures} >= set(
            revision.needed_roles
        )
        assert {signature.sha256 for signature in signatures} == {
            sha256(self.sealed[revision.pk].content)
        }
        assert len({signature.signer_id for signature in signatures}) == len(signatures)
        clinical_part = self.sealed[revision.pk].clinical_part
        if CLINICAL in {signature.role for signature in signatures}:
            self.read_by_clinicians.add(clinical_part)
        assert clinical_part in self.read_by_clinicians, (
            "no clinician ever signed the clinical part of this text"
        )

    def check_page(self, publication):
        """The page as it is served holds the signed words, all and no others."""
        response = get(f"/{publication.kind}s/{publication.slug}/")
        if response is None:
            return
        words = marks_in(response.content.decode())
        if publication.is_withdrawn:
            assert response.status_code == 410
            assert publication.withdrawal_reason in response.content.decode()
            assert words <= marks_in(publication.title)
            return
        assert response.status_code == 200
        assert words == self.sealed[publication.revision_id].words

    # --- Small questions -------------------------------------------------------------

    @property
    def revisions(self):
        return Revision.objects.filter(monograph__in=self.pages)

    def pick(self, which, fitting, others=None):
        rows = list(fitting.order_by("-pk").distinct())
        if not rows and others is not None:
            rows = list(others.order_by("-pk"))
        return rows[which % len(rows)] if rows else None

    @property
    def all_pages(self):
        return Monograph.objects.filter(pk__in=[page.pk for page in self.pages])

    @property
    def today(self):
        return timezone.localdate()

    @property
    def workers(self):
        return {name for name, person in self.people.items() if may_work(person)}

    def page(self, which, **condition):
        return self.pick(which, self.all_pages.filter(**condition), self.all_pages)

    def waiting_revision(self, which, is_odd):
        """One that waits for signatures; at odd times one that may not."""
        waiting = self.revisions.awaiting_signature()
        if not waiting.exists():
            page = self.page(which, discarded_at=None)
            self.restore_page(page, "ann") if page.discarded_at else None
            self.edit_page(page, "ann")
            self.verify_page(page, "eve")
            self.submit_page(page, "ann")
        revision = self.pick(which, self.revisions if is_odd else waiting)
        return revision or self.pick(which, self.revisions)

    def live(self, page):
        return Revision.objects.filter(publications__monograph=page).first()

    def live_pointers(self):
        return list(Publication.objects.order_by("pk").values_list("pk", "revision"))

    def was_shown_before(self, revision):
        return revision.events.filter(kind__in=MOVES_THE_POINTER).count() > 1

    def new_mark(self, page, author):
        mark = f"mark{len(self.author_of)}e"
        self.author_of[mark] = author
        self.marks[page.pk] |= {mark}
        return mark

    def seal(self, revision, marks):
        content = Revision.objects.get(pk=revision.pk).content
        self.sealed[revision.pk] = Sealed(content, frozenset(marks))
        return self.sealed[revision.pk]

    def start_from_live(self, page):
        live = self.sealed[self.live(page).pk]
        self.marks[page.pk] = live.marks
        assert words_of_working_copy(page) == live.words
        # Sealed words count as read, unless somebody takes that back of these words.
        waiting = page.sections.unverified().values_list("body", flat=True)
        self.unread = (self.unread - live.words) | marks_in(" ".join(waiting))

    def reach(self, state):
        self.reached[str(state)] += 1
        if currently_in_test_context():
            event(str(state))


def may_work(person):
    rights = ("change_monograph", "verify_monograph")
    return any(person.has_perm(f"monographs.{right}") for right in rights)


def words_of_working_copy(page):
    page = Monograph.objects.get(pk=page.pk)
    bodies = page.sections.values_list("body", flat=True)
    wordings = page.side_effects.values_list("wording", flat=True)
    return marks_in(" ".join([page.title, *bodies, *wordings]))


def write_section(page, kind, body):
    section = page.sections.filter(kind=kind, origin="person").first()
    if section is None:
        make_section(page, kind=kind, body=body)
        return
    section.body = body
    section.save()


def everything():
    """All rows of all our tables, in one question where the database can."""
    models = apps.get_app_config("monographs").get_models(include_auto_created=True)
    tables = sorted({model._meta.db_table for model in models})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            selects = [
                f"SELECT '{name}', t.id, t::text FROM {name} t" for name in tables
            ]
            cursor.execute(" UNION ALL ".join(selects))
            return sorted(cursor.fetchall())
        return [
            cursor.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
            for name in tables
        ]


def get(path):
    try:
        resolve(path)
    except Resolver404:
        return None
    return Client().get(path)


def last_review(revision, revisions):
    """When all of a text was last read and signed, along the versions it grew from."""
    while revision:
        is_whole = revision.base_id is None or revision.change_kind == REVIEWED
        if is_whole and revision.state == Revision.State.APPROVED:
            signed = [signature.signed_at for signature in revision.signatures.all()]
            return timezone.localdate(max(signed))
        revision = revisions.get(revision.base_id)
    raise AssertionError("a page claims a review that never was")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def lives(db):
    class Lives(LifeCycle):
        people = {
            name: make_user(*roles, printed_name=name.capitalize())
            for name, roles in ROLES_OF.items()
        }
        source = make_source()

    return Lives


@pytest.mark.long
def test_no_order_of_steps_breaks_a_promise(lives):
    run_state_machine_as_test(
        lives,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=LENGTH,
            suppress_health_check=list(HealthCheck),
        ),
    )


# They move no version and no draft; their own tests try them.
BESIDE = {
    *(KINDS.CREATED, KINDS.ACKNOWLEDGED, KINDS.SOURCE_DECIDED),
    *(KINDS.PERIOD_SET, KINDS.COMMENTED, KINDS.COMMENT_RESOLVED),
}


def test_the_steps_lead_to_everything_that_can_happen(lives):
    """So that the random lives above are not about drafts alone."""
    why = "The dose is wrong."
    life = lives()
    try:
        life.start(published=2)
        life.revise(0, "ann", MAJOR, has_moved=False)
        life.revise(0, "ben", MINOR, has_moved=True)
        life.roll_back(0, "hal", why)
        life.withdraw(0, "hal", why)
        life.revise(0, "ann", MAJOR, has_moved=False)
        life.reinstate(0, "hal")
        life.load_row(0, is_new=True)
        life.verify(0, "eve")
        life.unverify(0, "gus")
        life.reset_draft(0, "ann")
        life.park(1, "ann")
        life.edit(1, "ben", "text", "usage", is_stale=False)
        life.merge(0, "cat", None)
        life.merge(0, "cat", Side.DRAFT)
        life.bypass(0, "jon", False, why)
        life.sign_both(0, "eve", "gus", is_odd=False)
        life.schedule(0, "hal", 5)
        life.claim_review(0, "eve", EDITORIAL, is_odd=False)
        life.release_review(0, "eve")
        life.sign_both(0, "eve", "gus", is_odd=False)
        life.wait(6)
        life.confirm_unchanged(0, "ann")
        life.cancel(0, "ann", is_odd=False)
        life.request_changes(0, "gus", False, why)
        life.post_notice(0, "hal", 0)
        life.end_notice(0, "hal")
        life.share_preview(0, "ann", is_sealed=True)
        life.assign(0, "ann", "ben", 20)
        life.withdraw(0, "hal", why)
        life.discard(0, "ann", why, has_company=False)
        life.restore(0, "ben")
    finally:
        life.teardown()

    happens = {str(kind) for kind in Event.Kind if kind not in BESIDE}
    assert life.reached.keys() >= happens | {
        "merge refused for a conflict",
        "merged, preferring draft",
        "reinstated in a newer version",
        "published by the clock",
    }
