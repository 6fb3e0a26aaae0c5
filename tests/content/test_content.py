import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from monographs.content import (
    SCHEMA,
    Document,
    DocumentSection,
    UnknownSchema,
    Verification,
    dumps,
    fingerprint,
    is_sealed,
    loads,
    read_working_copy,
    sha256,
    verifications_of,
    write_working_copy,
)
from monographs.content import document as schema
from monographs.models import Monograph
from tests.content.documents import documents
from tests.factories import (
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
)

GOLDEN = Path(__file__).parent / "golden"


def document_with(body):
    return Document(
        key=UUID(int=1),
        kind="drug",
        title="Examplazole",
        slug="examplazole",
        sections=(
            DocumentSection(key=UUID(int=2), kind="usage", heading="Usage", body=body),
        ),
    )


@given(documents())
def test_loading_what_was_serialised_gives_the_same(document):
    assert loads(dumps(document)) == document


@given(documents())
def test_serialising_is_canonical(document):
    text = dumps(document)

    assert dumps(loads(text)) == text
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_a_working_copy_written_and_read_is_the_same(document):
    with transaction.atomic():
        monograph = Monograph.objects.create(
            key=document.key, kind=document.kind, title="x", slug="some-page"
        )

        write_working_copy(document, monograph, verifications={})

        assert dumps(read_working_copy(monograph)) == dumps(document)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_full_drug, make_full_comparison])
def test_writing_back_what_was_read_changes_nothing(make):
    monograph = make()
    document = read_working_copy(monograph)

    write_working_copy(document, monograph, verifications={})

    assert read_working_copy(Monograph.objects.get(pk=monograph.pk)) == document


@pytest.mark.django_db
def test_reading_takes_the_same_queries_for_few_and_many_rows(
    django_assert_num_queries,
):
    for rows in (3, 60):
        monograph = make_full_drug(side_effects=rows)
        with django_assert_num_queries(10):
            read_working_copy(monograph)


@pytest.mark.django_db
def test_source_lines_and_verification_survive():
    monograph = make_drug()
    section = make_imported_section(monograph)
    reader = make_editor()

    monograph.sections.filter(pk=section.pk).update(
        verified_by=reader, verified_at=timezone.now()
    )
    document = read_working_copy(monograph)

    write_working_copy(document, monograph, verifications=verifications_of(monograph))

    again = monograph.sections.get(key=section.key)
    assert again.source == section.source
    assert (again.line_from, again.line_to) == (1, 1)
    assert again.verified_by == reader


@pytest.mark.parametrize(
    ("written", "sealed"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("ﬁ", "ﬁ"),  # a ligature is the author's choice
    ],
)
def test_text_is_sealed_in_one_form(written, sealed):
    assert loads(dumps(document_with(written))).sections[0].body == sealed


def test_a_combining_mark_after_an_escape_leaves_valid_json():
    body = '"\n\u0301\\\u0301'

    assert json.loads(dumps(document_with(body)))["sections"][0]["body"]


def test_the_hash_follows_the_content():
    one, other = dumps(document_with("One.")), dumps(document_with("Two."))

    assert sha256(one) == sha256(dumps(document_with("One.")))
    assert sha256(one) != sha256(other)


def test_each_schema_has_a_golden_file_that_still_reads():
    paths = sorted(GOLDEN.glob("schema-*.json"))

    assert [path.stem for path in paths] == [
        f"schema-{number}" for number in range(1, SCHEMA + 1)
    ]
    for path in paths:
        document = loads(path.read_text())
        assert document.title == "Examplazole"
        assert document.side_effects[0].frequency.interval is not None


def test_the_current_schema_is_written_as_its_golden_file():
    golden = (GOLDEN / f"schema-{SCHEMA}.json").read_text().rstrip("\n")

    assert dumps(loads(golden)) == golden


def test_an_older_schema_is_lifted_on_reading(monkeypatch):
    def name_it_title(data):
        data["title"] = data.pop("name")
        return data

    monkeypatch.setattr(schema, "SCHEMA", SCHEMA + 1)
    monkeypatch.setitem(schema.UPGRADES, SCHEMA, name_it_title)
    data = json.loads(dumps(document_with("One.")))
    data["name"] = data.pop("title")
    data["schema"] = SCHEMA

    assert loads(json.dumps(data)).title == "Examplazole"


def test_what_an_older_schema_sealed_is_sealed_still():
    text = (GOLDEN / "schema-1.json").read_text().rstrip("\n")

    assert schema.schema_of(text) == 1
    assert is_sealed(text, sha256(text))
    assert not is_sealed(text, sha256(text + " "))
    assert loads(text).disagreements == ()


@pytest.mark.parametrize(
    ("sealed", "twisted"),
    [
        ('"slug":"examplazole"', '"slug":"other","slug":"examplazole"'),
        ('"origin":"person"', '"origin": "person"'),
        ("Exémplo", "Exe\u0301mplo"),
        ("Exémplo", "Ex\\u00e9mplo"),
    ],
)
@pytest.mark.parametrize("number", range(1, SCHEMA + 1))
def test_content_in_another_form_was_never_sealed(number, sealed, twisted):
    text = (GOLDEN / f"schema-{number}.json").read_text().rstrip("\n")
    other = text.replace(sealed, twisted, 1)

    assert other != text
    assert not is_sealed(other, sha256(other))


def test_schema_1_is_the_same_document_as_schema_2_without_disagreements():
    older, newer = (
        loads((GOLDEN / f"schema-{number}.json").read_text()) for number in (1, 2)
    )

    assert older == replace(newer, disagreements=())
    assert older.clinical_part() == replace(newer, disagreements=()).clinical_part()
    assert older.clinical_part() != newer.clinical_part()


def test_schema_2_is_the_same_document_as_schema_3_without_authorship():
    older, newer = (
        loads((GOLDEN / f"schema-{number}.json").read_text()) for number in (2, 3)
    )

    assert older == replace(newer, author="", interests="")
    assert older.clinical_part() == newer.clinical_part()


def test_content_that_states_no_author_has_no_place_for_one():
    silent = document_with("One.")
    telling = replace(silent, kind="comparison", author="Dr. Example")

    assert not {"author", "interests"} & json.loads(dumps(silent)).keys()
    assert json.loads(dumps(telling))["author"] == "Dr. Example"
    assert "interests" not in json.loads(dumps(telling))
    assert loads(dumps(telling)) == telling
    content = dumps(telling)
    assert is_sealed(content, sha256(content))


def test_who_wrote_it_is_part_of_what_a_page_says():
    silent = replace(document_with("One."), kind="comparison")
    telling = replace(silent, interests="None declared")

    assert fingerprint(silent) != fingerprint(telling)
    assert sha256(dumps(silent)) != sha256(dumps(telling))


def test_a_newer_schema_is_refused_with_a_sentence():
    data = json.loads(dumps(document_with("One.")))
    data["schema"] = SCHEMA + 1

    with pytest.raises(UnknownSchema, match="Update medsite first"):
        loads(json.dumps(data))


def test_a_change_elsewhere_leaves_the_clinical_part():
    document = document_with("One.")

    assert replace(document, slug="other").clinical_part() == document.clinical_part()
    assert replace(document, title="Other").clinical_part() != document.clinical_part()
    dosage = replace(document.sections[0], kind="dosage")
    changed = replace(document, sections=(dosage,))
    assert changed.clinical_part() != document.clinical_part()


@pytest.mark.django_db
def test_a_verification_is_a_person_and_a_time():

    monograph = make_drug()
    section = make_imported_section(monograph)
    reader = make_editor()
    now = timezone.now()

    write_working_copy(
        read_working_copy(monograph),
        monograph,
        verifications={section.key: Verification(reader.pk, now)},
    )

    assert verifications_of(monograph) == {section.key: Verification(reader.pk, now)}
