"""What spreadsheets bring: new drugs, and what changes of those that are here."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.importing.advance import run
from monographs.importing.decisions import load
from monographs.models import Contributor, DrugClass, Effect, Monograph, SourceDocument
from tests.factories import (
    make_comparison,
    make_drug,
    make_effect,
    make_full_drug,
    make_name,
    make_section,
    make_side_effect,
    make_steward,
)
from tests.importing.batches import drug, text_of, verify_all
from tests.importing.sheets.loads import (
    csv,
    issues,
    lines,
    load_now,
    loaded,
    outcomes,
    previewed,
    states,
    undo_now,
)

pytestmark = pytest.mark.django_db

DRUGS = ("kind,address,title", "drug,examplazole,Examplazole")
EVERYTHING = {
    "drugs": DRUGS,
    "side_effects": ("drug,effect", "examplazole,Purple toes"),
    "sections": ("drug,kind,text", 'examplazole,usage,"For toes"'),
}


# --- New drugs ------------------------------------------------------------------------


def test_a_new_drug_comes_with_its_rows():
    steward = make_steward()

    batch = loaded(
        side_effects=(
            "drug,effect,body_system,frequency",
            'examplazole,Purple toes,Other,">=1%, <10%"',
        ),
        names=("drug,kind,name", "examplazole,brand,Exemplo"),
        drugs=DRUGS,
        by=steward,
    )

    monograph = drug("examplazole")
    (effect,) = monograph.side_effects.all()
    source = SourceDocument.objects.get(path="side_effects.csv")
    assert (monograph.title, monograph.kind) == ("Examplazole", "drug")
    assert monograph.names.get().text == "Exemplo"
    assert str(effect.effect) == "Purple toes"
    assert effect.effect.proposed_in == batch
    assert (effect.low_numerator, effect.low_denominator) == (1, 100)
    assert (effect.origin, effect.source, effect.line_from) == ("import", source, 2)
    assert effect.is_unverified
    assert monograph.edit_version == 1
    assert Contributor.objects.get(monograph=monograph).person == steward
    assert lines(batch, "side_effects") == {"new": 1}
    assert batch.counts["loaded"]["names"] == {"new": 1}


def test_a_combination_names_a_drug_that_comes_after_it(monkeypatch):
    monkeypatch.setattr("monographs.importing.sheets.apply.CHUNK", 1)

    loaded(
        components=(
            "drug,component,component_drug",
            "a-combination,Zamplidone,zamplidone",
            "a-combination,Nothingol,",
        ),
        drugs=(
            "kind,address,title",
            "drug,a-combination,A combination",
            "drug,zamplidone,Zamplidone",
        ),
    )

    linked, alone = drug("a-combination").components.all()
    assert linked.drug.pk == drug("zamplidone").pk
    assert alone.drug is None


def test_two_new_drugs_that_name_each_other_come_together():
    loaded(
        components=(
            "drug,component,component_drug",
            "aplidone,B,bplidone",
            "bplidone,A,aplidone",
        ),
        drugs=("kind,address,title", "drug,aplidone,A", "drug,bplidone,B"),
    )

    assert drug("aplidone").components.get().drug.pk == drug("bplidone").pk
    assert drug("bplidone").components.get().drug.pk == drug("aplidone").pk


def test_keys_of_another_medsite_are_kept_where_they_are_free():
    key = "0d5f8a3c-2b11-4e63-8c5e-1f6a2a0b7c44"
    row = "5b0d5c2e-7f1c-4f0e-9d54-0a4c6c1c9a11"

    loaded(
        drugs=("key,kind,address,title", f"{key},drug,examplazole,Examplazole"),
        names=("key,drug,kind,name", f"{row},examplazole,brand,Exemplo"),
    )

    assert str(drug("examplazole").key) == key
    assert str(drug("examplazole").names.get().key) == row


def test_classes_are_found_by_name_or_made():
    here = DrugClass.objects.create(name="Sample agents", slug="sample-agents")

    loaded(
        drugs=DRUGS,
        classes=(
            "drug,drug_class,class_address,atc_code",
            "examplazole,Sample agents,,",
            "examplazole,Other agents,others,N05BA",
        ),
    )

    first, second = drug("examplazole").class_memberships.all()
    assert first.drug_class == here
    assert (second.drug_class.slug, second.drug_class.atc_code) == ("others", "N05BA")


def test_effects_are_found_by_any_case_and_by_synonym():
    nausea = make_effect("Nausea")
    nausea.synonyms.create(text="Feeling quite sick")
    other = make_effect("Übelkeit")

    loaded(
        drugs=DRUGS,
        side_effects=(
            "drug,effect,scope_name",
            "examplazole,NAUSEA,a",
            "examplazole,feeling quite sick,b",
            "examplazole,Übelkeit,c",
        ),
    )

    rows = drug("examplazole").side_effects.all()
    assert [row.effect for row in rows] == [nausea, nausea, other]
    assert Effect.objects.count() == 2


# --- The same again -------------------------------------------------------------------


def test_the_same_files_again_write_nothing():
    loaded(**EVERYTHING)
    before, version = text_of("examplazole"), drug("examplazole").edit_version

    batch = previewed(**EVERYTHING)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        run(load(batch, by=batch.by))

    batch.refresh_from_db()
    written = [
        query["sql"]
        for query in queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        and 'monographs_batch"' not in query["sql"]
        and "monographs_sheetline" not in query["sql"]
    ]
    assert (batch.state, outcomes(batch)) == ("done", {})
    assert batch.counts["outcomes"] == {"unchanged": 1}
    assert lines(batch, "side_effects") == {"unchanged": 1}
    assert written == []
    assert text_of("examplazole") == before
    assert drug("examplazole").edit_version == version


def test_other_ways_of_writing_the_same_change_nothing():
    loaded(
        drugs=DRUGS,
        side_effects=("drug,effect,frequency", "examplazole,Purple toes,1%"),
        sections=("drug,kind,text", "examplazole,how it works,Café"),
    )

    batch = loaded(
        drugs=("kind,address,title,listed", "Drug,examplazole,Examplazole,YES"),
        side_effects=("drug,effect,frequency", "examplazole,purple TOES,1 in 100"),
        sections=("drug,kind,text", "examplazole,How it works,Cafe\u0301"),
    )

    assert outcomes(batch) == {}
    assert lines(batch, "side_effects") == {"unchanged": 1}


def test_nothing_is_deleted_because_it_is_absent():
    monograph = make_full_drug(slug="examplazole")
    before = monograph.side_effects.count()

    loaded(side_effects=("drug,effect", "examplazole,Purple toes"))

    assert monograph.side_effects.count() == before + 1
    assert monograph.names.exists()


# --- Changes --------------------------------------------------------------------------


def test_only_the_changed_row_loses_its_verification():
    loaded(**EVERYTHING, names=("drug,kind,name", "examplazole,brand,Exemplo"))
    verify_all(drug("examplazole"))

    batch = loaded(
        names=("drug,kind,name", "examplazole,brand,Exemplo"),
        sections=("drug,kind,text", "examplazole,usage,For fingers"),
    )

    section = drug("examplazole").sections.get()
    assert (section.body, section.is_unverified) == ("For fingers", True)
    assert section.source.path == "sections.csv"
    assert drug("examplazole").names.get().verified_at is not None
    assert drug("examplazole").side_effects.get().verified_at is not None
    assert outcomes(batch) == {"examplazole": "changed"}


def test_a_row_is_found_by_its_key_even_where_its_name_changes():
    name = make_name(make_drug(slug="examplazole"), "Exemplo")

    loaded(names=("key,drug,kind,name", f"{name.key},examplazole,brand,Exempla"))

    name.refresh_from_db()
    assert (name.text, name.origin) == ("Exempla", "import")


def test_two_names_may_change_places():
    monograph = make_drug(slug="examplazole")
    first, second = make_name(monograph, "Eins"), make_name(monograph, "Zwei")

    loaded(
        names=(
            "key,drug,kind,name",
            f"{first.key},examplazole,brand,Zwei",
            f"{second.key},examplazole,brand,Eins",
        )
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, second.text) == ("Zwei", "Eins")


def test_the_header_of_a_drug_changes():
    make_drug(slug="examplazole", title="Examplazole")

    batch = loaded(
        drugs=(
            "address,kind,title,listed,review_period_months",
            "examplazole,drug,Examplazole (new),no,12",
        )
    )

    monograph = drug("examplazole")
    assert (monograph.title, monograph.is_listed) == ("Examplazole (new)", False)
    assert monograph.review_period_months == 12
    assert lines(batch, "drugs") == {"changed": 1}


def test_author_and_interests_of_an_article_change_and_come_back():
    make_comparison(slug="two-drugs", title="Two drugs", author="A. Bee")

    batch = loaded(
        drugs=(
            "address,kind,title,author,interests",
            "two-drugs,comparison,Two drugs,B. See,None declared",
        )
    )

    article = Monograph.objects.get(slug="two-drugs")
    assert (article.author, article.interests) == ("B. See", "None declared")
    assert lines(batch, "drugs") == {"changed": 1}
    undo_now(batch)
    article.refresh_from_db()
    assert (article.author, article.interests) == ("A. Bee", "")


@pytest.mark.parametrize("author", ["\u2800 \u3164", "\u200b"])
def test_an_author_that_nobody_sees_is_none(author):
    loaded(
        drugs=(
            "address,kind,title,author,interests",
            f"two-drugs,comparison,Two drugs,{author},{author}",
        )
    )

    article = Monograph.objects.get(slug="two-drugs")
    assert (article.author, article.interests) == ("", "")


@pytest.mark.parametrize(
    "author", ['"a\nb"', "a\u2028b", "A\x01", "A\x1b[31m", "A\u202eB", "A\U000e0041"]
)
def test_an_author_is_one_line_that_one_sees(author):
    batch = previewed(
        drugs=("address,kind,title,author", f"two-drugs,comparison,Two drugs,{author}")
    )

    assert issues(batch) == [("drugs!D2", "unreadable_cell")]


@pytest.mark.parametrize("slug", ["examplazole", "newazole"])
def test_a_drug_has_no_author(slug):
    make_drug(slug="examplazole", title="Examplazole")

    batch = previewed(
        drugs=("address,kind,title,author", f"{slug},drug,Examplazole,A. Bee")
    )

    assert issues(batch) == [("drugs!D2", "unreadable_cell")]


def test_a_phrase_in_the_frequency_says_its_word_as_well():
    loaded(
        drugs=DRUGS,
        side_effects=(
            "drug,effect,frequency,frequency_word,frequency_phrase",
            "examplazole,Purple toes,common (>10 %),,",
        ),
    )

    row = drug("examplazole").side_effects.get()
    assert row.frequency.word == "common"
    assert row.frequency.phrase == "common (>10 %)"
    assert str(row.frequency.interval.low) == "1/10"


def test_a_blank_cell_leaves_what_is_there():
    section = make_section(make_drug(slug="examplazole"), kind="dosage", heading="How")

    batch = loaded(
        sections=(
            "key,drug,kind,heading,text",
            f"{section.key},examplazole,dosage,,",
        )
    )

    section.refresh_from_db()
    assert (section.heading, section.body) == ("How", "Text.")
    assert lines(batch, "sections") == {"unchanged": 1}


def test_a_blank_cell_clears_where_the_person_said_so():
    section = make_section(make_drug(slug="examplazole"), kind="dosage", heading="How")

    batch = loaded(
        sections=(
            "key,drug,kind,heading,text",
            f"{section.key},examplazole,dosage,,",
        ),
        blank="clear",
    )

    section.refresh_from_db()
    assert (section.heading, section.body) == ("", "")
    assert lines(batch, "sections") == {"changed": 1}


def test_clearing_what_is_needed_is_an_error():
    name = make_name(make_drug(slug="examplazole"), "Exemplo")

    batch = previewed(
        names=("key,drug,kind,name", f"{name.key},examplazole,brand,"), blank="clear"
    )

    assert issues(batch) == [("names!D2", "unreadable_cell")]


# --- Places ---------------------------------------------------------------------------


def names_in_order(monograph):
    return [name.text for name in monograph.names.all()]


def test_rows_stand_where_their_lines_say():
    monograph = make_drug(slug="examplazole")
    keys = [make_name(monograph, text, position=n).key for n, text in enumerate("abc")]
    names = (
        "key,drug,position,kind,name",
        f"{keys[2]},examplazole,1,brand,c",
        f"{keys[0]},examplazole,2,brand,a",
        f"{keys[1]},examplazole,3,brand,b",
        ",examplazole,,brand,d",
    )

    loaded(names=names)
    again = loaded(names=names)

    assert names_in_order(monograph) == ["c", "a", "b", "d"]
    assert outcomes(again) == {}


def test_a_moved_row_keeps_its_verification():
    loaded(
        drugs=DRUGS,
        names=("drug,kind,name", "examplazole,brand,a", "examplazole,brand,b"),
    )
    verify_all(drug("examplazole"))

    loaded(
        names=(
            "drug,position,kind,name",
            "examplazole,1,brand,b",
            "examplazole,2,brand,a",
        )
    )

    assert names_in_order(drug("examplazole")) == ["b", "a"]
    assert all(name.verified_at for name in drug("examplazole").names.all())


def test_a_new_row_without_a_place_stands_behind_the_others():
    monograph = make_drug(slug="examplazole")
    make_name(monograph, "old", position=7)

    loaded(names=("drug,kind,name", "examplazole,brand,new"))

    assert names_in_order(monograph) == ["old", "new"]


# --- Lines without a key --------------------------------------------------------------


def test_sections_of_any_kind_but_others_are_found_by_it():
    monograph = make_drug(slug="examplazole")
    other = make_section(monograph, kind="other", heading="Storage", body="Dry.")

    loaded(
        sections=(
            "drug,kind,heading,text",
            "examplazole,usage,,New",
            "examplazole,other,Disposal,Bin",
        )
    )

    other.refresh_from_db()
    assert other.body == "Dry."
    assert monograph.sections.get(kind="usage").body == "New"
    assert monograph.sections.get(heading="Disposal").body == "Bin"


def test_a_statement_about_another_scope_is_another_row():
    monograph = make_drug(slug="examplazole")
    row = make_side_effect(monograph, make_effect("Nausea"), wording="Sick")

    loaded(
        side_effects=(
            "drug,effect,wording,scope,scope_name",
            "examplazole,Nausea,Ill,population,children",
        )
    )

    row.refresh_from_db()
    assert row.wording == "Sick"
    assert monograph.side_effects.count() == 2


def test_where_several_rows_may_be_meant_the_line_is_refused():
    monograph = make_drug(slug="examplazole")
    nausea = make_effect("Nausea")
    make_side_effect(monograph, nausea, wording="One", group="a")
    make_side_effect(monograph, nausea, wording="Two", group="b")

    batch = previewed(side_effects=("drug,effect,wording", "examplazole,Nausea,Three"))

    assert issues(batch) == [("side_effects!B2", "unclear_row")]


def test_lines_that_say_what_rows_say_are_told_apart():
    tables = {
        "drugs": DRUGS,
        "side_effects": (
            "drug,effect,group",
            "examplazole,Nausea,a",
            "examplazole,Nausea,b",
        ),
    }
    loaded(**tables)

    batch = loaded(**tables)

    assert drug("examplazole").side_effects.count() == 2
    assert outcomes(batch) == {}


# --- All or nothing -------------------------------------------------------------------


def test_one_bad_line_stops_all():
    batch = previewed(
        drugs=("kind,address,title", "drug,good,Good", "drug,bad,Bad"),
        names=("drug,kind,name", "bad,brandy,Exemplo"),
    )

    assert outcomes(batch) == {"good": "new", "bad": "error"}
    with pytest.raises(Exception, match="nothing was loaded"):
        load_now(batch)
    assert not Monograph.objects.exists()


def test_bad_lines_are_skipped_and_the_drugs_good_ones_loaded():
    batch = loaded(
        drugs=("kind,address,title", "drug,good,Good", "drug,bad,Bad"),
        names=("drug,kind,name", "bad,brandy,Exemplo", "bad,brand,Exempla"),
        skip_bad=True,
    )

    assert drug("bad").names.get().text == "Exempla"
    assert states(batch) == {"good": "applied", "bad": "applied"}
    assert lines(batch, "names") == {"new": 1, "bad": 1}
    assert batch.counts["loaded"] == {"drugs": {"new": 2}, "names": {"new": 1}}


def test_a_drug_whose_own_line_is_bad_is_skipped_as_a_whole():
    batch = loaded(
        drugs=("kind,address,title", "drug,bad,"),
        names=("drug,kind,name", "bad,brand,Exemplo"),
        skip_bad=True,
    )

    assert not Monograph.objects.exists()
    assert issues(batch) == [
        ("drugs!C2", "unreadable_cell"),
        ("names!A2", "drug_refused"),
    ]


def test_a_source_that_is_here_already_is_not_kept_twice():
    content = csv("drug,kind,name", "examplazole,brand,Exemplo")
    make_drug(slug="examplazole")
    source = SourceDocument.objects.create(
        content=content,
        sha256=SourceDocument.hash_of(content),
        path="earlier.csv",
        dialect="csv",
        imported_by=make_steward(),
    )

    loaded(names=content)

    assert SourceDocument.objects.count() == 1
    assert drug("examplazole").names.get().source == source
