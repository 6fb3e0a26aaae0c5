"""What goes out is what is there: in each format, for any text, whole or refused."""

import csv
import json

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from monographs.content import insert_rows
from monographs.exporting.sheets import (
    SHEETS,
    all_pages,
    export,
    published_tables,
    working_tables,
)
from monographs.exporting.tables import TABLE_FORMATS, CannotHold
from monographs.models import Component, DrugClass, Effect, Monograph
from tests.content.documents import documents
from tests.exporting.tables.readers import read
from tests.factories import (
    make_disagreement,
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_name,
    make_section,
    make_steward,
    publish_now,
)

pytestmark = pytest.mark.django_db


def lines_of(tables, name):
    (table,) = (table for table in tables if table.name == name)
    return [dict(zip(table.header, row, strict=True)) for row in table.rows()]


def run(*arguments, code=0):
    if not code:
        call_command("export_sheets", *map(str, arguments))
        return
    with pytest.raises(SystemExit) as ending:
        call_command("export_sheets", *map(str, arguments))
    assert ending.value.code == code


def written(document):
    """The document as a working copy."""
    monograph = Monograph.objects.create(
        key=document.key,
        kind=document.kind,
        title=document.title,
        slug=document.slug,
        is_listed=document.is_listed,
        author=document.author,
        interests=document.interests,
    )
    for row in document.classes:
        DrugClass.objects.create(key=row.class_key, name=row.name, slug=row.slug)
    for number, row in enumerate(document.side_effects):
        Effect.objects.create(
            key=row.effect_key,
            name=row.effect,
            slug=f"effect-{number}",
            body_system=row.body_system,
        )
    insert_rows({monograph.pk: document})
    return monograph


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(document=documents())
def test_any_page_is_read_as_it_is_by_another_program(document):
    with transaction.atomic():
        page = written(document)
        tables = working_tables(Monograph.objects.filter(pk=page.pk))
        current = {
            name: [
                sheet.column_names(),
                *(list(line.cells) for line in sheet.current([page.pk])),
            ]
            for name, sheet in SHEETS.items()
        }
        files = {kind: content_or_refusal(kind, tables) for kind in TABLE_FORMATS}
        transaction.set_rollback(True)

    refused = {kind for kind, content in files.items() if not content}
    assert refused in (set(), {"xlsx", "ods"})
    for kind in files.keys() - refused:
        found = read(kind, files[kind])
        for name, rows in found.items():
            # JSON has no header; its lines name their columns.
            assert rows == current[name] or (rows == [] and len(current[name]) == 1)


def content_or_refusal(kind, tables):
    try:
        return b"".join(TABLE_FORMATS[kind].write(tables).parts)
    except CannotHold:
        return b""


def test_json_has_each_line_by_its_columns():
    make_full_drug()

    content = b"".join(TABLE_FORMATS["json"].write(working_tables(all_pages())).parts)

    sheets = json.loads(content)["sheets"]
    assert sheets["faqs"] == lines_of(working_tables(all_pages()), "faqs")
    assert list(sheets) == list(SHEETS)


def test_pages_are_taken_a_few_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(export, "CHUNK", 2)
    pages = [make_drug() for _ in range(5)]

    with django_assert_num_queries(3 * 2 + 1):
        lines = lines_of(working_tables(all_pages()), "sections")

    assert [line["drug"] for line in lines] == [page.slug for page in pages]


def test_only_the_chosen_pages_and_sheets_go_out():
    make_drug()
    chosen = make_drug()

    tables = working_tables(all_pages().filter(pk=chosen.pk), ["sections", "drugs"])

    assert [table.name for table in tables] == ["drugs", "sections"]
    assert [line["address"] for line in lines_of(tables, "drugs")] == [chosen.slug]


def test_published_versions_are_what_was_signed():
    page = make_full_drug(slug="examplazole")
    publish_now(page)
    page.sections.update(body="A draft that nobody has signed.")
    make_drug(slug="never-published")

    tables = published_tables(all_pages())

    assert [line["address"] for line in lines_of(tables, "drugs")] == ["examplazole"]
    texts = {line["text"] for line in lines_of(tables, "sections")}
    assert texts == {"For examples that hurt.", "One a day."}
    assert {line["verified"] for line in lines_of(tables, "sections")} == {"yes"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_published_version_has_the_lines_of_its_working_copy(sheet):
    drug = make_full_drug()
    other = make_drug(slug="samplidone")
    Component.objects.create(monograph=drug, name="Other", drug_id=other.pk, position=9)
    make_disagreement(drug)
    for page in (drug, other, make_full_comparison()):
        publish_now(page)

    published = lines_of(published_tables(all_pages()), sheet)
    working = lines_of(working_tables(all_pages()), sheet)

    for line in working if sheet == "drugs" else []:
        line |= {"review_period_months": "", "edit_version": ""}
    assert published == working


def test_a_long_text_is_refused_with_its_place_and_nothing_is_written(tmp_path, capsys):
    make_section(make_drug(slug="examplazole"), body="x" * 32_768, position=1)

    run(tmp_path / "all.xlsx", code=2)

    said = capsys.readouterr().err
    assert "sections, line 3, column text (examplazole)" in said
    assert "Take CSV, TSV or JSON" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["xlsx", "ods", "json", "zip"])
def test_the_command_writes_a_workbook(tmp_path, capsys, ending):
    make_full_drug()
    file = tmp_path / f"all.{ending}"

    run(file)

    assert str(file) in capsys.readouterr().out
    kind = "csv" if ending == "zip" else ending
    if kind != "json":
        assert list(read(kind, file.read_bytes())) == list(SHEETS)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_the_command_writes_a_single_sheet(tmp_path):
    make_name(make_drug(slug="examplazole"), "=Exemplo")

    run(tmp_path / "names.csv", "--sheets", "names", "--only", "examplazole")

    text = (tmp_path / "names.csv").read_text(encoding="utf-8-sig")
    header, line = csv.reader(text.splitlines())
    assert header == SHEETS["names"].column_names()
    assert line[4] == "'=Exemplo"


def test_the_command_refuses_in_words(tmp_path, capsys):
    (tmp_path / "there.xlsx").write_text("mine")

    for arguments, says in [
        (["all.docx"], "is no format"),
        (["all.csv"], "Name the file all.zip"),
        (["there.xlsx"], "is there already"),
        (["none.xlsx", "--only", "nowhere"], "no page nowhere"),
        (["a.xlsx", "--as", make_editor().username], "export"),
        (["no/such/folder.xlsx"], "Cannot write"),
    ]:
        run(tmp_path / arguments[0], *arguments[1:], code=2)
        assert says in capsys.readouterr().err
    assert (tmp_path / "there.xlsx").read_text() == "mine"


def test_the_command_replaces_a_file_on_request(tmp_path):
    (tmp_path / "there.json").write_text("old")

    run(tmp_path / "there.json", "--overwrite", "--as", make_steward().username)

    assert (tmp_path / "there.json").read_text().startswith('{"sheets"')
