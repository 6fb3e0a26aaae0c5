"""What spreadsheets bring: new drugs, and what changes of those that are here."""

import pytest

from monographs.content import read_working_copy
from monographs.models import BatchRow, Contributor, Monograph, SourceDocument
from tests.factories import (
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_reviewer,
    make_steward,
)
from tests.importing.batches import drug, text_of, verify_all
from tests.importing.sheets.loads import (
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


def test_the_same_file_again_writes_nothing(django_assert_num_queries):
    tables = {
        "drugs": DRUGS,
        "side_effects": ("drug,effect", "examplazole,Purple toes"),
        "sections": ("drug,kind,text", 'examplazole,usage,"For toes"'),
    }
    loaded(**tables)
    before, version = text_of("examplazole"), drug("examplazole").edit_version

    batch = loaded(**tables)

    assert outcomes(batch) == {}
    assert batch.counts["outcomes"] == {"unchanged": 1}
    assert lines(batch, "side_effects") == {"unchanged": 1}
    assert text_of("examplazole") == before
    assert drug("examplazole").edit_version == version
