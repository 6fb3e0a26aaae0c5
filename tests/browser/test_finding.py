"""Finding drugs in a real browser: letters, filters, classes, on a phone too."""

import pytest
from playwright.sync_api import expect

from monographs.frequency import read
from monographs.models import ClassMembership
from monographs.workflow.progress import record_progress
from tests.factories import (
    make_drug,
    make_drug_class,
    make_effect,
    make_name,
    make_side_effect,
    publish_now,
)

LONG = "Examplazolamidethioxanthenesulfonyl" * 7 + "hydrochloride"
ADDRESSES = [
    "/",
    "/drugs/",
    "/drugs/e/",
    "/drugs/?effect=headache&frequency=common&serious=yes",
    "/drugs/?effect=unheard&drug_class=none",
    "/drugs/?frequency=very_common",
    "/comparisons/",
    "/classes/",
    "/classes/blocks/",
    "/body-systems/",
    "/body-systems/nerves/",
]


@pytest.fixture
def drugs(transactional_db):
    blocks = make_drug_class("Betablocks", atc_code="C07")
    blocks.slug = "blocks"
    blocks.save()
    headache = make_effect("Headache", body_system="nerves")
    for title, serious in (("Examplazole", "yes"), ("Samplidone", "no"), (LONG, "no")):
        drug = make_drug(title=title)
        make_name(drug, f"{title[:20]} brand")
        make_side_effect(
            drug,
            headache,
            frequency=read("common (1–10 %)").frequency,
            serious=serious,
        )
        ClassMembership.objects.create(monograph=drug, drug_class=blocks)
        publish_now(drug)
    make_drug(title="Draft")
    record_progress()


def test_a_drug_is_found_by_its_letter(page, drugs):
    page.goto("/")

    page.get_by_role("navigation", name="Drugs by initial letter").get_by_role(
        "link", name="S", exact=True
    ).click()
    page.get_by_text("Samplidone brand: see").get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Samplidone")


def test_a_filter_is_filled_in_by_keyboard_and_taken_back(open_page, drugs):
    page = open_page(java_script_enabled=False)
    page.goto("/drugs/")

    page.get_by_text("Filter the list").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Side effect", exact=True).fill("headache")
    page.get_by_label("How often").select_option("common")
    page.get_by_label("called serious").check()
    page.keyboard.press("Enter")

    page.wait_for_url("**/drugs/?effect=headache&frequency=common&serious=yes")
    expect(page.get_by_role("heading", name="1 drug", exact=True)).to_be_visible()
    expect(page.get_by_label("called serious")).to_be_checked()
    page.get_by_role("link", name="Remove the filter: called serious").click()
    page.wait_for_url("**/drugs/?effect=headache&frequency=common")
    expect(page.get_by_role("heading", name="3 drugs")).to_be_visible()


def test_a_mistake_in_a_filter_is_told_and_can_be_mended(page, drugs):
    page.goto("/drugs/?effect=hedache")

    expect(page.get_by_role("alert")).to_contain_text("“hedache” is not in our list")
    box = page.get_by_label("Side effect", exact=True)
    expect(box).to_have_attribute("aria-invalid", "true")
    box.fill("headache")
    box.press("Enter")

    expect(page.get_by_role("link", name="Examplazole", exact=True)).to_be_visible()


def test_a_class_leads_to_what_its_drugs_share(page, drugs):
    page.goto("/drugs/")

    page.get_by_role("navigation", name="Site").get_by_role(
        "link", name="Classes"
    ).click()
    page.get_by_role("link", name="Betablocks").click()
    expect(page.get_by_role("heading", name="Listed by all 3")).to_be_visible()
    page.get_by_role("link", name="Headache").click()

    page.wait_for_url("**/side-effects/*/")


@pytest.mark.any_database
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_lists_are_accessible(open_page, drugs, assert_accessible, address):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = open_page(bypass_csp=True)

    page.goto(address)

    assert_accessible(page)
