"""Theirs, mine and what both started from: which is kept, text by text."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.content import read_working_copy
from monographs.frequency import Frequency, Interval
from monographs.models import Monograph, Name
from monographs.workflow import reset_draft, touch, touch_all
from tests.desk.pages import change_url, save, typed_on
from tests.factories import (
    edit,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_section,
    publish_now,
)

pytestmark = pytest.mark.django_db

LONG = (
    "Take one tablet a day with a glass of water, best before you go to bed. "
    "Do not lie down for thirty minutes after you took it."
)
THEIR_LONG = LONG.replace("one tablet", "two tablets")
MY_LONG = LONG.replace("thirty minutes", "an hour")
BOTH_LONG = MY_LONG.replace("one tablet", "two tablets")


@pytest.fixture
def other():
    return make_editor(printed_name="Otto Ther")


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor)


def now(monograph):
    return Monograph.objects.get(pk=monograph.pk)


@pytest.fixture
def collide(desk, other):
    """The page that answers when both have changed the same monograph."""

    def collide(monograph, mine, change):
        url = change_url(monograph)
        data = typed_on(desk.get(url)) | mine
        touch(monograph, by=other)
        change()
        return save(desk, url, data)

    return collide


@pytest.fixture
def save_chosen(desk):
    """Save the page as it came, with these sides chosen."""

    def save_chosen(monograph, refused, picks=(), **typed):
        data = typed_on(refused) | {f"pick-{name}": side for name, side in picks}
        data["overwrite"] = str(refused.context["conflict"].version)
        return save(desk, change_url(monograph), data | typed)

    return save_chosen


def between(low, high):
    return Interval(Fraction(low), True, Fraction(high), True)


def rows_of(response):
    return {row.place: row for row in response.context["conflict"].differences}


def fields_of(response, place):
    return {field.label: field for field in rows_of(response)[place].fields}


def picked(response):
    """The radio buttons as the page has them."""
    return {
        name.removeprefix("pick-"): value
        for name, value in typed_on(response).items()
        if name.startswith("pick-")
    }


# --- What is shown ----------------------------------------------------------------


def test_the_text_that_both_started_from_stands_beside_theirs_and_mine(drug, collide):
    refused = collide(
        drug,
        {"sections-0-body": "My text."},
        lambda: drug.sections.filter(body__startswith="For").update(body="Theirs."),
    )

    field = fields_of(refused, 'section "Usage"')["Body"]
    assert (field.base, field.theirs, field.yours) == (
        "For examples that hurt.",
        "Theirs.",
        "My text.",
    )
    assert (
        "<td>For examples that hurt.</td><td>Theirs.</td><td>My text.</td>"
        in refused.content.decode()
    )


def test_every_kind_of_text_has_its_ancestor(drug, collide):
    """Of each input both sides change the value, and the shown one comes back."""
    effect = drug.side_effects.first().effect.name
    mine = {
        "title": "Mine",
        "names-0-text": "Mine",
        "components-0-name": "Mine",
        "side_effects-0-wording": "Mine",
        "side_effects-0-figure": "5 %",
        "side_effects-0-serious": "yes",
        "faqs-0-answer": "Mine",
        "citations-0-number": "3",
    }
    shown = {
        "title": drug.title,
        "names-0-text": drug.names.get().text,
        "components-0-name": "Samplidone",
        "side_effects-0-wording": "",
        "side_effects-0-band": "",
        "side_effects-0-serious": "Not stated",
        "faqs-0-answer": "Wait and see [1].",
        "citations-0-number": "1",
    }

    def change():
        Monograph.objects.filter(pk=drug.pk).update(title="Theirs")
        drug.names.update(text="Theirs")
        drug.components.update(name="Theirs")
        row = drug.side_effects.first()
        row.wording = "Theirs"
        row.serious = "no"
        row.frequency = Frequency(interval=between("1/5", "1/4"))
        row.save()
        drug.faqs.update(answer="Theirs")
        drug.citations.update(number=2)

    refused = collide(drug, mine, change)

    bases = {
        field.pick.removeprefix("pick-"): field.base
        for row in refused.context["conflict"].differences
        for field in row.fields
    }
    assert f'side effect "{effect}"' in rows_of(refused)
    assert {name: text.lower() for name, text in bases.items()} == {
        name: text.lower() for name, text in shown.items()
    }


def test_a_cell_of_the_table_has_its_ancestor(collide, editor):
    comparison = make_full_comparison(by=editor)
    row = comparison.comparison_rows.get()
    cell = row.cells.first()
    name = f"comparison_rows-0-cell_{cell.subject.key.hex}"

    def change():
        cell.text = "Theirs"
        cell.save()

    refused = collide(comparison, {name: "Mine"}, change)

    field = fields_of(refused, 'comparison row "Taken"')["Examplazole"]
    assert field.base == "Examplazole [1]"


def test_without_a_snapshot_the_ancestor_is_not_kept(drug, collide):
    def change():
        drug.sections.filter(body__startswith="For").update(body="Theirs.")
        drug.snapshots.all().delete()

    refused = collide(drug, {"sections-0-body": "Mine."}, change)

    field = fields_of(refused, 'section "Usage"')["Body"]
    assert field.base is None
    assert "<td><span" in refused.content.decode()
    assert "not kept</span></td><td>Theirs.</td>" in refused.content.decode()


def test_what_only_one_side_changed_needs_no_snapshot(drug, collide):
    """The page's own digests tell that theirs, or mine, is what was shown."""

    def change():
        drug.names.update(text="Theirs")
        drug.snapshots.all().delete()

    refused = collide(drug, {"sections-0-body": "Mine."}, change)

    theirs = rows_of(refused)['name "Theirs"']
    mine = rows_of(refused)['section "Usage"']
    assert theirs.outcome == "Only somebody else changed this."
    assert theirs.fields[0].base == theirs.fields[0].yours
    assert mine.outcome == "Only you changed this."
    assert mine.fields[0].base == "For examples that hurt."


def test_a_text_of_another_time_is_never_shown_as_the_ancestor(drug, desk, other):
    url = change_url(drug)
    touch_all(Monograph.objects.filter(pk=drug.pk), shared=drug.key, by=other)
    data = typed_on(desk.get(url)) | {"sections-0-body": "Mine."}
    edit(drug, by=other, body="Theirs.")
    snapshot = drug.snapshots.get()
    snapshot.content = snapshot.content.replace("For examples that", "For others that")
    snapshot.save()

    refused = save(desk, url, data)

    assert fields_of(refused, 'section "Usage"')["Body"].base is None


def test_only_rows_that_differ_are_listed(drug, collide):
    refused = collide(
        drug, {"faqs-0-answer": "Mine."}, lambda: drug.names.update(text="Theirs")
    )

    assert set(rows_of(refused)) == {'name "Theirs"', 'FAQ "May I drive?"'}


def test_the_same_change_on_both_sides_is_no_difference(drug, collide):
    refused = collide(
        drug, {"faqs-0-answer": "Same."}, lambda: drug.faqs.update(answer="Same.")
    )

    assert refused.context["conflict"].differences == []
    assert "are the same" in refused.content.decode()


def test_long_texts_have_their_words_marked(drug, collide):
    make_section(drug, kind="note", heading="Note", body=LONG, position=9)

    refused = collide(
        drug,
        {"sections-2-body": MY_LONG},
        lambda: drug.sections.filter(body=LONG).update(body=THEIR_LONG),
    )

    page = refused.content.decode()
    assert "<del>one tablet</del> <ins>two tablets</ins>" in page
    assert "<del>thirty minutes</del> <ins>an hour</ins>" in page


# --- Which side is kept -----------------------------------------------------------


def test_one_of_theirs_and_one_of_mine_are_kept(drug, collide, save_chosen):
    def change():
        drug.sections.filter(body__startswith="For").update(
            heading="Their heading", body="Their body."
        )

    mine = {"sections-0-heading": "My heading", "sections-0-body": "My body."}
    refused = collide(drug, mine, change)

    saved = save_chosen(drug, refused, [("sections-0-heading", "theirs")])

    section = drug.sections.first()
    assert saved.status_code == 302, saved.context["errors"]
    assert (section.heading, section.body) == ("Their heading", "My body.")


def test_a_field_that_only_they_changed_stays_in_a_row_that_i_changed(
    drug, collide, save_chosen
):
    refused = collide(
        drug,
        {"sections-0-body": "My body."},
        lambda: drug.sections.filter(body__startswith="For").update(heading="Theirs"),
    )

    save_chosen(drug, refused)

    section = drug.sections.first()
    assert (section.heading, section.body) == ("Theirs", "My body.")


def test_mine_for_what_only_they_changed_takes_it_back(drug, collide, save_chosen):
    before = drug.names.get().text
    refused = collide(drug, {"title": "Mine"}, lambda: drug.names.update(text="Theirs"))

    save_chosen(drug, refused, [("names-0-text", "mine")])

    assert drug.names.get().text == before


def test_theirs_for_what_only_i_changed_drops_mine(drug, collide, save_chosen):
    refused = collide(
        drug, {"faqs-0-answer": "Mine."}, lambda: drug.names.update(text="Theirs")
    )

    save_chosen(drug, refused, [("faqs-0-answer", "theirs")])

    assert drug.faqs.get().answer == "Wait and see [1]."


def test_a_tick_is_chosen_like_a_text(drug, collide, save_chosen):
    refused = collide(
        drug,
        {"title": "Mine"},
        lambda: Monograph.objects.filter(pk=drug.pk).update(is_listed=False),
    )

    save_chosen(drug, refused)

    assert (now(drug).title, now(drug).is_listed) == ("Mine", False)


def test_the_author_of_an_article_is_chosen_too(editor, collide, save_chosen):
    article = make_full_comparison(by=editor)
    refused = collide(
        article,
        {"interests": "Mine."},
        lambda: Monograph.objects.filter(pk=article.pk).update(author="Theirs"),
    )

    assert "Theirs" in refused.content.decode()
    save_chosen(article, refused)

    assert (now(article).author, now(article).interests) == ("Theirs", "Mine.")


def test_a_frequency_is_one_choice(drug, collide, save_chosen):
    """Half of theirs with half of mine would be a frequency that nobody wrote."""
    row = drug.side_effects.first()
    theirs = Frequency(interval=between("1/5", "1/4"))

    def change():
        row.frequency = theirs
        row.serious = "no"
        row.save()

    mine = {
        "side_effects-0-band": "rare",
        "side_effects-0-serious": "yes",
    }
    refused = collide(drug, mine, change)
    assert "side_effects-0-figure" not in picked(refused)

    saved = save_chosen(drug, refused, [("side_effects-0-band", "theirs")])

    row.refresh_from_db()
    assert saved.status_code == 302, saved.context["errors"]
    assert (row.frequency.interval, row.serious) == (theirs.interval, "yes")


def test_a_figure_typed_over_their_new_band_is_mine_alone(drug, collide, save_chosen):
    row = drug.side_effects.first()

    def change():
        row.frequency = Frequency(interval=between("1/10000", "1/1000"))
        row.save()

    refused = collide(drug, {"side_effects-0-figure": "1 in 100"}, change)

    saved = save_chosen(drug, refused, [("side_effects-0-band", "mine")])

    row.refresh_from_db()
    assert saved.status_code == 302, saved.context["errors"]
    assert row.frequency.interval == between("1/100", "1/100")


def test_a_row_that_they_deleted_can_be_left_deleted(drug, collide, save_chosen):
    refused = collide(
        drug, {"faqs-0-answer": "Mine."}, lambda: drug.faqs.all().delete()
    )
    assert picked(refused)["faqs-0"] == "mine"

    save_chosen(drug, refused, [("faqs-0", "theirs")])

    assert not drug.faqs.exists()


def test_a_row_that_i_deleted_can_be_kept_as_they_changed_it(
    drug, collide, save_chosen
):
    refused = collide(
        drug, {"faqs-0-DELETE": "on"}, lambda: drug.faqs.update(answer="Theirs.")
    )
    assert picked(refused)["faqs-0"] == "mine"

    save_chosen(drug, refused, [("faqs-0", "theirs")])

    assert drug.faqs.get().answer == "Theirs."


def test_a_row_that_i_deleted_goes_where_mine_is_chosen(drug, collide, save_chosen):
    refused = collide(
        drug, {"faqs-0-DELETE": "on"}, lambda: drug.faqs.update(answer="Theirs.")
    )

    save_chosen(drug, refused)

    assert not drug.faqs.exists()


@pytest.mark.parametrize(("side", "count"), [("mine", 2), ("theirs", 1)])
def test_a_row_that_i_added_can_be_left_out(drug, collide, save_chosen, side, count):
    mine = {"faqs-1-question": "May I swim?", "faqs-1-answer": "Yes."}
    refused = collide(drug, mine, lambda: drug.names.update(text="Theirs"))

    save_chosen(drug, refused, [("faqs-1", side)])

    assert drug.faqs.count() == count


# --- Both, merged -----------------------------------------------------------------


@pytest.fixture
def both_changed(drug, collide):
    make_section(drug, kind="note", heading="Note", body=LONG, position=9)
    return collide(
        drug,
        {"sections-2-body": MY_LONG},
        lambda: drug.sections.filter(body=LONG).update(body=THEIR_LONG),
    )


def note_of(drug):
    return drug.sections.get(kind="note").body


def test_changes_that_keep_apart_are_proposed_as_one_text(both_changed):
    typed = typed_on(both_changed)

    assert typed["merged-sections-2-body"] == BOTH_LONG
    assert typed["sections-2-body"] == MY_LONG
    assert picked(both_changed)["sections-2-body"] == "mine"


def test_the_merged_text_is_saved_where_it_is_chosen(drug, both_changed, save_chosen):
    save_chosen(drug, both_changed, [("sections-2-body", "merged")])

    assert note_of(drug) == BOTH_LONG


def test_the_merged_text_can_be_edited_first(drug, both_changed, save_chosen):
    edited = {"merged-sections-2-body": f"{BOTH_LONG} And this."}

    save_chosen(drug, both_changed, [("sections-2-body", "merged")], **edited)

    assert note_of(drug) == f"{BOTH_LONG} And this."


def test_changes_that_overlap_are_not_merged(drug, collide):
    refused = collide(
        drug,
        {"sections-0-body": "For examples that itch."},
        lambda: drug.sections.filter(body__startswith="For").update(
            body="For examples that sting."
        ),
    )

    assert not [name for name in typed_on(refused) if name.startswith("merged-")]


def test_an_edited_merge_survives_another_edit_of_theirs(
    drug, both_changed, save_chosen, other
):
    touch(drug, by=other)
    drug.sections.filter(kind="note").update(body="Quite another text.")
    edited = {"merged-sections-2-body": "I wrote this by hand."}

    refused = save_chosen(drug, both_changed, [("sections-2-body", "merged")], **edited)

    typed = typed_on(refused)
    assert refused.status_code == 200
    assert typed["merged-sections-2-body"] == "I wrote this by hand."
    assert typed["sections-2-body"] == MY_LONG
    assert "overwrite" not in typed
    assert note_of(drug) == "Quite another text."


def test_a_proposal_that_nobody_edited_is_made_anew(
    drug, both_changed, save_chosen, other
):
    touch(drug, by=other)
    newer = THEIR_LONG.replace("bed", "sleep")
    drug.sections.filter(kind="note").update(body=newer)

    refused = save_chosen(drug, both_changed, [("sections-2-body", "merged")])

    merged = typed_on(refused)["merged-sections-2-body"]
    assert merged == BOTH_LONG.replace("bed", "sleep")


# --- For all, in one click --------------------------------------------------------


def collide_everywhere(drug, collide):
    def change():
        Monograph.objects.filter(pk=drug.pk).update(title="Their title")
        drug.names.update(text="Theirs")
        drug.sections.filter(body__startswith="For").update(body="Theirs.")
        drug.citations.all().delete()
        Name.objects.create(monograph=drug, kind="synonym", text="Added by them")

    mine = {
        "title": "My title",
        "sections-0-body": "Mine.",
        "faqs-0-DELETE": "on",
        "citations-0-text": "My citation",
        "side_effects-0-figure": "1 in 100",
        "components-1-name": "Added by me",
    }
    return collide(drug, mine, change)


@pytest.mark.parametrize("side", ["theirs", "mine"])
def test_one_click_chooses_a_side_everywhere_and_saves_nothing(
    desk, drug, collide, side
):
    refused = collide_everywhere(drug, collide)
    typed = typed_on(refused)
    before = read_working_copy(now(drug))
    version = str(refused.context["conflict"].version)

    clicked = save(
        desk, change_url(drug), typed | {"choose_all": side, "overwrite": version}
    )

    assert clicked.status_code == 200
    assert set(picked(clicked).values()) == {side}
    assert "nothing is saved yet" in clicked.content.decode()
    assert read_working_copy(now(drug)) == before
    others = {
        name: value
        for name, value in typed.items()
        if not name.startswith(("pick-", "csrf"))
    }
    assert others.items() <= typed_on(clicked).items()


def test_theirs_for_all_leaves_their_text_as_it_is(desk, drug, collide, save_chosen):
    refused = collide_everywhere(drug, collide)
    before = read_working_copy(now(drug))
    clicked = save(desk, change_url(drug), typed_on(refused) | {"choose_all": "theirs"})

    saved = save_chosen(drug, clicked)

    assert saved.status_code == 302
    assert read_working_copy(now(drug)) == before


def test_mine_for_all_saves_my_page(desk, drug, collide, save_chosen):
    refused = collide_everywhere(drug, collide)
    clicked = save(desk, change_url(drug), typed_on(refused) | {"choose_all": "mine"})

    saved = save_chosen(drug, clicked)

    assert saved.status_code == 302, saved.context["errors"]
    assert now(drug).title == "My title"
    assert drug.sections.first().body == "Mine."
    assert not drug.faqs.exists()
    assert drug.citations.get().text == "My citation"
    assert drug.components.filter(name="Added by me").exists()
    # Added rows are nobody's to undo in passing: they can be deleted afterwards.
    assert drug.names.filter(text="Added by them").exists()


# --- Whose text comes back --------------------------------------------------------


@pytest.fixture
def given_up(desk, drug):
    """A page with somebody's text, and the draft reset after it was opened."""

    def given_up(author, **typed):
        publish_now(drug)
        edit(drug, by=author, body="Text that was given up.")
        data = typed_on(desk.get(change_url(drug))) | typed
        reset_draft(drug, by=make_editor())
        return save(desk, change_url(drug), data)

    return given_up


def test_whose_text_comes_back_from_an_older_page_contributes(
    drug, given_up, save_chosen, other
):
    refused = given_up(other, title="Mine")
    assert not drug.contributors.filter(person=other).exists()

    save_chosen(drug, refused, [("sections-0-body", "mine")])

    assert drug.sections.first().body == "Text that was given up."
    assert drug.contributors.filter(person=other).exists()


def test_whose_text_was_typed_on_contributes_as_well(
    drug, given_up, save_chosen, other
):
    refused = given_up(other, **{"sections-0-body": "Text that was given up, almost."})

    save_chosen(drug, refused)

    assert drug.sections.first().body == "Text that was given up, almost."
    assert drug.contributors.filter(person=other).exists()


def test_text_from_before_a_version_that_was_approved_since_counts_too(
    desk, drug, editor, save_chosen, other
):
    edit(drug, by=other, body="Never approved.")
    data = typed_on(desk.get(change_url(drug))) | {"title": "Mine"}
    edit(drug, by=make_editor(), body="Approved.")
    publish_now(drug)
    assert not drug.contributors.exists()
    refused = save(desk, change_url(drug), data)

    save_chosen(drug, refused, [("sections-0-body", "mine")])

    assert drug.sections.first().body == "Never approved."
    people = set(drug.contributors.values_list("person", flat=True))
    assert {editor.pk, other.pk} <= people


def test_a_page_opened_after_the_reset_brings_nobody_back(desk, drug, other):
    publish_now(drug)
    edit(drug, by=other, body="Text that was given up.")
    reset_draft(drug, by=make_editor())
    data = typed_on(desk.get(change_url(drug))) | {"title": "Mine"}

    save(desk, change_url(drug), data)

    assert now(drug).title == "Mine"
    assert not drug.contributors.filter(person=other).exists()


# --- Nothing typed is lost --------------------------------------------------------


def test_a_mistake_beside_a_choice_brings_all_of_it_back(drug, collide, save_chosen):
    mine = {"sections-0-body": "My long text.", "side_effects-0-figure": "often"}
    refused = collide(
        drug,
        mine,
        lambda: drug.sections.filter(body__startswith="For").update(body="Theirs."),
    )

    again = save_chosen(drug, refused, [("sections-0-body", "theirs")])

    typed = typed_on(again)
    assert again.status_code == 200
    assert typed["sections-0-body"] == "My long text."
    assert typed["side_effects-0-figure"] == "often"
    assert picked(again)["sections-0-body"] == "theirs"
    assert "&quot;often&quot; is not a frequency." in again.content.decode()


def test_a_third_edit_brings_all_of_it_back(drug, collide, save_chosen, other):
    refused = collide(
        drug,
        {"sections-0-body": "My long text."},
        lambda: drug.sections.filter(body__startswith="For").update(body="Theirs."),
    )
    edit(drug, by=other, body="Newer.")

    again = save_chosen(drug, refused, [("sections-0-body", "theirs")])

    assert drug.sections.first().body == "Newer."
    assert typed_on(again)["sections-0-body"] == "My long text."
    assert fields_of(again, 'section "Usage"')["Body"].theirs == "Newer."
    assert "overwrite" not in typed_on(again)


def test_typing_after_choosing_theirs_is_not_thrown_away(drug, collide, save_chosen):
    refused = collide(
        drug,
        {"sections-0-body": "Mine."},
        lambda: drug.sections.filter(body__startswith="For").update(body="Theirs."),
    )

    again = save_chosen(
        drug,
        refused,
        [("sections-0-body", "theirs")],
        **{"sections-0-body": "Typed below."},
    )

    assert drug.sections.first().body == "Theirs."
    assert "Choose once more." in again.content.decode()
    assert typed_on(again)["sections-0-body"] == "Typed below."
    assert picked(again)["sections-0-body"] == "mine"


def test_what_the_chosen_text_gets_wrong_is_said(drug, collide, save_chosen):
    mine = {
        "names-0-text": "My brand",
        "names-1-text": "Their brand",
        "names-1-kind": "brand",
    }
    refused = collide(drug, mine, lambda: drug.names.update(text="Their brand"))

    again = save_chosen(drug, refused, [("names-0-text", "theirs")])

    assert again.status_code == 200
    page = again.content.decode()
    assert "What you chose could not be saved. This name is listed twice." in page
    assert typed_on(again)["names-0-text"] == "My brand"
    assert drug.names.count() == 1


def test_without_the_tick_nothing_is_saved(desk, drug, collide):
    refused = collide(
        drug,
        {"sections-0-body": "Mine."},
        lambda: drug.sections.filter(body__startswith="For").update(body="Theirs."),
    )
    data = typed_on(refused) | {"pick-sections-0-body": "theirs"}

    again = save(desk, change_url(drug), data)

    assert again.status_code == 200
    assert drug.sections.first().body == "Theirs."
    assert typed_on(again)["sections-0-body"] == "Mine."
    assert picked(again)["sections-0-body"] == "theirs"


@pytest.mark.parametrize("side", ["", "ours", "merged", "9" * 5_000])
def test_a_side_that_there_is_not_counts_as_not_chosen(
    drug, collide, save_chosen, side
):
    refused = collide(
        drug,
        {"sections-0-body": "Mine."},
        lambda: drug.sections.filter(body__startswith="For").update(body="Theirs."),
    )

    saved = save_chosen(drug, refused, [("sections-0-body", side)])

    assert saved.status_code == 302
    assert drug.sections.first().body == "Mine."


# --- Cost -------------------------------------------------------------------------


def test_a_conflict_takes_the_same_queries_for_few_and_many_rows(
    desk, editor, other, collide, save_chosen
):
    counts = []
    for rows in (10, 300):
        drug = make_full_drug(side_effects=rows, by=editor)
        mine = {f"side_effects-{n}-wording": "Mine" for n in range(rows)}
        refused = collide(
            drug, mine, lambda drug=drug: drug.side_effects.update(serious="yes")
        )
        with CaptureQueriesContext(connection) as shown:
            again = save(desk, change_url(drug), typed_on(refused))
        with CaptureQueriesContext(connection) as kept:
            saved = save_chosen(drug, again)
        assert saved.status_code == 302
        counts.append((len(shown), len(kept)))
        assert set(drug.side_effects.values_list("wording", "serious")) == {
            ("Mine", "yes")
        }

    assert counts[0] == counts[1]
