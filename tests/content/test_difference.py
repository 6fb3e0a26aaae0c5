"""What differs between two documents, as a reader has to be told."""

from dataclasses import fields, replace
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monographs.content import (
    Document,
    DocumentCell,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentFAQ,
    DocumentName,
    DocumentRow,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
)
from monographs.content.difference import Kind, compare_documents
from monographs.frequency import Basis, Frequency, read
from tests.content.documents import documents
from tests.pace import within

COLUMNS = [UUID(int=1), UUID(int=2)]


def section(heading="Usage", body="Text.", kind="usage", **fields):
    return DocumentSection(key=uuid4(), kind=kind, heading=heading, body=body, **fields)


def effect(name="nausea", frequency=None, **more):
    return DocumentSideEffect(
        key=more.pop("key", None) or uuid4(),
        effect_key=uuid4(),
        effect=name,
        body_system="bowel",
        wording="",
        frequency=frequency or Frequency(),
        serious="not_stated",
        group="",
        scope="product",
        scope_name="",
        **more,
    )


def question(text="May I drive?", answer="No."):
    return DocumentFAQ(key=uuid4(), question=text, answer=answer)


def page(**rows):
    return Document(
        key=UUID(int=7), kind="drug", title="Examplazole", slug="examplazole", **rows
    )


def table(*rows, columns=("Examplazole", "Samplidone")):
    subjects = tuple(DocumentSubject(key=uuid4(), name=name) for name in columns)
    return page(
        subjects=subjects,
        comparison_rows=tuple(
            DocumentComparisonRow(
                key=uuid4(),
                feature=feature,
                cells=tuple(
                    DocumentCell(key=uuid4(), subject_key=subject.key, text=text)
                    for subject, text in zip(subjects, texts, strict=True)
                ),
            )
            for feature, *texts in rows
        ),
    )


def part(difference, name):
    return next(part for part in difference.parts if part.name == name)


def only_change(difference, name):
    (change,) = part(difference, name).changes
    assert difference.count == 1
    return change


# --- Rows -----------------------------------------------------------------------------


def test_a_changed_body_marks_its_words():
    old = section(body="Take one tablet daily.")
    new = replace(old, body="Take two tablets daily.")

    change = only_change(
        compare_documents(page(sections=(old,)), page(sections=(new,))), "sections"
    )

    assert change.kind == Kind.CHANGED
    assert [field.label for field in change.fields] == ["Text"]
    assert [(piece.kind, piece.text) for piece in change.fields[0].pieces] == [
        ("same", "Take "),
        ("removed", "one tablet"),
        ("same", " "),
        ("added", "two tablets"),
        ("same", " daily."),
    ]


def test_an_added_and_a_removed_row_say_all_they_say():
    gone, come = question("Old?", "Yes."), question("New?", "No.")

    changes = part(
        compare_documents(page(faqs=(gone,)), page(faqs=(come,))), "faqs"
    ).changes

    assert [(change.kind, change.name) for change in changes] == [
        (Kind.REMOVED, "Old?"),
        (Kind.ADDED, "New?"),
    ]
    assert [field.old for field in changes[0].fields] == ["Old?", "Yes."]
    assert [field.new for field in changes[1].fields] == ["New?", "No."]


def test_a_moved_row_is_neither_deleted_nor_added():
    a, b, c = section("A"), section("B"), section("C")

    change = only_change(
        compare_documents(page(sections=(a, b, c)), page(sections=(c, a, b))),
        "sections",
    )

    assert (change.kind, change.name) == (Kind.MOVED, "C (usage)")
    assert (change.old_place, change.new_place, change.behind) == (3, 1, "")


def test_a_row_that_moved_and_changed_says_both():
    a, b, c = section("A"), section("B"), section("C")
    new = replace(a, body="Other.")

    change = only_change(
        compare_documents(page(sections=(a, b, c)), page(sections=(b, c, new))),
        "sections",
    )

    assert change.kind == Kind.CHANGED
    assert change.has_moved
    assert change.behind == "C (usage)"


def test_what_stands_behind_a_new_row_has_not_moved():
    a, b = section("A"), section("B")

    change = only_change(
        compare_documents(page(sections=(a, b)), page(sections=(section("N"), a, b))),
        "sections",
    )

    assert change.kind == Kind.ADDED


def test_a_removed_row_is_shown_where_it_stood():
    a, b, c = section("A"), section("B"), section("C")

    rows = part(
        compare_documents(page(sections=(a, b, c)), page(sections=(a, c))), "sections"
    ).rows

    assert [row.name[0] for row in rows] == ["A", "B", "C"]


def test_a_row_that_was_loaded_again_is_the_same_row():
    """All its keys are new; heading, effect and question are not."""
    old = page(
        sections=(section(body="One a day."),),
        side_effects=(effect(),),
        faqs=(question(),),
    )
    new = page(
        sections=(section(body="Two a day."),),
        side_effects=(replace(effect(), effect_key=old.side_effects[0].effect_key),),
        faqs=(question(),),
    )

    difference = compare_documents(old, new)

    assert only_change(difference, "sections").kind == Kind.CHANGED
    assert difference.other_origins == 2


def test_a_new_source_alone_is_counted_and_changes_nothing():
    old = section(origin="import", source="a" * 64, line_from=3, line_to=4)
    new = replace(old, line_from=5, line_to=6)

    difference = compare_documents(page(sections=(old,)), page(sections=(new,)))

    assert difference.is_empty
    assert difference.other_origins == 1


def test_space_alone_is_shown_as_such():
    old = section(body="One.\n\nTwo.")
    new = replace(old, body="One. Two.")

    change = only_change(
        compare_documents(page(sections=(old,)), page(sections=(new,))), "sections"
    )

    assert change.fields[0].is_space_only


# --- Side effects ---------------------------------------------------------------------


def frequency(text):
    return read(text).frequency


def one_effect(old, new):
    return compare_documents(page(side_effects=(old,)), page(side_effects=(new,)))


def test_a_frequency_is_compared_by_meaning_and_said_as_readers_read_it():
    old = effect(frequency=frequency("1% to 10%"))
    new = replace(old, frequency=frequency("more than 10%"))

    change = only_change(one_effect(old, new), "side_effects")

    said = {field.label: (field.old, field.new) for field in change.fields}
    assert said["How often"] == (
        "between 1 in 100 and 1 in 10 people",
        "more than 1 in 10 people",
    )
    assert said["How often, as written"] == ("1% to 10%", "more than 10%")


def test_the_same_frequency_in_other_words_is_no_other_frequency():
    old = effect(frequency=frequency("1% to 10%"))
    new = replace(old, frequency=replace(old.frequency, phrase="1 to 10 percent"))

    change = only_change(one_effect(old, new), "side_effects")

    assert [field.label for field in change.fields] == ["How often, as written"]


def test_figures_that_readers_cannot_tell_apart_are_shown_exactly():
    old = effect(frequency=Frequency(interval=None, word="common"))
    new = replace(old, frequency=replace(old.frequency, comparator=Fraction(1, 100)))

    change = only_change(one_effect(old, new), "side_effects")

    (often,) = change.fields
    assert often.old != often.new
    assert "placebo 1/100" in often.new


def test_another_entry_of_the_vocabulary_with_the_same_name_is_shown():
    old = effect()
    new = replace(old, effect_key=uuid4())

    change = only_change(one_effect(old, new), "side_effects")

    assert str(new.effect_key) in change.fields[0].new


@pytest.mark.parametrize(
    ("label", "changed"),
    [
        ("Effect", {"effect": "rash", "effect_key": uuid4()}),
        ("How often", {"frequency": Frequency(word="common")}),
        ("Known from", {"frequency": Frequency(basis=Basis.TRIAL)}),
        ("How often, as written", {"frequency": Frequency(phrase="sometimes")}),
        ("Serious", {"serious": "yes"}),
        ("Stands under", {"group": "Bowel"}),
        ("Holds for", {"scope": "dose"}),
        ("Namely", {"scope_name": "40 mg"}),
        ("As written", {"wording": "feeling sick"}),
        ("Part of the body", {"body_system": "skin"}),
    ],
)
def test_each_fact_about_a_side_effect_has_its_line(label, changed):
    old = effect()

    change = only_change(one_effect(old, replace(old, **changed)), "side_effects")

    assert [field.label for field in change.fields] == [label]


# --- The feature table ----------------------------------------------------------------


def test_a_cell_is_named_by_its_column():
    old = table(("Taken", "by mouth", "by nose"))
    row = old.comparison_rows[0]
    cells = (row.cells[0], replace(row.cells[1], text="by ear"))
    new = replace(old, comparison_rows=(replace(row, cells=cells),))

    change = only_change(compare_documents(old, new), "comparison_rows")

    (cell,) = change.fields
    assert (cell.label, cell.old, cell.new) == ("Samplidone", "by nose", "by ear")


def test_a_table_that_was_loaded_again_differs_in_nothing():
    old, new = (table(("Taken", "by mouth", "by nose")) for _ in range(2))

    difference = compare_documents(old, new)

    assert difference.is_empty
    assert difference.other_origins == 3


def test_a_column_that_went_takes_its_cells_with_it():
    old = table(("Taken", "by mouth", "by nose"))
    new = replace(
        old,
        subjects=old.subjects[:1],
        comparison_rows=tuple(
            replace(row, cells=row.cells[:1]) for row in old.comparison_rows
        ),
    )

    difference = compare_documents(old, new)

    assert part(difference, "subjects").changes[0].kind == Kind.REMOVED
    (cell,) = part(difference, "comparison_rows").changes[0].fields
    assert (cell.label, cell.new) == ("Samplidone", "")


# --- The page itself ------------------------------------------------------------------


def test_the_header_is_compared():
    old = page()
    new = replace(old, title="Examplazole forte", slug="forte", is_listed=False)

    difference = compare_documents(old, new)

    assert [field.label for field in difference.header] == [
        "Title",
        "Address",
        "In the A–Z",
    ]
    assert difference.count == 1


# --- Nothing escapes ------------------------------------------------------------------

SAMPLES = {
    "names": DocumentName(key=uuid4(), kind="brand", text="Examplor"),
    "classes": DocumentClass(
        key=uuid4(), class_key=uuid4(), name="Examples", slug="x", atc_code="A01"
    ),
    "components": DocumentComponent(key=uuid4(), name="Samplidone", drug_key=uuid4()),
    "sections": section(),
    "side_effects": effect(),
    "faqs": question(),
    "citations": DocumentCitation(key=uuid4(), number=1, text="Book", url="https://x"),
    "subjects": DocumentSubject(key=uuid4(), name="Examplazole"),
    "comparison_rows": DocumentComparisonRow(key=uuid4(), feature="Taken"),
}
ORIGIN = {field.name for field in fields(DocumentRow)}
OTHER = {UUID: UUID(int=9), str: "other", int: 77}


def every_field():
    return [
        (name, field.name)
        for name, row in SAMPLES.items()
        for field in fields(row)
        if field.name not in {*ORIGIN, "frequency", "cells"}
    ]


@pytest.mark.parametrize(("name", "field"), every_field())
def test_no_field_of_a_row_changes_unseen(name, field):
    old = SAMPLES[name]
    new = replace(old, **{field: OTHER[type(getattr(old, field))]})

    difference = compare_documents(page(**{name: (old,)}), page(**{name: (new,)}))

    (seen,) = part(difference, name).changes
    assert seen.fields[0].old != seen.fields[0].new


PARTS = [one.name for one in compare_documents(page(), page()).parts]
FEW = settings(max_examples=40)  # each of them makes whole documents


@st.composite
def edited(draw):
    """A document before and after: rows taken out, put in and put elsewhere."""
    old, other = draw(documents()), draw(documents())
    random = draw(st.randoms(use_true_random=False))
    rows = {}
    for name in PARTS:
        kept = [row for row in getattr(old, name) if random.random() < 0.8]
        rows[name] = kept + list(getattr(other, name)[:2])
        if random.random() < 0.5:
            random.shuffle(rows[name])
    return old, replace(other, **{name: tuple(found) for name, found in rows.items()})


@FEW
@given(documents())
def test_a_document_does_not_differ_from_itself(document):
    difference = compare_documents(document, document)

    assert difference.is_empty
    assert difference.other_origins == 0


@FEW
@given(edited())
def test_both_sides_can_be_read_from_the_difference(sides):
    old, new = sides

    difference = compare_documents(old, new)

    for one in difference.parts:
        before = sorted((r for r in one.rows if r.old), key=lambda r: r.old_place)
        assert tuple(row.old for row in before) == getattr(old, one.name)
        assert tuple(r.new for r in one.rows if r.new) == getattr(new, one.name)
        for field in (field for row in one.rows for field in row.fields):
            if field.pieces:
                kept = "".join(p.text for p in field.pieces if p.kind != "added")
                shown = "".join(p.text for p in field.pieces if p.kind != "removed")
                assert "".join(kept.split()) == "".join(field.old.split())
                assert "".join(shown.split()) == "".join(field.new.split())


@FEW
@given(documents(), st.randoms(use_true_random=False))
def test_another_order_gives_moves_and_nothing_else(document, random):
    shuffled = {}
    for name in PARTS:
        rows = getattr(document, name)
        shuffled[name] = tuple(random.sample(rows, len(rows)))
    new = replace(document, **shuffled)

    difference = compare_documents(document, new)

    for one in difference.parts:
        assert {row.kind for row in one.rows} <= {Kind.MOVED, Kind.SAME}
        assert bool(one.changes) == (
            getattr(document, one.name) != getattr(new, one.name)
        )
        assert len(one.changes) < max(len(one.rows), 1)
    assert not difference.header


# --- Time -----------------------------------------------------------------------------


def test_two_huge_unlike_documents_take_no_more_than_two_seconds():
    """Marked words stop when their time is over; every text is still there in full."""
    old, new = (
        page(
            sections=tuple(
                DocumentSection(
                    key=UUID(int=number + 1),
                    kind="other",
                    heading=f"Part {number}",
                    body=f"{word} and {number} " * 3_000,
                )
                for number in range(60)
            ),
            side_effects=tuple(
                effect(f"effect {number}", key=UUID(int=number + 1), source=word * 10)
                for number in order
            ),
        )
        for word, order in (("one", range(2_000)), ("two", range(2_000, 0, -1)))
    )

    with within(2):
        difference = compare_documents(old, new)

    changes = part(difference, "sections").changes
    assert len(changes) == 60
    assert all(change.fields[0].new for change in changes)
