"""What holds for each page of the desk, also for those that are still to come."""

import re
from http import HTTPStatus

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from monographs.content import ONLY_WHERE_STATED
from monographs.desk.verbs import VERBS
from monographs.models import (
    Batch,
    BatchRow,
    Comparison,
    Finding,
    ImportProfile,
    Monograph,
)
from monographs.workflow import (
    Licence,
    comment,
    merge_effects,
    post_notice,
    request_changes,
    state_licence,
    take_report,
    touch,
    verify,
)
from monographs.workflow.triage import refresh
from tests.factories import (
    make_comparison,
    make_drug_class,
    make_editor,
    make_effect,
    make_full_drug,
    make_publisher,
    make_report,
    make_reviewer,
    make_source,
    make_user,
    publish_now,
    submit_as,
)
from tests.importing.sheets.loads import loaded as load_sheets

pytestmark = pytest.mark.django_db

# What opening a page may write: who is here now, and who was last logged in.
OPENING_WRITES = {"Presence"}
# Made by the program and read by it again; or unable to hold such text.
MACHINE_MADE = {
    "discard_reason",
    "withdrawal_reason",
    "content",
    "before",
    "after",
    "path",
    "slug",
    "password",
    "url",
    "link",
    "last_error",
}
# Their triggers refuse.
SEALED = {
    *("Comment", "Event", "PublicChange", "PublishedRevision", "Revision"),
    "Signature",
}
SEALED |= {
    "FormerEffect",
    "ReaderReport",
    "ReportStep",
    "RevisionFinding",
    "SourceLicence",
}
ANSWERS = {
    HTTPStatus.OK,
    HTTPStatus.FOUND,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
}


@pytest.fixture
def objects():
    """One of each model that the desk has pages of."""
    editor = make_editor()
    drug = make_full_drug(by=editor, title="Examplazole")
    live = publish_now(drug, by=editor)
    touch(drug, by=editor)
    drug.sections.update(body="Changed.")
    revision = submit_as(drug, by=editor)
    notice = post_notice(
        drug, severity="warning", text="A recall.", by=make_publisher()
    )
    comment(drug, text="Why?", by=make_reviewer())
    source = make_source()
    state_licence([source.sha256], Licence("CC0-1.0"), by=source.imported_by)
    batch = Batch.objects.create(
        kind="documents",
        name="a folder",
        by=editor,
        state="done",
        applied_at=timezone.now(),
    )
    BatchRow.objects.create(
        batch=batch, place=1, path="a.md", state="applied", source=source
    )
    sheets = load_sheets(
        faqs=("drug,question,answer", f"{drug.slug},Why not?,Because.")
    )
    profile = ImportProfile.objects.create(name="Ours", mapping={}, by=editor)
    finding = Finding.objects.create(
        monograph=drug, code="x", severity="hint", place="here", message="Look."
    )
    comparison = make_comparison(by=editor)
    merge_effects(make_effect(), effect := make_effect(), by=editor)
    # What is derived is up to date, so that no page looks again.
    refresh(Monograph.objects.values_list("pk", flat=True))
    return {
        "drug": drug,
        "comparison": comparison,
        "revision": revision,
        "publication": live.publications.first() or drug.publication,
        "notice": notice,
        "sourcedocument": source,
        "batch": batch,
        "sheets": sheets,
        "importprofile": profile,
        "report": take_report(make_report(drug), by=editor),
        "finding": finding,
        "event": drug.events.first(),
        "effect": effect,
        "drugclass": make_drug_class(),
        "user": editor,
        "group": editor.groups.get(),
    }


def addresses(objects):
    """Every page of the desk that a person can open."""
    for name, parameters in pages():
        for values in _values(name, parameters, objects) or ():
            yield reverse(f"admin:{name}", kwargs=values)


def pages():
    """Each by its name and what its address asks for."""
    _, namespace = get_resolver().namespace_dict["admin"]
    names = {name for name in namespace.reverse_dict if isinstance(name, str)}
    for name in sorted(names - {"logout", "password_change", "view_on_site"}):
        for possibility, *_ in namespace.reverse_dict.getlist(name):
            for _, parameters in possibility:
                yield name, parameters


def _values(name, parameters, objects):
    """Ways to fill in what an address asks for; None where it cannot be filled."""
    model = name.split("_")[1] if name.startswith(("monographs_", "auth_")) else ""
    record = objects.get(model)
    known = {
        "object_id": record and record.pk,
        "pk": (record or objects["user"]).pk,
        "place": 1,
        "row": 1,
        "key": objects["drug"].sections.first().key,
        "id": objects["user"].pk,
        "app_label": "monographs",
        "content_type_id": ContentType.objects.get_for_model(objects["drug"]).pk,
        "username": objects["user"].username,
        "person": objects["user"].pk,
        "number": 1,
        "decision": "discard",
        "name": "review-status",
        "ending": "csv",
        "report": objects["report"].pk,
    }
    if "verb" in parameters:
        return [
            {"object_id": record.pk, "verb": verb.name}
            for verb in VERBS
            if isinstance(record, verb.on)
        ]
    if any(known.get(parameter) is None for parameter in parameters):
        return None
    values = [{parameter: known[parameter] for parameter in parameters}]
    if model == "batch" and parameters:
        # Spreadsheets have pages of their own at the same addresses.
        pk = objects["sheets"].pk
        place = objects["sheets"].rows.get().place
        of_sheets = {**known, "pk": pk, "object_id": pk, "place": place}
        values.append({parameter: of_sheets[parameter] for parameter in parameters})
    return values


def test_no_page_is_left_out(objects):
    left_out = {
        name
        for name, parameters in pages()
        if _values(name, parameters, objects) is None
    }

    assert left_out == set()


def everything():
    """All that the desk's own tables hold."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("monographs").get_models()
        if model.__name__ not in OPENING_WRITES
    }


def test_opening_a_page_changes_nothing(objects):
    superuser = make_user(is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(superuser)
    before = everything()

    answers = {url: client.get(url).status_code for url in addresses(objects)}

    assert everything() == before
    assert {url: code for url, code in answers.items() if code not in ANSWERS} == {}
    assert sum(code == HTTPStatus.OK for code in answers.values()) > 40


# Words of the code for what people call a version, and for looking at one.
STRAY_WORDS = re.compile(r"\b(revisions?|claim(s|ed)?)\b", re.IGNORECASE)


def read_on(response):
    """What a page says, without its tags and addresses."""
    if not response.headers["Content-Type"].startswith("text/html"):
        return ""
    html = response.content.decode()
    return re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", html)


def test_people_read_of_versions_and_of_nothing_that_is_claimed(objects):
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))

    stray = {}
    for url in addresses(objects):
        # Rights are named by the program's own words there.
        if "/user/" in url or "/group/" in url:
            continue
        if found := STRAY_WORDS.findall(read_on(client.get(url, follow=True))):
            stray[url] = found

    assert stray == {}


MARKUP = "</script></textarea><img src=x onerror=alert(1)>\"'&<script>alert(1)</script>"


def fill_with_markup():
    """Every text that a person or a file brought, in all tables that can change; the
    names of the others."""
    refused = set()
    for model in apps.get_app_config("monographs").get_models():
        texts = {
            # Names are not to be alike.
            field.name: Concat(Value(MARKUP), Cast("pk", models.CharField()))
            for field in model._meta.fields
            if isinstance(field, models.TextField | models.CharField)
            and (field.max_length or 1_000) >= 150
            and not (field.choices or field.name in {*MACHINE_MADE, *ONLY_WHERE_STATED})
        }
        try:
            with transaction.atomic():
                model._default_manager.update(**texts) if texts else None
        except IntegrityError:
            refused.add(model.__name__)
    # A drug states neither.
    Comparison.objects.update(**dict.fromkeys(ONLY_WHERE_STATED, MARKUP))
    return refused


def sealed_with_markup(drug, revision):
    """And in those that cannot: a comment, reasons, a version, a source."""
    comment(drug, text=MARKUP, by=make_reviewer(printed_name=MARKUP))
    request_changes(revision, reason=MARKUP, by=make_reviewer())
    unread = [row.key for row in drug.faqs.unverified()]
    verify(drug, keys=unread, by=make_editor())
    return {
        "revision": submit_as(Monograph.objects.get(pk=drug.pk), by=make_editor()),
        "sourcedocument": make_source(MARKUP, path=MARKUP),
        "report": make_report(drug, MARKUP, heading=MARKUP),
    }


def test_what_people_typed_is_never_markup(objects):
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    refused = fill_with_markup()
    objects |= sealed_with_markup(objects["drug"], objects["revision"])

    answers = {url: client.get(url) for url in addresses(objects)}
    pages = {
        url: page
        for url, page in answers.items()
        if page.get("Content-Type", "").startswith("text/html")
    }

    assert [url for url, page in pages.items() if b"<img src=x" in page.content] == []
    assert [url for url, page in pages.items() if page.status_code >= 500] == []
    shown = [url for url, page in pages.items() if b"&lt;img src=x" in page.content]
    assert len(shown) > 30
    assert refused == SEALED


def test_without_a_login_no_page_opens(objects):
    client = Client()

    for url in addresses(objects):
        response = client.get(url)
        is_sent_to_login = response.status_code == HTTPStatus.FOUND and (
            "/login/" in response.url
        )
        is_public = url.endswith(("/login/", "/jsi18n/"))
        assert is_sent_to_login or is_public or response.status_code in {403, 404}, url


def test_a_login_without_rights_opens_next_to_nothing(objects, log_in):
    client = log_in(make_user())

    opened = {url for url in addresses(objects) if client.get(url).status_code == 200}

    assert not {url for url in opened if "/monographs/" in url}


def test_no_form_is_taken_without_its_token(objects):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(is_superuser=True, is_staff=True))
    before = everything()

    refused = {url: client.post(url, {}).status_code for url in addresses(objects)}

    assert everything() == before
    assert set(refused.values()) <= {
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.FOUND,
    }


@pytest.mark.django_db(transaction=True)
def test_an_empty_post_is_no_error_of_ours(objects):
    """Outside a transaction, as in a request: a lock would be refused there."""
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_superuser=True, is_staff=True))

    answers = {
        url: client.post(url).status_code
        for url in addresses(objects)
        if "/step/" not in url and "/delete/" not in url
    }

    assert {url: code for url, code in answers.items() if code >= 500} == {}
