"""What cannot be loaded says so, with its cell."""

import pytest

from monographs.importing.sheets.lines import MOST_OF_A_DRUG
from monographs.models import Monograph
from monographs.workflow import discard, touch
from tests.factories import (
    make_drug,
    make_drug_class,
    make_editor,
    make_name,
    make_published_drug,
    make_side_effect,
    publish_now,
)
from tests.importing.sheets.loads import issues, lines, outcomes, previewed

pytestmark = pytest.mark.django_db

KEY = "0d5f8a3c-2b11-4e63-8c5e-1f6a2a0b7c44"


def refused(**tables):
    batch = previewed(**tables)
    assert batch.state == "preview"
    assert "error" in outcomes(batch).values()
    return issues(batch)


def test_a_drug_that_is_not_here():
    assert refused(names=("drug,kind,name", "nothingol,brand,A")) == [
        ("names!A2", "unknown_drug")
    ]


def test_a_drug_that_is_named_as_people_do():
    make_drug(title="Two Wordazole", slug="two-wordazole")

    batch = previewed(names=("drug,kind,name", "Two Wordazole,brand,A"))

    assert batch.rows.get().message == (
        'There is no drug "Two Wordazole". Write its address: "two-wordazole".'
    )


def test_all_that_is_wrong_in_a_drugs_own_line_is_told_at_once():
    assert refused(drugs=("address,kind,title", "No Address!,medicine,")) == [
        ("drugs!A2", "unreadable_cell"),
        ("drugs!B2", "unreadable_cell"),
        ("drugs!C2", "unreadable_cell"),
    ]


def test_a_line_without_a_drug():
    assert refused(names=("drug,kind,name", " ,brand,A")) == [
        ("names!A2", "no_address")
    ]


def test_a_drug_with_two_lines_of_its_own():
    found = refused(drugs=("address,kind,title", "a-drug,drug,A", "a-drug,drug,B"))

    assert found == [("drugs!A3", "repeated_drug")]


def test_a_key_of_another_drugs_row():
    name = make_name(make_drug(slug="samplidone"))
    make_drug(slug="examplazole")

    found = refused(names=("key,drug,kind,name", f"{name.key},examplazole,brand,A"))

    assert found == [("names!A2", "key_of_another_drug")]


def test_two_lines_for_one_row():
    name = make_name(make_drug(slug="examplazole"), "A")

    found = refused(
        names=(
            "key,drug,kind,name",
            f"{name.key},examplazole,brand,A",
            f"{name.key},examplazole,brand,B",
        )
    )

    assert found == [("names!A3", "repeated_key")]


def test_a_key_that_two_new_lines_claim():
    make_drug(slug="examplazole")

    found = refused(
        names=(
            "key,drug,kind,name",
            f"{KEY},examplazole,brand,A",
            f"{KEY},examplazole,brand,B",
        )
    )

    assert found == [("names!A3", "repeated_key")]


def test_an_address_that_differs_from_the_one_of_the_key():
    monograph = make_drug(slug="examplazole")

    found = refused(
        drugs=("key,address,kind,title", f"{monograph.key},other,drug,Examplazole")
    )

    assert found == [("drugs!B2", "other_address")]


def test_another_key_than_the_drugs():
    make_drug(slug="examplazole")

    found = refused(drugs=("key,address,kind,title", f"{KEY},examplazole,drug,A"))

    assert found == [("drugs!A2", "other_key")]


def test_another_kind_than_the_drugs():
    make_drug(slug="examplazole", title="A")

    found = refused(drugs=("address,kind,title", "examplazole,comparison,A"))

    assert found == [("drugs!B2", "other_kind")]


def test_a_former_address():
    monograph = make_published_drug(slug="oldazole")
    touch(monograph, by=make_editor())
    Monograph.objects.update(slug="examplazole")
    monograph.refresh_from_db()
    publish_now(monograph)

    found = refused(drugs=("address,kind,title", "oldazole,drug,A"))

    assert found == [("drugs!A2", "former_address")]


def test_a_discarded_drug():
    monograph = make_drug(slug="examplazole")
    discard(Monograph.objects.filter(pk=monograph.pk), reason="None.", by=make_editor())

    found = refused(names=("drug,kind,name", "examplazole,brand,A"))

    assert found == [("names!A2", "discarded_drug")]


def test_every_problem_of_a_line_is_told():
    make_drug(slug="examplazole")

    found = refused(
        side_effects=(
            "drug,effect,frequency,serious,scope",
            "examplazole,,often enough,maybe,nowhere",
        )
    )

    assert [place for place, _ in found] == [
        "side_effects!B2",
        "side_effects!C2",
        "side_effects!D2",
        "side_effects!E2",
    ]


def test_names_that_would_be_there_twice():
    make_name(make_drug(slug="examplazole"), "A")

    found = refused(
        names=("drug,kind,name", "examplazole,brand,B", "examplazole,brand,B")
    )

    assert found == [("names!C2", "twice"), ("names!C3", "twice")]


def test_a_number_that_a_citation_has_already():
    monograph = make_drug(slug="examplazole")
    first = monograph.citations.create(number=1, text="One")
    monograph.citations.create(number=2, text="Two")

    found = refused(
        citations=("key,drug,number,text", f"{first.key},examplazole,2,One")
    )

    assert found == [("citations!C2", "twice")]


def test_people_that_do_not_add_up():
    make_drug(slug="examplazole")

    found = refused(
        side_effects=(
            "drug,effect,affected,total",
            "examplazole,Fever,5,3",
            "examplazole,Nausea,5,",
        )
    )

    assert found == [("side_effects!C2", "n_of_m"), ("side_effects!D3", "n_of_m")]


def test_a_component_that_is_nowhere():
    make_drug(slug="examplazole")

    found = refused(
        components=(
            "drug,component,component_drug",
            "examplazole,A,nothingol",
            "examplazole,B,examplazole",
        )
    )

    assert found == [
        ("components!C2", "unknown_drug"),
        ("components!C3", "own_component"),
    ]


def test_a_disagreement_settled_without_a_reason():
    make_drug(slug="examplazole")

    found = refused(disagreements=("drug,question,settled", "examplazole,May I?,yes"))

    assert found == [("disagreements!C2", "settled_without_reason")]


def test_the_address_of_another_class():
    make_drug(slug="examplazole")
    here = make_drug_class("Sample agents")

    found = refused(
        classes=("drug,drug_class,class_address", f"examplazole,Others,{here.slug}")
    )

    assert found == [("classes!C2", "other_class")]


def test_what_a_vocabulary_says_is_not_changed_and_that_is_said():
    make_drug(slug="examplazole")
    row = make_side_effect(Monograph.objects.get())

    batch = previewed(
        side_effects=(
            "key,drug,effect,body_system",
            f"{row.key},examplazole,{row.effect},Eyes",
        )
    )

    assert issues(batch) == [("side_effects!D2", "not_changed_here")]
    assert outcomes(batch) == {"examplazole": "unchanged"}
    assert lines(batch, "side_effects") == {"unchanged": 1}


HUGE = f"1{'0' * 400}"
NAMES = "drug,kind,name"
CITED = "drug,number,text"
OFTEN = "drug,effect,frequency"


@pytest.mark.parametrize(
    ("sheet", "header", "line", "place"),
    [
        ("names", f"key,{NAMES}", "-5,examplazole,brand,A", "names!A2"),
        ("names", f"key,{NAMES}", f"{HUGE},examplazole,brand,A", "names!A2"),
        ("names", f"position,{NAMES}", "-1,examplazole,brand,A", "names!A2"),
        ("names", f"position,{NAMES}", "1e9,examplazole,brand,A", "names!A2"),
        ("citations", CITED, "examplazole,NaN,A", "citations!B2"),
        ("citations", CITED, f"examplazole,{HUGE},A", "citations!B2"),
        ("citations", f"link,{CITED}", "javascript:x,examplazole,1,A", "citations!A2"),
        ("side_effects", OFTEN, "examplazole,A,101%", "side_effects!C2"),
        ("side_effects", OFTEN, "examplazole,A,NaN", "side_effects!C2"),
        ("side_effects", OFTEN, f"examplazole,A,{HUGE}%", "side_effects!C2"),
        ("side_effects", f"affected,{OFTEN}", "-1,examplazole,A,", "side_effects!A2"),
        ("names", NAMES, f"examplazole,brand,{'x' * 301}", "names!C2"),
        ("names", NAMES, f"{'x' * 301},brand,A", "names!A2"),
    ],
)
def test_impossible_values(sheet, header, line, place):
    make_drug(slug="examplazole")

    found = refused(**{sheet: (header, line)})

    assert [where for where, _ in found] == [place]


def test_directions_of_text_are_kept_as_they_are():
    make_drug(slug="examplazole")

    batch = previewed(names=("drug,kind,name", "examplazole,brand,\u202eolpmexE"))

    assert outcomes(batch) == {"examplazole": "changed"}


def test_a_drug_with_too_many_lines():
    make_drug(slug="examplazole")
    many = [f"examplazole,brand,Name {n}" for n in range(MOST_OF_A_DRUG + 1)]

    batch = previewed(names=("drug,kind,name", *many, "zzz,brand,A"))

    assert issues(batch) == [
        ("names!A2", "too_many_lines"),
        (f"names!A{MOST_OF_A_DRUG + 3}", "unknown_drug"),
    ]
    assert lines(batch, "names") == {"bad": MOST_OF_A_DRUG + 2}
