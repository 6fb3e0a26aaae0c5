"""An editor types on the change page, with and without its scripts."""

import pytest

from monographs.frequency import BAND_INTERVALS, Band, Frequency
from tests.desk.pages import change_url
from tests.factories import (
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_side_effect,
)

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse"
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
COMMON = "between 1 in 100 and 1 in 10 people"


@pytest.fixture
def editor(transactional_db):
    return make_editor(username="edith", is_staff=True)


@pytest.fixture
def drug(editor):
    drug = make_full_drug(by=editor, side_effects=0)
    for place, name in enumerate(["headache", "rash", "nausea"], 1):
        make_side_effect(drug, make_effect(name), position=place)
    return drug


@pytest.fixture
def log_in(open_page, editor):
    def log_in(**options):
        page = open_page(**options)
        page.goto("/admin/login/")
        page.fill("[name=username]", editor.username)
        page.fill("[name=password]", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


def field(page, name):
    return page.locator(f"[name={name}]")


def effects_on(page):
    inputs = page.locator(".effect [name$=-effect]")
    return [value for one in inputs.all() if (value := one.input_value())]


def save(page):
    page.keyboard.press("Control+s")
    page.locator(".messagelist .success").wait_for()


def kept(page):
    keys = page.evaluate("Object.keys(localStorage)")
    return len([key for key in keys if key.startswith("desk-kept:")])


def wait_until_kept(page, text):
    """The page's policy forbids what Playwright's own waiting does."""
    for _ in range(50):
        if text in page.evaluate("Object.values(localStorage).join()"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f'The browser did not keep "{text}".')


def test_a_text_is_seen_as_readers_will_see_it_while_it_is_typed(log_in, drug):
    page = log_in(viewport={"width": 1280, "height": 900})
    page.goto(change_url(drug))
    body = field(page, "sections-0-body")

    body.fill("Take it **twice**.")

    strong = page.locator("[data-of=sections-0-body] strong")
    strong.wait_for()
    assert strong.inner_text() == "twice"
    beside, box = strong.bounding_box(), body.bounding_box()
    assert beside["x"] > box["x"] + box["width"]


def test_on_a_phone_the_preview_is_below(log_in, drug):
    page = log_in(viewport={"width": 400, "height": 900})
    page.goto(change_url(drug))

    box = field(page, "sections-0-body").bounding_box()
    preview = page.locator("[data-of=sections-0-body]").bounding_box()

    assert preview["y"] >= box["y"] + box["height"]


def test_a_band_brings_its_sentence_and_its_figure(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    row = page.locator("#side_effects-0")

    field(page, "side_effects-0-band").select_option("common")
    row.get_by_text(COMMON).wait_for()
    assert field(page, "side_effects-0-figure").input_value() == "≥1%, <10%"

    field(page, "side_effects-0-figure").fill("2-10 %")
    row.get_by_text("between 2 in 100 and 10 in 100 people").wait_for()
    assert field(page, "side_effects-0-band").input_value() == ""

    field(page, "side_effects-0-band").select_option("rare")
    row.get_by_text("between 1 in 10,000").wait_for()
    save(page)
    assert drug.side_effects.first().frequency.band is Band.RARE


def test_rows_move_by_keys_and_keep_the_focus(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "side_effects-2-effect").focus()

    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")

    assert effects_on(page) == ["nausea", "headache", "rash"]
    name = page.evaluate("document.activeElement.name")
    assert name == "side_effects-2-effect"
    assert "nausea is now 1 of" in page.locator(".desk-said").inner_text()
    save(page)
    saved = [str(row) for row in drug.side_effects.all()]
    assert saved == ["nausea", "headache", "rash"]


def test_rows_move_by_buttons(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    page.locator("#side_effects-0").hover()

    page.locator("#side_effects-0").get_by_role("button", name="Move down").click()
    save(page)

    assert [str(row) for row in drug.side_effects.all()][:2] == ["rash", "headache"]


def test_a_row_is_added_below_and_another_goes(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "side_effects-0-effect").focus()

    page.keyboard.press("Alt+Enter")
    page.keyboard.type("purple")
    page.keyboard.press("Tab")
    page.locator("#side_effects-4 [name$=is_new]").check()
    field(page, "side_effects-1-effect").focus()
    page.keyboard.press("Alt+Delete")

    assert "rash will be deleted" in page.locator(".desk-said").inner_text()
    assert "desk-row--going" in page.locator("#side_effects-1").get_attribute("class")
    save(page)
    saved = [str(row) for row in drug.side_effects.all()]
    assert saved == ["headache", "purple", "nausea"]


def test_a_mark_to_delete_can_be_taken_back(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "side_effects-1-effect").focus()

    page.keyboard.press("Alt+Delete")
    page.keyboard.press("Alt+Delete")
    field(page, "sections-0-body").fill("Changed.")
    save(page)

    assert drug.side_effects.count() == 3


def test_typing_survives_a_crash_and_is_gone_once_saved(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "sections-0-body").fill("Typed and not saved.")
    page.get_by_role("button", name="Add another FAQ").click()
    field(page, "faqs-2-question").fill("May I fly?")
    wait_until_kept(page, "May I fly?")
    crashed, page = page, page.context.new_page()
    page.goto(change_url(drug))

    assert field(page, "sections-0-body").input_value() == "For examples that hurt."
    page.get_by_role("button", name="Restore it").click()

    assert field(page, "sections-0-body").input_value() == "Typed and not saved."
    assert field(page, "faqs-2-question").input_value() == "May I fly?"
    save(page)
    assert drug.sections.first().body == "Typed and not saved."
    assert drug.faqs.last().question == "May I fly?"
    assert kept(page) == 0
    page.goto(change_url(drug))
    assert page.locator(".desk-kept").count() == 0
    crashed.close()


def test_what_was_kept_can_be_discarded(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "sections-0-body").fill("Typed and not saved.")
    wait_until_kept(page, "Typed and not saved.")
    page = page.context.new_page()
    page.goto(change_url(drug))

    page.get_by_role("button", name="Discard it").click()

    assert kept(page) == 0
    assert page.locator(".desk-kept").count() == 0


def test_over_a_newer_text_it_says_so(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "sections-0-body").fill("Typed on the old version.")
    wait_until_kept(page, "Typed on the old version.")
    drug.refresh_from_db()
    drug.edit_version += 1
    drug.save()
    page = page.context.new_page()

    page.goto(change_url(drug))

    box = page.locator(".desk-kept")
    assert "saved again since" in box.inner_text()
    assert "Typed on the old version." in box.inner_text()
    assert field(page, "sections-0-body").input_value() == "For examples that hurt."


def test_a_refused_save_stays_kept(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))
    field(page, "sections-0-body").fill("Typed and refused.")
    field(page, "side_effects-0-figure").fill("often")
    page.keyboard.press("Control+s")
    page.get_by_text("Nothing was saved").wait_for()
    page.locator("#side_effects-0").get_by_text("is not a frequency").wait_for()
    page = page.context.new_page()
    page.goto(change_url(drug))

    page.get_by_role("button", name="Restore it").click()

    assert field(page, "sections-0-body").input_value() == "Typed and refused."


def test_without_script_the_form_still_saves(log_in, drug):
    page = log_in(java_script_enabled=False)
    page.goto(change_url(drug))

    field(page, "sections-0-body").fill("Saved **without** script.")
    field(page, "side_effects-0-band").select_option("common")
    field(page, "side_effects-1-DELETE").check()
    field(page, "side_effects-3-effect").fill("purple")
    field(page, "side_effects-3-effect_is_new").check()
    page.locator("[name=_continue]").first.click()

    preview = page.locator("[data-of=sections-0-body]")
    assert preview.locator("strong").inner_text() == "without"
    assert page.locator("#side_effects-0").get_by_text(COMMON).count() == 1
    saved = [str(row) for row in drug.side_effects.all()]
    assert saved == ["headache", "nausea", "purple"]


def test_a_question_mark_lists_the_keys(log_in, drug):
    page = log_in()
    page.goto(change_url(drug))

    page.locator("body").press("?")

    assert page.get_by_text("move the row with the cursor").is_visible()


def test_a_heading_stays_with_its_rows(log_in, drug):
    drug.side_effects.filter(position=3).update(group="Nerves")
    page = log_in()
    page.goto(change_url(drug))
    field(page, "side_effects-2-effect").focus()

    page.keyboard.press("Alt+ArrowUp")

    headings = page.locator("#side_effects-group h3").all_inner_texts()
    assert headings == ["Without a heading", "Nerves", "Without a heading", "New"]


def test_a_comparison_is_a_table_whose_rows_move(log_in, editor):
    comparison = make_full_comparison(by=editor)
    comparison.comparison_rows.create(feature="Price", position=1)
    page = log_in(viewport={"width": 1280, "height": 900})
    page.goto(change_url(comparison))
    feature = field(page, "comparison_rows-1-feature")
    cells = page.locator("#comparison_rows-1 [name*=-cell_]")

    assert page.locator(".grid-head").inner_text().split() == [
        "Feature",
        "Examplazole",
        "Samplidone",
    ]
    assert cells.first.bounding_box()["y"] == feature.bounding_box()["y"]
    cells.nth(1).fill("Low")
    page.keyboard.press("Alt+ArrowUp")
    save(page)

    first = comparison.comparison_rows.first()
    assert first.feature == "Price"
    assert [cell.text for cell in first.cells.all()] == ["Low"]


def test_the_change_page_is_accessible(log_in, editor, assert_accessible):
    drug = make_full_drug(by=editor, side_effects=40)
    row = make_side_effect(
        drug,
        group="Nerves",
        frequency=Frequency(interval=BAND_INTERVALS[Band.COMMON]),
    )
    page = log_in(
        bypass_csp=True,  # axe writes styles
    )

    for address in (change_url(drug), change_url(make_full_comparison(by=editor))):
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        page.locator(".desk-row input:not([type=hidden])").first.focus()
        assert_accessible(page)

    page.goto(change_url(drug))
    page.locator(f"[value='{row.key}'] ~ label [name$=figure]").fill("often")
    page.locator(".desk-row [name$=DELETE]").first.check()
    page.get_by_text("is not a frequency").wait_for()
    assert_accessible(page)
