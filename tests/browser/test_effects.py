"""Side effects in a real browser: every look, and the match without script."""

import pytest
from playwright.sync_api import expect

from monographs.frequency import Frequency, read
from tests.factories import (
    make_drug,
    make_effect,
    make_name,
    make_side_effect,
    publish_now,
)

LONG = "Hypersensitivitylikeexamplereactionwithoutanyspaceinit"


@pytest.fixture
def effect(transactional_db):
    effect = make_effect("Headache")
    others = [make_effect(LONG), make_effect("Rash"), make_effect("Feeling sick")]
    for title, brand, frequency, serious in (
        ("Examplazole", "Brandol", read("5%").frequency, "yes"),
        ("Samplidone", "Samplex", read("up to 10%").frequency, "no"),
        ("Wordol", "", Frequency(word="rare", phrase="rare"), "not_stated"),
        ("Silentine", "", None, "not_stated"),
    ):
        drug = make_drug(title=title, slug=title.casefold())
        if brand:
            make_name(drug, brand)
        make_side_effect(drug, effect, frequency=frequency, serious=serious)
        if title == "Examplazole":
            for position, other in enumerate(others, 1):
                make_side_effect(drug, other, position=position)
        publish_now(drug)
    return effect


@pytest.fixture
def addresses(effect):
    page, match = f"/side-effects/{effect.slug}/", "/side-effects/match/"
    return [
        "/side-effects/",
        "/side-effects/h/",
        "/side-effects/q/",
        page,
        f"{page}?band=common&serious=yes",
        f"{page}?band=word&serious=yes",
        match,
        f"{match}?e=headache%0Arash%0A{LONG}%0Afeeling+sick&d=brandol%0Asilentine",
        f"{match}?e=rash&d=wordol",
        f"{match}?e=hedache%0Axyzzy&d=exampelazole%0A{'x' * 290}%0A"
        + "%0A".join(map(str, range(12))),
    ]


@pytest.mark.any_database
def test_the_pages_are_accessible(open_page, addresses, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = open_page(bypass_csp=True)

    for address in addresses:
        page.goto(address)
        assert_accessible(page)


def test_a_match_is_made_without_script(open_page, effect):
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page.goto("/side-effects/")
    page.get_by_role("link", name="look up several").click()

    page.get_by_label("Side effects one a line").fill("Rash\nHeadache")
    page.get_by_label("Drugs one a line").fill("brandol\nWordol")
    page.get_by_role("button", name="Show what is listed").click()

    table = page.get_by_role("region", name="What their pages list")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table.get_by_role("row", name="Wordol")).to_contain_text("not listed")


def test_a_list_is_filtered_without_script(open_page, effect):
    page = open_page(java_script_enabled=False)
    page.goto(f"/side-effects/{effect.slug}/")

    page.get_by_label("only where it is called serious").check()
    page.get_by_role("button", name="Filter").click()

    page.wait_for_url("**/?serious=yes#drugs")
    expect(page.locator(".listed-by li")).to_have_text(
        ["Examplazole: 5 in 100 people serious"]
    )
