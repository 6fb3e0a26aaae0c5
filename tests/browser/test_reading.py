"""Reading in a real browser: on a phone, in the dark, by script or none, on paper."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.reading import make_rich_drug, make_wide_comparison, make_withdrawn


@pytest.fixture
def pages(transactional_db):
    cache.clear()
    drug = f"/drugs/{make_rich_drug().slug}/"
    return {
        "drug": drug,
        "explorer": f"{drug}side-effects/",
        "by system": f"{drug}side-effects/?by=system",
        "nothing found": f"{drug}side-effects/?q=nothing",
        "comparison": f"/comparisons/{make_wide_comparison().slug}/",
        "withdrawn": f"/drugs/{make_withdrawn().slug}/",
    }


@pytest.mark.any_database
def test_every_page_is_accessible_and_fits_a_phone(open_page, pages, assert_accessible):
    # The checker puts styles of its own into a page, which the policy would refuse.
    page = open_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    errors = []
    page.on("console", lambda message: errors.append(message.text))

    for name, address in pages.items():
        page.goto(address)
        assert_accessible(page)
        if name != "withdrawn":  # a browser counts its 410 as an error
            assert errors == [], address


@pytest.mark.any_database
def test_the_mark_of_serious_effects_is_seen_in_forced_colours(open_page, pages):
    page = open_page(forced_colors="active", color_scheme="dark")
    page.goto(pages["drug"])
    mark = page.locator(".serious-card__title .serious-mark")

    colour, text = mark.evaluate(
        """mark => [getComputedStyle(mark).borderBottomColor,
                    getComputedStyle(mark.parentElement).color]"""
    )

    assert colour == text


def test_the_list_of_contents_marks_what_is_read(open_page, pages):
    page = open_page(viewport={"width": 1280, "height": 500})
    page.goto(pages["drug"])
    contents = page.locator(".contents")

    page.locator("#precautions").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('precautions').scrollIntoView()")

    expect(contents.locator("[aria-current]")).to_have_text("Precautions")
    expect(contents).to_be_in_viewport()


def test_a_reference_and_its_places_lead_to_each_other_by_keyboard(page, pages):
    page.goto(pages["comparison"])
    back = page.get_by_role("link", name="Feature by feature, place 3", exact=True)

    back.press("Enter")

    assert page.url.endswith("#cited-1-3")
    expect(page.locator("#cited-1-3")).to_be_in_viewport()
    page.locator("#cited-1-3").press("Enter")
    assert page.url.endswith("#citation-1")


def test_a_wide_table_scrolls_in_its_own_box(open_page, pages):
    page = open_page(viewport={"width": 320, "height": 800})
    page.goto(pages["comparison"])
    box = page.get_by_role("region", name="compared")

    box.focus()
    box.press("ArrowRight")

    # By evaluate: what waits for a condition by itself is refused by the page's policy.
    box.evaluate(
        """async (box) => {
            while (box.scrollLeft === 0) await new Promise(requestAnimationFrame);
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_explorer_works_without_script(open_page, pages):
    page = open_page(java_script_enabled=False)
    page.goto(pages["drug"])
    page.get_by_role("link", name="Side effects as pictures", exact=True).click()

    page.get_by_label("Order").select_option("Serious or not")
    page.get_by_label("Only those with a figure").check()
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith("/side-effects/?by=serious&figure=1")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Marked as serious")
    expect(page.get_by_label("Only those with a figure")).to_be_checked()
    picture = page.get_by_role("img", name="Of 100 people drawn: 1 affected")
    expect(picture).to_be_visible()


# Columns are broken by the same rules as sheets, and say where: of each heading, and
# each picture with its scale, whether what follows begins in another one, and of each
# effect whether it goes on there.
SPLIT = """height => {
    const main = document.querySelector("main");
    Object.assign(main.style, {
        maxWidth: "none", columnWidth: "600px", columnFill: "auto",
        width: "600px", height: `${height}px`,
    });
    const first = element => element.matches("ul, ol, dl, section, div")
        && element.firstElementChild ? first(element.firstElementChild) : element;
    const found = [];
    for (const above of main.querySelectorAll("h2, h3, h4, .pictogram, .not-drawn")) {
        const next = above.nextElementSibling;
        if (!above.getClientRects().length || !next) continue;
        const below = first(next);
        if (!below.getClientRects().length) continue;
        const away = (below.getClientRects()[0].left
            - [...above.getClientRects()].at(-1).left);
        if (Math.abs(away) > 400) found.push(`${above.textContent} | ${height}`);
    }
    for (const whole of main.querySelectorAll(".effect, .statement")) {
        if (whole.getClientRects().length > 1) found.push(whole.textContent);
    }
    return found;
}"""


@pytest.mark.parametrize("name", ["drug", "explorer", "by system"])
def test_on_paper_a_heading_stays_with_what_it_is_above(open_page, pages, name):
    page = open_page(viewport={"width": 640, "height": 900})
    page.goto(pages[name])
    page.emulate_media(media="print")

    split = [
        one for height in range(400, 1000, 12) for one in page.evaluate(SPLIT, height)
    ]

    assert split == []


@pytest.mark.parametrize("has_script", [True, False])
def test_paper_holds_status_version_address_and_all_that_was_folded(
    open_page, pages, has_script
):
    page = open_page(java_script_enabled=has_script)
    page.goto(pages["drug"])

    page.emulate_media(media="print")

    for words in (
        "Reviewed",
        "Clinical review:",
        "Version 2, published",
        "next review due",
        "/drugs/examplazole/v/2/",
        "https://example.org/a/rather/long/address/of/reference/1",
        "One batch was recalled.",
        "Liver damage",
    ):
        expect(page.locator("main").get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Brandol 13")).to_be_visible()
    for link in page.get_by_role("link", name="Report a problem").all():
        expect(link).to_be_hidden()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")
