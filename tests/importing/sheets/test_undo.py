"""Taking a batch of spreadsheets back: each row is again exactly as it was."""

import pytest
from django.utils import timezone

from monographs.models import (
    BatchFile,
    Effect,
    Monograph,
    Notice,
    SourceDocument,
)
from monographs.workflow import merge_effects
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_name,
)
from tests.importing.batches import drug, verify_all
from tests.importing.sheets.exports import exported, rows_as_they_are
from tests.importing.sheets.loads import (
    loaded,
    states,
    undo_now,
)

pytestmark = pytest.mark.django_db

DRUGS = ("kind,address,title", "drug,examplazole,Examplazole")


def test_new_drugs_go_with_their_words_and_files():
    batch = loaded(drugs=DRUGS, side_effects=("drug,effect", "examplazole,Purple toes"))

    undone = undo_now(batch)

    assert undone.state == "undone"
    assert not Monograph.objects.exists()
    assert not Effect.objects.exists()
    assert not SourceDocument.objects.exists()
    assert all(file.content for file in BatchFile.objects.filter(batch=batch))
    assert states(batch) == {"examplazole": "reverted"}


def test_changed_rows_are_again_as_they_were():
    monograph = make_full_drug(slug="examplazole", title="Examplazole")
    make_imported_section(monograph, kind="dosage", body="As imported.")
    verify_all(monograph)
    before = rows_as_they_are(monograph)
    sheets = exported(monograph)
    for name in ("sections", "names", "side_effects", "faqs", "citations", "classes"):
        for row in sheets[name]:
            row["position"] = ""
    for row in sheets["sections"]:
        row["text"] = f"{row['text']} And more."
    for row in sheets["names"]:
        row["name"] = f"{row['name']} forte"
    for row in sheets["side_effects"]:
        row["effect"], row["frequency"] = "Purple toes", "5%"
    for row in sheets["citations"]:
        row["number"] = "7"
    for row in sheets["classes"]:
        row["drug_class"] = "Another class"
        row["class_address"] = row["atc_code"] = ""
    for row in sheets["components"]:
        row["component"] = "Nothingol"
    sheets["drugs"][0]["title"] = "Another title"
    sheets["faqs"].append({"drug": "examplazole", "question": "New?", "position": "1"})

    batch = loaded(*sheets.files())
    assert rows_as_they_are(monograph) != before
    undo_now(batch)

    assert rows_as_they_are(monograph) == before
    assert drug("examplazole").title == "Examplazole"


def test_a_feature_table_is_again_as_it_was():
    monograph = make_full_comparison(slug="a-or-b")
    before = rows_as_they_are(monograph)
    sheets = exported(monograph)
    for row in sheets["comparisons"]:
        row["feature"] = "Given"
        row["text"] = f"{row['text']} more"
        row["subject"] = f"{row['subject']} forte"
    sheets["comparisons"].append(
        {
            "comparison": "a-or-b",
            "feature": "Colour",
            "row_position": "1",
            "subject": "Stubomycin",
            "text": "blue",
        }
    )

    batch = loaded(*sheets.files())
    table = [
        (row.feature, row.cells.count()) for row in monograph.comparison_rows.all()
    ]
    undo_now(batch)

    assert table == [("Given", 2), ("Colour", 1)]
    assert rows_as_they_are(monograph) == before


def test_what_a_person_changed_since_is_kept():
    make_drug(slug="other")
    batch = loaded(
        drugs=DRUGS,
        names=("drug,kind,name", "other,brand,A", "examplazole,brand,B"),
    )
    edit(drug("other"), by=make_editor())

    undo_now(batch)

    assert states(batch) == {"examplazole": "reverted", "other": "kept"}
    assert drug("other").names.exists()
    assert "people have worked" in batch.rows.get(path="other").message


def test_what_a_person_verified_since_is_kept():
    make_drug(slug="other")
    batch = loaded(names=("drug,kind,name", "other,brand,A"))
    verify_all(drug("other"))

    undo_now(batch)

    assert states(batch) == {"other": "kept"}


def test_what_another_import_changed_since_is_kept_until_that_goes():
    make_drug(slug="other")
    first = loaded(names=("drug,kind,name", "other,brand,A"))
    second = loaded(faqs=("drug,question", "other,Why?"))

    undo_now(second)
    undo_now(first)

    assert states(second) == {"other": "reverted"}
    assert states(first) == {"other": "reverted"}
    assert not drug("other").names.exists()


def test_a_drug_that_another_names_as_a_component_is_kept():
    make_drug(slug="combination")
    batch = loaded(drugs=DRUGS)
    loaded(
        components=(
            "drug,component,component_drug",
            "combination,Examplazole,examplazole",
        )
    )

    undo_now(batch)

    assert states(batch) == {"examplazole": "kept"}
    assert "names it as a component" in batch.rows.get().message


def test_a_drug_and_the_one_that_names_it_go_together(monkeypatch):
    monkeypatch.setattr("monographs.importing.sheets.undo.CHUNK", 1)
    make_drug(slug="combination")
    batch = loaded(
        drugs=DRUGS,
        components=(
            "drug,component,component_drug",
            "combination,Examplazole,examplazole",
        ),
    )

    undo_now(batch)

    assert states(batch) == {"examplazole": "reverted", "combination": "reverted"}


def test_what_cannot_be_taken_back_says_so_and_stops_no_other():
    batch = loaded(drugs=(*DRUGS, "drug,samplidone,Samplidone"))
    Notice.objects.create(
        monograph=drug("examplazole"),
        severity=Notice.Severity.WARNING,
        text="A recall.",
        starts_at=timezone.now(),
        posted_by=make_editor(),
    )

    undo_now(batch)

    assert states(batch) == {"examplazole": "failed", "samplidone": "reverted"}
    assert "notice" in batch.rows.get(path="examplazole").message


def test_bad_lines_that_were_skipped_do_not_hinder_it():
    batch = loaded(
        drugs=DRUGS,
        names=("drug,kind,name", "examplazole,brandy,A", "examplazole,brand,B"),
        skip_bad=True,
    )

    undo_now(batch)

    assert states(batch) == {"examplazole": "reverted"}
    assert not Monograph.objects.exists()


def test_positions_come_back():
    monograph = make_drug(slug="examplazole")
    for place, text in enumerate("abc"):
        make_name(monograph, text, position=place * 5)
    before = rows_as_they_are(monograph)

    batch = loaded(
        names=(
            "drug,position,kind,name",
            "examplazole,1,brand,c",
            "examplazole,2,brand,a",
        )
    )
    assert [name.text for name in monograph.names.all()] == ["c", "a", "b"]
    undo_now(batch)

    assert rows_as_they_are(monograph) == before


def test_a_row_whose_effect_was_merged_since_comes_back_with_the_one_that_stayed():
    monograph = make_full_drug(slug="examplazole", side_effects=1)
    purple, violet = monograph.side_effects.get().effect, make_effect("Violet toes")
    sheets = exported(monograph)
    sheets["side_effects"][0]["effect"] = "Green ears"
    batch = loaded(*sheets.files())
    merge_effects(purple, violet, by=make_editor())

    undone = undo_now(batch)

    assert undone.state == "undone"
    assert states(batch) == {"examplazole": "reverted"}
    assert monograph.side_effects.get().effect == violet


def test_a_sheet_that_writes_the_word_of_a_merged_effect_names_the_one_that_stayed():
    monograph = make_full_drug(slug="examplazole", side_effects=1)
    purple, violet = monograph.side_effects.get().effect, make_effect("Violet toes")
    sheets = exported(monograph)
    merge_effects(purple, violet, by=make_editor())

    loaded(*sheets.files())

    assert monograph.side_effects.get().effect == violet
    assert list(Effect.objects.all()) == [violet]
