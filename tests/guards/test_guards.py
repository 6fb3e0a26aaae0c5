"""Each rule of "What must always be true", attacked with raw SQL."""

from copy import copy
from dataclasses import replace as replace_in
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from monographs.content import ROW_MODELS, dumps, loads, sha256
from monographs.migrations._guard import CreateGuards
from monographs.models import (
    FormerSlug,
    Publication,
    Revision,
    RevisionContributor,
    Signature,
)
from monographs.workflow import bypass, request_changes, roll_back, verify, withdraw
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    MINOR,
    approve,
    edit,
    insert_signature,
    make_clinician,
    make_disagreement,
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_source,
    make_user,
    publish_now,
    sign_as,
    submit_as,
)
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE"
)
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE"
)


def sealed_again(revision, **fields):
    """A second revision like this one, not yet in the database."""
    other = copy(revision)
    other.pk = None
    other.number = revision.number + 1
    other.state = "submitted"
    other.published_at = None
    other.closing_reason = other.bypass_reason = ""
    for name, value in fields.items():
        setattr(other, name, value)
    return other


# 1. A revision's content, hash and number never change; it is never deleted.


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("content", "{}"),
        ("sha256", "0" * 64),
        ("number", 99),
        ("schema", 99),
        ("edit_version", 99),
        ("base_id", None),
        ("change_kind", "minor"),
        ("change_note", "Something else."),
        ("submitted_at", "2001-01-01 00:00:00+00:00"),
    ],
)
@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_sealed_revision_never_changes(column, value, state):
    monograph = make_published_drug()
    edit(monograph, by=make_editor())
    revision = submit_as(monograph)
    if state == "approved":
        approve(revision)

    with refused("never changes"):
        update(revision, **{column: value})


def test_a_revision_keeps_its_monograph_and_its_submitter():
    revision = submit_as(make_drug())

    with refused("never changes"):
        update(revision, monograph_id=make_drug().pk)
    with refused("never changes"):
        update(revision, submitted_by_id=make_user().pk)


def test_a_revision_is_never_deleted():
    revision = submit_as(make_drug())

    with refused("never deleted"):
        delete(revision)


@on_sqlite
def test_a_revision_is_never_overwritten():
    revision = submit_as(make_drug())

    with refused():
        replace(revision)


# 2. At most one open revision a monograph.


def test_two_revisions_are_never_open_at_once():
    revision = submit_as(make_drug())

    with refused():
        insert(sealed_again(revision))


def test_a_closed_revision_is_never_opened_again():
    revision = submit_as(make_drug())
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")

    with refused("cannot take this step"):
        update(revision, state="submitted")


def test_an_approved_revision_stays_approved():
    revision = publish_now(make_drug())

    for state in ("submitted", "changes_requested", "cancelled", "bypassed"):
        with refused():
            update(revision, state=state, closing_reason="x", bypass_reason="x")


# 3. Nobody signs what they contributed to, nor twice; the hash is the revision's.


def test_contributors_never_sign():
    author = make_editor()
    revision = submit_as(make_drug(by=author))

    with refused("Nobody signs what they wrote"):
        insert_signature(revision, author)


def test_authors_of_the_draft_never_sign_though_nobody_listed_them():
    author = make_editor()
    revision = submit_as(make_drug(by=author))
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")
    insert(sealed_again(revision))  # names no contributor

    with refused("Nobody signs what they wrote"):
        insert_signature(revision.monograph.revisions.get(number=2), author)


def test_the_author_of_a_draft_is_not_exchanged():
    monograph = make_drug()

    with refused("never changed afterwards"):
        update(monograph.contributors.get(), person_id=make_user().pk)


def test_who_signed_never_becomes_a_contributor():
    revision = submit_as(make_drug())
    reviewer = make_reviewer()
    sign_as(revision, reviewer)

    with refused("Nobody signs what they wrote"):
        insert(RevisionContributor(revision=revision, person=reviewer))


def test_who_wrote_a_revision_is_never_forgotten():
    author = make_editor()
    revision = submit_as(make_drug(by=author))
    row = RevisionContributor.objects.get(revision=revision)

    with refused("never changed afterwards"):
        delete(row)
    with refused("never changed afterwards"):
        update(row, person_id=make_user().pk)


def test_nobody_signs_in_two_roles():
    revision = submit_as(make_drug())
    person = make_user()
    insert_signature(revision, person)

    with refused():
        insert_signature(revision, person, CLINICAL)


def test_a_role_is_signed_once():
    revision = submit_as(make_drug())
    insert_signature(revision, make_user())

    with refused():
        insert_signature(revision, make_user())


def test_a_signature_carries_the_hash_of_its_revision():
    revision = submit_as(make_drug())

    with refused("carries the hash"):
        insert_signature(revision, make_user(), sha256="0" * 64)


def test_only_an_open_revision_is_signed():
    revision = submit_as(make_drug())
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")

    with refused("not waiting for signatures"):
        insert_signature(revision, make_user())


# 4. A publication points only at an approved revision of its own monograph.


def test_a_revision_never_starts_approved():
    revision = submit_as(make_drug())
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")

    with refused("starts by being submitted"):
        insert(sealed_again(revision, state="approved"))


@pytest.mark.parametrize("roles", [[], [EDITORIAL], [CLINICAL]])
def test_a_revision_is_not_approved_without_its_signatures(roles):
    revision = submit_as(make_drug())
    for role in roles:
        insert_signature(revision, make_user(), role)

    with refused("all the signatures"):
        update(revision, state="approved")


def test_a_minor_change_needs_its_editorial_signature():
    monograph = make_published_drug()
    edit(monograph, by=make_editor())
    revision = submit_as(monograph, change_kind=MINOR)

    with refused("all the signatures"):
        update(revision, state="approved")


def test_a_publication_never_points_at_what_is_not_approved():
    monograph = make_published_drug()
    edit(monograph, by=make_editor())
    revision = submit_as(monograph)

    with refused("only at an approved revision"):
        update(monograph.publication, revision_id=revision.pk)


def test_a_publication_never_points_at_another_monograph():
    mine, other = make_published_drug(), make_published_drug()

    with refused("only at an approved revision"):
        update(mine.publication, revision_id=other.publication.revision_id)
    with refused():
        update(mine.publication, monograph_id=other.pk)


def test_a_monograph_is_not_published_by_inserting_a_publication():
    revision = submit_as(make_drug())

    with refused("only at an approved revision"):
        insert(
            Publication(
                monograph=revision.monograph,
                revision=revision,
                kind="drug",
                title="Examplazole",
                slug="examplazole",
                sort_key="examplazole",
                is_listed=True,
                published_at=timezone.now(),
            )
        )


def test_an_open_revision_has_no_time_of_publication():
    revision = submit_as(make_drug())

    with refused():
        update(revision, published_at=timezone.now())


def test_the_time_of_publication_stays():
    revision = publish_now(make_drug())

    with refused("time of publication"):
        update(revision, published_at=None)


def minor_revision_with(monograph, **parts):
    """A minor revision whose content differs from the live one in these parts."""
    live = monograph.publication.revision
    document = loads(live.content)
    content = dumps(type(document)(**{**vars(document), **parts}))
    return sealed_again(
        live, change_kind="minor", content=content, sha256=sha256(content), base=live
    )


@pytest.mark.parametrize("part", ["names", "side_effects", "components", "sections"])
def test_a_minor_change_never_touches_a_clinical_row(part):
    monograph = make_full_drug()
    publish_now(monograph)

    with refused("not a minor change"):
        insert(minor_revision_with(monograph, **{part: ()}))


def test_a_minor_change_never_touches_the_feature_table():
    monograph = make_full_comparison()
    publish_now(monograph)

    with refused("not a minor change"):
        insert(minor_revision_with(monograph, comparison_rows=()))


def test_a_minor_change_never_renames_the_drug():
    monograph = make_full_drug()
    publish_now(monograph)

    with refused("not a minor change"):
        insert(minor_revision_with(monograph, title="Samplidone"))


@pytest.mark.parametrize(
    ("once", "twice"),
    [
        # One reader takes the first of the two, another the last.
        ('"title":', '"title":"Samplidone","title":'),
        ('"title":', '"tit\\u006ce":"Samplidone","title":'),
        ('"kind":"usage"', '"kind":"usage","kind":"dosage"'),
    ],
)
def test_sealed_content_says_nothing_twice(once, twice):
    monograph = make_full_drug()
    publish_now(monograph)
    content = monograph.publication.revision.content
    assert once in content
    content = content.replace(once, twice, 1)
    revision = minor_revision_with(monograph)
    revision.content, revision.sha256 = content, sha256(content)

    with refused("says no thing twice|not a minor change"):
        insert(revision)


@on_sqlite
@pytest.mark.parametrize(
    "part", ['"disagreements"', '"d\\u0069sagreements"', "disagreements"]
)
def test_no_name_in_sealed_content_is_hidden_from_the_guards(part):
    """SQLite finds no member by a name that is written with escapes."""
    monograph = make_full_drug()
    publish_now(monograph)
    content = monograph.publication.revision.content
    hidden = content.replace('"disagreements":[]', f'{part}:[{{"text":"Evil."}}]')
    assert hidden != content
    revision = minor_revision_with(monograph)
    revision.content, revision.sha256 = hidden, sha256(hidden)

    with refused():
        insert(revision)


def test_a_text_with_escapes_is_sealed():
    monograph = make_full_drug()
    edit(monograph, by=make_editor(), body='A "tab"\t and a path \\users\\u0041.')

    assert submit_as(monograph).content.count("\\u0041") == 1


def test_a_minor_change_of_questions_is_let_through():
    monograph = make_full_drug()
    publish_now(monograph)

    insert(minor_revision_with(monograph, faqs=()))

    assert monograph.revisions.get(number=2).change_kind == "minor"


def test_the_first_version_is_never_minor():
    revision = submit_as(make_drug())
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")

    with refused("never a minor change"):
        insert(sealed_again(revision, change_kind="minor"))


def test_a_minor_change_never_rests_on_an_unsigned_emergency_version():
    monograph = make_full_drug()
    bypass(submit_as(monograph), by=make_publisher(), reason="A recall.")

    with refused("fully signed"):
        insert(minor_revision_with(monograph, faqs=()))


def test_a_minor_change_is_compared_with_what_is_live():
    """Naming another base would let a clinical change pass as minor."""
    monograph = make_full_drug()
    publish_now(monograph)
    other = make_full_drug()
    publish_now(other)
    revision = minor_revision_with(monograph, side_effects=())
    revision.base = other.publication.revision

    with refused("from the live revision"):
        insert(revision)


def test_a_minor_change_is_approved_only_over_its_base():
    monograph = make_published_drug()
    first = monograph.publication.revision
    edit(monograph, by=make_editor(), kind="dosage")
    publish_now(monograph)
    edit(monograph, by=make_editor())
    minor = submit_as(monograph, change_kind=MINOR)
    insert_signature(minor, make_user())
    roll_back(monograph, to=first, by=make_publisher(), reason="Wrong dose.")

    with refused("compared with"):
        update(minor, state="approved")


# 5. Nothing unverified is submitted.


def test_unverified_rows_are_never_sealed():
    revision = submit_as(make_drug())
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")
    section = make_imported_section(revision.monograph)

    with refused("Nobody has verified"):
        insert(sealed_again(revision))

    verify(revision.monograph, keys=[section.key], by=make_editor())
    insert(sealed_again(revision))


def test_content_that_nobody_verified_as_rows_is_never_sealed():
    monograph = make_drug()
    revision = submit_as(monograph)
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")
    document = loads(revision.content)
    invented = tuple(replace_in(row, origin="import") for row in document.sections)
    content = dumps(replace_in(document, sections=invented))

    with refused("Nobody has verified"):
        insert(sealed_again(revision, content=content, sha256=sha256(content)))


def test_a_verification_names_its_person_and_time():
    section = make_imported_section(make_drug())

    with refused():
        update(section, verified_at=timezone.now())


@pytest.mark.parametrize("field", ROW_MODELS)
def test_an_edit_names_its_person_and_time(field):
    drug, comparison = make_full_drug(), make_full_comparison()
    make_disagreement(drug)
    row = ROW_MODELS[field].objects.filter(monograph__in=[drug, comparison]).first()

    with refused("_edited_by_and_at"):
        update(row, edited_at=timezone.now())
    with refused("_edited_by_and_at"):
        update(row, edited_by_id=make_editor().pk)
    assert update(row, edited_by_id=make_editor().pk, edited_at=timezone.now()) == 1


# 6. Sending back, withdrawing and bypassing need a reason; a bypass stays listed.


@pytest.mark.parametrize("reason", ["", "   "])
def test_sending_back_needs_a_reason(reason):
    revision = submit_as(make_drug())

    with refused():
        update(revision, state="changes_requested", closing_reason=reason)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_bypass_needs_a_reason(reason):
    revision = submit_as(make_drug())

    with refused():
        update(revision, state="bypassed", bypass_reason=reason)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_withdrawal_needs_a_reason(reason):
    publication = make_published_drug().publication

    with refused():
        update(publication, withdrawn_at=timezone.now(), withdrawal_reason=reason)


@pytest.mark.parametrize(
    "kind", ["changes_requested", "withdrawn", "bypassed", "rolled_back"]
)
def test_an_event_that_needs_a_reason_has_one(kind):
    event = make_drug().events.get()
    event.pk = None
    event.kind = kind

    with refused():
        insert(event)


def test_a_bypass_stays_on_its_list_until_signed():
    revision = submit_as(make_drug())
    bypass(revision, by=make_publisher(), reason="A recall.")

    for state in ("cancelled", "changes_requested", "submitted"):
        with refused("cannot take this step"):
            update(revision, state=state, closing_reason="x")
    with refused("all the signatures"):
        update(revision, state="approved")
    with refused("stays"):
        update(revision, bypass_reason="A better reason.")


# 7. People, monographs with revisions and sources in use cannot be deleted.


def test_people_are_never_deleted():
    with refused("never deleted"):
        delete(make_user())


@on_sqlite
def test_people_are_never_overwritten():
    with refused("never deleted"):
        replace(make_user())


def test_accounts_are_never_exchanged():
    with refused("stays with its person"):
        update(make_user(), id=99999)


@on_sqlite
def test_no_record_gives_way_to_another():
    first, second = make_published_drug(), make_published_drug()
    person, other = make_user(), make_user()

    with refused("Another monograph"):
        run(
            "UPDATE OR REPLACE monographs_monograph SET slug = %s WHERE id = %s",
            first.slug,
            second.pk,
        )
    with refused("never deleted"):
        run(
            "UPDATE OR REPLACE monographs_user SET username = %s WHERE id = %s",
            person.username,
            other.pk,
        )


@pytest.mark.parametrize("related", ["side_effects", "sections", "names"])
def test_a_row_is_never_moved_or_declared_to_be_somebody_s_own(related):
    monograph = make_full_drug()
    row = getattr(monograph, related).first()

    with refused("keeps its key"):
        update(row, monograph_id=make_drug().pk)
    with refused("keeps its key"):
        update(row, origin="import")


def test_the_vocabulary_of_sealed_versions_stays():
    monograph = make_full_drug()
    row = monograph.side_effects.first()
    submit_as(monograph)
    row.delete()

    with refused("so it stays"):
        delete(row.effect)


def test_a_monograph_with_revisions_is_never_deleted():
    monograph = make_drug()
    submit_as(monograph)

    with refused("never deleted"):
        delete(monograph)


def test_a_monograph_keeps_its_key_and_kind():
    monograph = make_drug()

    with refused("keeps its key"):
        update(monograph, kind="comparison")


def test_a_source_in_use_is_never_deleted():
    source = make_source()
    make_imported_section(make_drug(), source=source)

    with refused("in use"):
        delete(source)


def test_a_source_that_only_a_revision_refers_to_is_never_deleted():
    monograph = make_drug()
    section = make_imported_section(monograph)
    verify(monograph, keys=[section.key], by=make_editor())
    submit_as(monograph)
    source = section.source
    section.delete()

    with refused("in use"):
        delete(source)


def test_a_source_that_nothing_uses_can_go():
    assert delete(make_source()) == 1


def test_a_source_never_changes():
    with refused("as it came"):
        update(make_source(), path="elsewhere.md")


def test_a_publication_is_never_deleted():
    with refused("withdrawn, never deleted"):
        delete(make_published_drug().publication)


# 8. Events and signatures are append-only.


def test_events_are_never_changed_or_removed():
    event = make_drug().events.get()

    with refused("a log"):
        update(event, reason="Something else.")
    with refused("a log"):
        delete(event)


def test_signatures_are_never_changed_or_removed():
    revision = submit_as(make_drug())
    signature = sign_as(revision, make_reviewer())

    with refused("never changed or removed"):
        update(signature, printed_name="Somebody else")
    with refused("never changed or removed"):
        delete(signature)


@on_sqlite
def test_events_and_signatures_are_never_overwritten():
    revision = submit_as(make_drug())
    signature = sign_as(revision, make_reviewer())

    with refused():
        replace(signature)
    with refused("a log"):
        replace(revision.events.first())


@on_postgresql
@pytest.mark.parametrize(
    "model", [Revision, Signature, Publication, FormerSlug, RevisionContributor]
)
def test_tables_that_are_kept_are_never_emptied(model):
    approve(submit_as(make_drug()))
    connection.check_constraints()  # else PostgreSQL has another reason to refuse

    with refused("never|for ever"):
        run(f"TRUNCATE {model._meta.db_table} CASCADE")


# Addresses and dates.


def test_a_former_address_is_never_reused_or_forgotten():
    monograph = make_published_drug(slug="old-address")
    monograph.slug = "new-address"
    monograph.save()
    edit(monograph, by=make_editor())
    publish_now(monograph)
    other = make_published_drug()

    with refused("remember it first"):
        update(other.publication, slug="elsewhere")
    insert(FormerSlug(slug=other.publication.slug, publication=other.publication))
    with refused("never reused"):
        update(other.publication, slug="old-address")
    with refused("Only the address"):
        insert(FormerSlug(slug="never-had", publication=other.publication))
    with refused("for ever"):
        delete(FormerSlug.objects.get(slug="old-address"))


def test_review_dates_do_not_move_by_themselves():
    monograph = make_published_drug()
    edit(monograph, by=make_editor())
    publish_now(monograph)

    with refused("whole page"):
        update(
            monograph.publication,
            reviewed_on=timezone.localdate() + timedelta(days=1),
        )


def test_a_review_is_not_dated_after_its_signatures():
    publication = make_published_drug().publication

    with refused("later than its signatures|review period"):
        update(
            publication,
            reviewed_on=timezone.localdate() + timedelta(days=9),
            review_due_on=timezone.localdate() + timedelta(days=999),
        )
    with refused("by the last one"):
        update(publication, review_due_on=publication.review_due_on + timedelta(days=1))


def test_a_withdrawn_page_comes_back_without_its_reason():
    monograph = make_published_drug()
    withdraw(monograph, by=make_publisher(), reason="Wrong dose.")

    with refused():
        update(monograph.publication, withdrawn_at=None)


# The interval of a side effect.


@pytest.mark.parametrize(
    "columns",
    [
        {"low_numerator": 1},
        {"low_numerator": 1, "low_denominator": 10},
        {"low_closed": True},
        dict(zip(["low_numerator", "low_denominator"], [1, 10], strict=True))
        | {"high_numerator": 1, "high_denominator": 100},
        dict(zip(["low_numerator", "low_denominator"], [1, 10], strict=True))
        | {"high_numerator": 2, "high_denominator": 1},
        dict(zip(["low_numerator", "low_denominator"], [1, 10], strict=True))
        | {"high_numerator": 1, "high_denominator": 10, "high_closed": True},
        dict(zip(["low_numerator", "low_denominator"], [0, 0], strict=True))
        | {"high_numerator": 1, "high_denominator": 10},
        {"affected": 3},
        {"affected": 3, "total": 2},
        {"comparator_numerator": 3},
        {"serious": "perhaps"},
        {"basis": "hearsay"},
    ],
)
def test_an_impossible_frequency_is_refused(columns):
    side_effect = make_full_drug().side_effects.first()

    with refused():
        update(side_effect, **columns)


@on_postgresql
def test_a_temporary_table_of_the_same_name_deceives_no_guard():
    revision = submit_as(make_drug())
    run(
        "CREATE TEMPORARY TABLE monographs_signature AS SELECT %s::bigint revision_id,"
        " x.role, %s::varchar sha256 FROM (VALUES ('editorial'), ('clinical')) x(role)",
        revision.pk,
        revision.sha256,
    )

    with refused("all the signatures"):
        update(revision, state="approved")


def test_every_guard_is_in_the_database():
    """A later migration that copies a table in SQLite would lose its triggers."""
    migrations = MigrationLoader(connection).disk_migrations.values()
    wanted = {
        guard.name
        for migration in migrations
        for operation in migration.operations
        if isinstance(operation, CreateGuards)
        for guard in operation.guards
        if guard.exists_on(connection.vendor)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        found = {name for (name,) in cursor.fetchall()}

    assert len(wanted) > 30
    assert wanted <= found


def test_the_working_copy_may_be_signed_by_a_clinician_only_once_sealed():
    """The guards let the right steps through."""
    revision = submit_as(make_full_drug())
    insert_signature(revision, make_reviewer())
    insert_signature(revision, make_clinician(), CLINICAL)

    assert update(revision, state="approved") == 1


def test_only_an_article_states_author_and_interests():
    drug, article = make_drug(), make_full_comparison()

    for column in ("author", "interests"):
        with refused("monograph_only_articles_have_authors"):
            update(drug, **{column: "Dr. Example"})
        update(article, **{column: "Dr. Example"})
