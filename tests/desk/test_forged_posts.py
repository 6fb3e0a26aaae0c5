"""Whatever is posted to the desk, wherever and by whom: never a failure of ours, never
a change without the right to it, never one of another page.

Each post is undone, so that all meet the same desk. What a form holds is read as a
superuser is shown it, so that somebody without the right posts what would work.
"""

import re
from contextlib import contextmanager
from itertools import cycle

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client

from monographs.content import ROW_MODELS, dumps, read_working_copy
from monographs.models import Event, User
from tests.desk.pages import typed_on
from tests.desk.test_every_page import addresses, objects  # noqa: F401 — a fixture
from tests.factories import make_full_drug, make_user, publish_now

pytestmark = pytest.mark.django_db

ROLES = ["Editor", "Reviewer", "Clinical reviewer", "Publisher", "Data steward"]
SIGNING = {"sign_editorial", "sign_clinical"}
SHOWING = {"publish_monograph", "withdraw_monograph", "bypass_review"}
WRITING = {"add_monograph", "change_monograph", "park_monograph", "import_monographs"}
WRITING |= {"undo_import"}
# Any one of these is needed for the step; further ones are in tests/workflow.
RIGHTS_OF_EVENTS = {
    "created": WRITING,
    "edited": WRITING,
    "verified": {"verify_monograph"},
    "unverified": {"verify_monograph"},
    "submitted": {"submit_monograph"},
    "cancelled": {"submit_monograph"},
    "review_started": {"submit_monograph"},
    "acknowledged": {"submit_monograph"},
    "changes_requested": {"request_changes"},
    "signed": SIGNING,
    "claimed": SIGNING,
    "released": SIGNING | {"assign_monograph"},
    "scheduled": {"publish_monograph"},
    "published": SIGNING | {"publish_monograph"},
    "bypassed": {"bypass_review"},
    "withdrawn": {"withdraw_monograph"},
    "reinstated": {"withdraw_monograph"},
    "rolled_back": {"publish_monograph"},
    "reset": {"park_monograph"},
    "parked": {"park_monograph"},
    "merged": {"park_monograph"},
    "notice_posted": {"post_notice"},
    "notice_ended": {"post_notice"},
    "assigned": {"assign_monograph"},
    "discarded": {"discard_monograph"},
    "restored": {"discard_monograph"},
    "period_set": {"change_monograph"},
    "commented": {"comment_monograph"},
    "comment_resolved": {"comment_monograph"},
    "source_decided": {"change_monograph"},
    "preview_shared": {"share_preview"},
}
# What follows from steps, and what is everybody's own; of people, see below. So do the
# public tables that are derived: all of them without a right of their own.
ANYBODYS = {
    "CachePurge",
    "Event",
    "Finding",
    "LogEntry",
    "Notification",
    "Presence",
    "ProgressDay",
    "Triage",
    "User",
}
VOCABULARY = {"add_effect", "change_effect", "add_drugclass", "change_drugclass"}
RIGHTS_OF_MODELS = {
    **{model.__name__: WRITING | {"verify_monograph"} for model in ROW_MODELS.values()},
    "Monograph": WRITING | {"assign_monograph", "discard_monograph"},
    "Acknowledgement": {"submit_monograph"},
    "Contributor": WRITING,
    "DraftSnapshot": WRITING,
    "ReviewClaim": SIGNING | {"assign_monograph", "submit_monograph"},
    "RevisionContributor": {"submit_monograph"},
    "RevisionFinding": {"submit_monograph"},
    "Revision": SIGNING | SHOWING | {"submit_monograph", "request_changes"},
    "Signature": SIGNING,
    "Publication": SIGNING | SHOWING,
    "Notice": {"post_notice"},
    "Comment": {"comment_monograph"},
    "ReaderReport": {"answer_reports"},
    "ReportStep": {"answer_reports"},
    "Effect": WRITING | VOCABULARY,
    "FormerEffect": {"change_effect"},
    "DrugClass": WRITING | VOCABULARY,
    "SourceDocument": {"import_monographs"},
    "SourceLicence": {"import_monographs"},
    "Batch": {"import_monographs", "undo_import"},
    "BatchFile": {"import_monographs"},
    "BatchRow": {"import_monographs", "undo_import", "change_monograph"},
    "SheetLine": {"import_monographs", "undo_import"},
    "ImportProfile": {"import_monographs"},
}
DERIVED = {
    model.__name__
    for model in apps.get_app_config("monographs").get_models()
    if model.__module__.startswith("monographs.models.public")
} - set(RIGHTS_OF_MODELS)
GARBAGE = [
    "\x00",
    "9" * 40,
    "-1",
    "<script>alert(1)</script>",
    "\u202e\U0001f4a5",
    "x" * 5_000,
    "[]",
    '{"a": [',
    "2026-99-99",
    "None",
]
# Fields that forms ask for by name, also where no page shows one.
ASKED_FOR = [
    "reason",
    "keys",
    "ids",
    "to",
    "seen",
    "action",
    "_selected_action",
    "text",
]


@pytest.fixture
def other():
    """A page that no address here is about."""
    drug = make_full_drug(title="Samplidone")
    publish_now(drug)
    return drug


@pytest.fixture
def forms(objects, other):  # noqa: F811
    """The form of each address, filled in as a superuser finds it."""
    client = client_of(make_user(is_superuser=True, is_staff=True))
    forms = {}
    for url in addresses(objects):
        answer = client.get(url)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        typed = typed_on(answer) if is_page and not answer.streaming else {}
        forms[url] = {**typed, "reason": "Because.", "_save": "1"}
    return forms


def client_of(person):
    client = Client(raise_request_exception=False)
    if not isinstance(person, AnonymousUser):
        client.force_login(person)
    return client


def empty(typed, other):
    return {}


def garbage(typed, other):
    names = [name for name in typed if not name.endswith("_FORMS")]
    return {**typed, **dict(zip([*names, *ASKED_FOR], cycle(GARBAGE), strict=False))}


def foreign(typed, other):
    """Every number and key of a row is one of the other page's."""
    keys = cycle([str(row.key) for row in other.sections.all()])
    numbers = cycle([str(other.pk), str(other.sections.first().pk)])
    swapped = dict(typed)
    for name, value in typed.items():
        if name.endswith("_FORMS") or not isinstance(value, str):
            continue
        rows = getattr(other, name.split("-")[0], None)
        if name.endswith("-id") and hasattr(rows, "first") and (row := rows.first()):
            swapped[name] = str(row.pk)
        elif re.fullmatch(r"[0-9a-f-]{32,36}", value):
            swapped[name] = next(keys)
        elif value.isdigit() and not name.endswith("position"):
            swapped[name] = next(numbers)
    return swapped


WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
FORGERIES = [empty, garbage, foreign]


@contextmanager
def undone():
    mark = transaction.savepoint()
    yield
    transaction.savepoint_rollback(mark)


@contextmanager
def written():
    """Models whose tables are written to meanwhile."""
    names = {
        model._meta.db_table: model.__name__
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }
    models = set()

    def note(execute, sql, params, many, context):
        if found := re.match(
            r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', sql.strip()
        ):
            models.add(names.get(found[1], found[1]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield models


def refusals(person, forms, forge, other):
    """What went wrong, as sentences; the answers' codes by address."""
    client = client_of(person)
    wrong, codes = [], {}
    last = Event.objects.order_by("pk").last().pk
    before, people = state_of(other), other_people(person)
    for url, typed in forms.items():
        data = forge(typed, other)
        with undone(), written() as models:
            code = codes[url] = client.post(url, data).status_code
            if code >= 500:
                wrong.append(f"{url} answered {code}")
            if models:
                wrong += without_right(person, url, models, last)
            if models and is_of_one_page(url) and state_of(other) != before:
                wrong.append(f"{url} changed another page")
            if "User" in models and not may(person, "change_user"):
                is_own = other_people(person) == people
                wrong += [] if is_own else [f"{url} changed another person"]
    return wrong, codes


def may(person, *rights):
    return (person.is_active and person.is_superuser) or any(
        person.has_perm(f"monographs.{right}") for right in rights
    )


def without_right(person, url, models, last):
    kinds = Event.objects.filter(pk__gt=last).values_list("kind", flat=True)
    for kind in kinds:
        if not may(person, *RIGHTS_OF_EVENTS[kind]):
            yield f"{url} let {person} do what is called {kind}"
    for model in models - ANYBODYS - DERIVED:
        if not may(person, *RIGHTS_OF_MODELS.get(model, ())):
            yield f"{url} let {person} write {model}"


def other_people(person):
    return list(User.objects.exclude(pk=person.pk).order_by("pk").values())


def state_of(drug):
    drug = type(drug).objects.get(pk=drug.pk)
    return (
        dumps(read_working_copy(drug)),
        list(drug.revisions.values_list("number", "state", "sha256")),
        drug.publication.withdrawn_at,
        drug.events.count(),
    )


def is_of_one_page(url):
    return re.match(r"/admin/monographs/(drug|comparison|revision)/\d+/", url)


def as_it_is(typed, other):
    return typed


@pytest.fixture
def superuser():
    return make_user(is_superuser=True, is_staff=True)


@pytest.mark.parametrize("forge", [garbage, foreign])
def test_no_forged_post_fails_or_changes_another_page(forms, other, superuser, forge):
    """An empty one: see test_every_page."""
    wrong, codes = refusals(superuser, forms, forge, other)

    assert wrong == []
    assert len(codes) > 150


def test_no_role_does_what_it_has_no_right_to(forms, other):
    wrong = []
    for role in ROLES:
        person = make_user(role, is_staff=True, printed_name=role)
        found, codes = refusals(person, forms, as_it_is, other)
        wrong += found
        # Who is refused what would work is refused the rest before it is read.
        read = [(url, forms[url]) for url, code in codes.items() if code in (200, 422)]
        for place, forge in enumerate(FORGERIES):
            some = dict(read[place :: len(FORGERIES)])
            wrong += refusals(person, some, forge, other)[0]
        assert list(codes.values()).count(403) > 10

    assert wrong == []


def test_without_a_role_nothing_is_written(forms, other):
    wrong, codes = [], set()
    for person in (AnonymousUser(), make_user(), make_user(is_staff=True)):
        found, answers = refusals(person, forms, as_it_is, other)
        wrong += found
        codes |= set(answers.values())

    assert wrong == []
    assert codes <= {200, 302, 403, 404, 405}


def test_each_kind_of_event_has_its_right():
    assert set(RIGHTS_OF_EVENTS) == set(Event.Kind.values)
