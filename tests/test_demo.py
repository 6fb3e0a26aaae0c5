"""The sample formulary: every shape, loaded through the verbs, again and again."""

import re
import socket
import tomllib
from contextlib import closing

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection
from django.urls import NoReverseMatch, reverse

from monographs.content import loads, read_working_copy, write_working_copy
from monographs.frequency import Band, Basis, Serious
from monographs.management.demo import (
    PASSWORD,
    PEOPLE,
    DemoRefused,
    load_formulary,
    make_people,
    people_as_table,
    refuse_foreign_database,
    refuse_unusable_address,
)
from monographs.management.demo.pages import FOLDER
from monographs.models import (
    DrugClass,
    Effect,
    Event,
    Monograph,
    Publication,
    Revision,
    SideEffect,
    User,
)
from monographs.workflow import TransitionRefused, sign, submit, touch
from monographs.workflow.projection_check import differences
from tests.factories import make_user

DRUGS = sorted(path.stem for path in (FOLDER / "drugs").glob("*.toml"))
COMPARISONS = sorted(path.stem for path in (FOLDER / "comparisons").glob("*.toml"))
on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="the demo runs on SQLite only"
)


@pytest.fixture
def formulary(db):
    people = make_people()
    load_formulary(people)
    return people


def live(slug):
    return loads(Publication.objects.get(slug=slug).revision.content)


def bands(document):
    return {row.frequency.band for row in document.side_effects}


def rows_in_database():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            if table.startswith("monographs_"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                counts[table] = cursor.fetchone()[0]
    return counts


# --- What is in it --------------------------------------------------------------------


def test_the_formulary_is_large_enough_to_click_around_in(formulary):
    assert len(DRUGS) >= 10
    assert set(Monograph.objects.drugs().values_list("slug", flat=True)) == set(DRUGS)
    assert Monograph.objects.comparisons().count() == len(COMPARISONS) == 1

    for monograph in Monograph.objects.drugs():
        document = read_working_copy(monograph)
        kinds = [section.kind for section in document.sections]
        assert {"usage", "dosage", "precautions", "disclaimer"} < set(kinds)
        assert {"generic_name", "side_effects", "how_it_works"} < set(kinds)
        assert 8 <= len(document.side_effects) <= 30, monograph.slug
        assert 4 <= len(document.faqs) <= 6, monograph.slug
        assert document.classes, monograph.slug


def test_the_vocabulary_holds_what_the_pages_use_and_no_more(formulary):
    effects = tomllib.loads((FOLDER / "effects.toml").read_text())
    classes = tomllib.loads((FOLDER / "classes.toml").read_text())

    assert set(Effect.objects.values_list("name", flat=True)) == {
        name for names in effects.values() for name in names
    }
    assert set(DrugClass.objects.values_list("name", flat=True)) == set(classes)
    for effect in Effect.objects.all():
        effect.full_clean()
    for drug_class in DrugClass.objects.all():
        drug_class.full_clean()


def test_every_page_passes_the_forms_own_validation(formulary):
    for monograph in Monograph.objects.all():
        monograph.full_clean()
        for rows in ("sections", "side_effects", "citations", "names"):
            for row in getattr(monograph, rows).all():
                row.full_clean()


def test_each_reference_number_leads_to_a_reference(formulary):
    for monograph in Monograph.objects.all():
        document = read_working_copy(monograph)
        texts = [section.body for section in document.sections]
        texts += [cell.text for row in document.comparison_rows for cell in row.cells]
        texts += [faq.answer for faq in document.faqs]
        used = {int(n) for n in re.findall(r"\[(\d+)\]", "\n".join(texts))}
        assert used <= {row.number for row in document.citations}, monograph.slug


def test_every_state_is_there(formulary):
    states = {
        publication.slug: publication for publication in Publication.objects.all()
    }
    waiting = Revision.objects.get(state=Revision.State.SUBMITTED)

    assert set(states) == {*DRUGS, *COMPARISONS} - {"cetirizine"}
    assert waiting.monograph.slug == "cetirizine"
    assert waiting.missing_roles() == ["clinical"]
    assert [slug for slug in states if states[slug].is_withdrawn] == ["samplonidine"]
    assert [slug for slug in states if not states[slug].is_listed] == ["oldamycin"]
    assert not Revision.objects.unsigned_bypasses().exists()
    assert list(differences()) == []


def test_two_versions_the_second_a_minor_change(formulary):
    second, first = Monograph.objects.get(slug="ibuprofen").revisions.all()

    assert (first.change_kind, second.change_kind) == ("major", "minor")
    assert first.published_at
    assert second.published_at
    assert Publication.objects.get(slug="ibuprofen").revision == second


def test_a_newer_draft_than_the_live_version(formulary):
    draft = read_working_copy(Monograph.objects.get(slug="levothyroxine"))

    assert draft != live("levothyroxine")
    assert draft.clinical_part() != live("levothyroxine").clinical_part()


def test_a_combination_links_its_component(formulary):
    document = live("paracetamol-with-codeine")
    paracetamol = Monograph.objects.get(slug="paracetamol")

    assert [row.drug_key for row in document.components] == [paracetamol.key, None]
    assert {row.scope_name for row in document.side_effects} == {
        "codeine",
        "paracetamol",
    }


def test_words_only_and_all_bands(formulary):
    words_only = live("paracetamol").side_effects

    assert not any(row.frequency.interval for row in words_only)
    assert any(row.frequency.word for row in words_only)
    assert bands(live("examplazole")) == set(Band)


def test_every_shape_of_a_statement_is_there(formulary):
    statements = [
        row
        for publication in Publication.objects.all()
        for row in loads(publication.revision.content).side_effects
    ]

    assert {row.scope for row in statements} == set(SideEffect.Scope.values)
    assert {Serious.YES, Serious.NOT_STATED} <= {row.serious for row in statements}
    counted = [row for row in statements if row.frequency.total]
    assert any(row.frequency.comparator for row in counted)
    assert any(row.frequency.basis is Basis.MIXED for row in statements)
    assert any(row.frequency.is_not_known for row in statements)
    assert any(row.frequency.band is None for row in statements)


def test_two_classes_with_codes(formulary):
    codes = [row.atc_code for row in live("aspirin").classes]

    assert codes == ["N02BA", "B01AC"]


def test_the_comparison_has_a_full_table_and_references(formulary):
    document = live("everyday-painkillers")

    assert len(document.citations) >= 5
    assert len(document.subjects) == 3
    assert all(
        [cell.subject_key for cell in row.cells]
        == [subject.key for subject in document.subjects]
        for row in document.comparison_rows
    )
    assert any("[1]" in c.text for row in document.comparison_rows for c in row.cells)


# --- Again, and after an interruption -------------------------------------------------


def test_loading_again_changes_nothing(formulary):
    before = rows_in_database()

    assert load_formulary(make_people()) == []

    assert rows_in_database() == before


def test_loading_again_keeps_what_was_edited(formulary):
    monograph = Monograph.objects.get(slug="metformin")
    touch(monograph, by=formulary["editor"])
    monograph.sections.filter(kind="usage").update(body="Written by an editor.")
    Monograph.objects.filter(slug="omeprazole").update(slug="omeprazole-capsules")

    load_formulary(make_people())

    assert monograph.sections.get(kind="usage").body == "Written by an editor."
    assert not Monograph.objects.filter(slug="omeprazole").exists()


def test_a_page_that_somebody_made_at_the_same_address_stays(db):
    theirs = Monograph.objects.create(kind="drug", title="Mine", slug="ibuprofen")

    loaded = load_formulary(make_people())

    assert "Ibuprofen" not in loaded
    assert Monograph.objects.get(slug="ibuprofen") == theirs


def test_an_interrupted_run_is_finished_by_the_next(db):
    def interrupt(number, total):
        if number == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_formulary(make_people(), progress=interrupt)

    assert Monograph.objects.count() == 5
    assert len(load_formulary(make_people())) == len(DRUGS) + len(COMPARISONS) - 5
    assert list(differences()) == []


def test_keys_are_the_same_in_every_database(formulary):
    first = read_working_copy(Monograph.objects.get(slug="aspirin"))

    assert str(first.key) == "20262e54-ddcc-5b8f-8d7f-3bd2d2f8d08e"
    assert len({row.key for row in first.rows()}) == len(list(first.rows()))


# --- People ---------------------------------------------------------------------------


def test_one_person_for_each_role_and_one_for_everything(formulary):
    assert {person.group for person in PEOPLE} == {
        "",
        "Editor",
        "Reviewer",
        "Clinical reviewer",
        "Publisher",
        "Data steward",
    }
    for person in PEOPLE:
        user = formulary[person.username]
        assert user.check_password(PASSWORD)
        assert user.is_staff
        assert user.is_superuser == (not person.group)
        assert [group.name for group in user.groups.all()] == (
            [person.group] if person.group else []
        )


def test_people_keep_their_password_and_name(formulary):
    User.objects.filter(username="editor").update(
        password=make_password("another one"), printed_name="E. Changed"
    )

    people = make_people()

    assert people["editor"].check_password("another one")
    row = next(
        line
        for line in people_as_table(people.values()).splitlines()
        if line.startswith("editor")
    )
    assert "(changed)" in row
    assert "E. Changed" in row
    assert PASSWORD not in row


def test_the_people_can_take_a_draft_through_review(formulary):
    monograph = Monograph.objects.get(slug="levothyroxine")
    revision = submit(
        monograph, by=formulary["editor"], change_kind=Revision.ChangeKind.MAJOR
    )
    with pytest.raises(TransitionRefused):
        submit(monograph, by=formulary["editor"], change_kind=Revision.ChangeKind.MAJOR)

    for role, username in (("editorial", "reviewer"), ("clinical", "clinical")):
        sign(revision, role=role, seen=revision.sha256, by=formulary[username])

    assert Publication.objects.get(slug="levothyroxine").revision == revision
    assert Event.objects.filter(monograph=monograph, kind="published").count() == 2


def test_an_editor_can_go_on_from_a_loaded_page(formulary):
    monograph = touch(
        Monograph.objects.get(slug="everyday-painkillers"), by=formulary["editor"]
    )
    document = read_working_copy(monograph)

    write_working_copy(document, monograph, verifications={})

    assert read_working_copy(monograph) == document


# --- What readers see -----------------------------------------------------------------


def test_each_published_page_answers(formulary, client):
    for publication in Publication.objects.all():
        try:
            url = reverse(f"public:{publication.kind}", args=[publication.slug])
        except NoReverseMatch:
            pytest.skip("no public pages yet")
        response = client.get(url)
        assert response.status_code == (410 if publication.is_withdrawn else 200), url


def test_drafts_are_not_public(formulary, client):
    assert client.get("/drugs/cetirizine/").status_code == 404
    page = client.get("/drugs/levothyroxine/")
    assert "at bedtime" not in page.content.decode()


# --- Where it runs --------------------------------------------------------------------


@pytest.fixture
def taken_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


def test_a_taken_port_gets_a_sentence_before_anything_is_loaded(
    db, settings, capsys, taken_port
):
    settings.DEBUG = True

    with pytest.raises(SystemExit) as exit_:
        call_command("demo", port=str(taken_port))

    assert exit_.value.code == 1
    assert f"Port {taken_port} on 127.0.0.1 is taken" in capsys.readouterr().err
    assert not User.objects.exists()


def test_a_free_port_is_fine():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]

    refuse_unusable_address("127.0.0.1", str(port))


@pytest.mark.parametrize(
    "port", ["", "0", "65536", "-1", "eight", "80 ", "٨٠", "9" * 5000]
)
def test_a_port_is_a_number_in_range(port):
    with pytest.raises(DemoRefused, match="not a number from 1 to 65535"):
        refuse_unusable_address("127.0.0.1", port)


def test_outside_debug_nothing_is_touched(db, settings, capsys):
    settings.DEBUG = False

    with pytest.raises(SystemExit):
        call_command("demo", no_serve=True)

    assert "only with DEBUG=1" in capsys.readouterr().err
    assert not User.objects.exists()


def test_another_kind_of_database_is_refused(db, settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(connection, "display_name", "PostgreSQL")

    with pytest.raises(DemoRefused, match="names a PostgreSQL database"):
        refuse_foreign_database()


@on_sqlite
def test_a_file_with_other_peoples_data_is_refused(db, settings):
    settings.DEBUG = True
    make_user("Editor")

    with pytest.raises(DemoRefused, match="the demo did not make"):
        refuse_foreign_database()


@on_sqlite
def test_its_own_file_is_accepted_whatever_was_renamed_there(formulary, settings):
    settings.DEBUG = True
    User.objects.filter(username="editor").update(username="eva")

    refuse_foreign_database()


@on_sqlite
def test_the_command_loads_and_prints_who_can_log_in(db, settings, capsys):
    settings.DEBUG = True

    call_command("demo", no_serve=True)
    first = capsys.readouterr().out
    call_command("demo", no_serve=True)
    second = capsys.readouterr().out

    assert f"Loaded {len(DRUGS) + len(COMPARISONS)} sample pages." in first
    assert "here already" in second
    for person in PEOPLE:
        assert re.search(rf"^{person.username} +{PASSWORD} ", first, re.MULTILINE)
