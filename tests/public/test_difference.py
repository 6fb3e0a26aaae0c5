"""What differs between two versions, as readers are shown it."""

import pytest

from monographs import workflow
from monographs.content.difference import MOST_COMPARED
from monographs.models import Publication
from monographs.workflow import touch
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_name,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    publish_now,
    publish_past_the_checks,
    submit_as,
)
from tests.public.behind import links_of, open_page, publish_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def drug():
    """Three versions: the text of the usage section grows."""
    drug = make_published_drug(slug="examplazole", title="Examplazole")
    publish_again(drug, "For examples that hurt much.", change_note="Said how much.")
    publish_again(drug, "For examples that hurt very much.")
    return drug


@pytest.mark.usefixtures("drug")
def test_single_words_are_marked_and_named(client):
    page = open_page(client, "/drugs/examplazole/diff/1/2/")

    assert page.all("h1")
    assert "Examplazole: from version 1 to 2" in page.text
    assert "1 change." in page.text
    # The words that a screen reader says before what the style sheet frames.
    assert "added: much" in page.inside("ins")
    assert "For examples that hurt" in page.text
    assert "Said how much." in page.text


def test_each_side_is_named_dated_and_hashed(client, drug):
    page = open_page(client, "/drugs/examplazole/diff/1/3/")

    assert {"/drugs/examplazole/v/1/", "/drugs/examplazole/v/3/"} <= set(links_of(page))
    assert "/drugs/examplazole/history/" in links_of(page)
    for number in (1, 3):
        assert drug.revisions.get(number=number).sha256 in page.text
    assert drug.revisions.get(number=2).sha256 not in page.text
    assert "Neither of the two is the current version" not in page.text


@pytest.mark.usefixtures("drug")
def test_two_old_versions_lead_to_the_current_one(client):
    page = open_page(client, "/drugs/examplazole/diff/1/2/")

    assert "Neither of the two is the current version" in page.text
    assert "Read the current version, number 3" in page.text


@pytest.mark.usefixtures("drug")
def test_search_engines_keep_no_differences(client):
    response = client.get("/drugs/examplazole/diff/1/2/")
    page = open_page(client, "/drugs/examplazole/diff/1/2/")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    canonical = {"rel": "canonical", "href": "/drugs/examplazole/diff/1/2/"}
    assert canonical in page.all("link")


@pytest.mark.usefixtures("drug")
def test_the_same_version_twice_says_so(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = open_page(client, "/drugs/examplazole/diff/2/2/")

    assert "Both sides are version 2" in page.text
    assert "/drugs/examplazole/history/" in links_of(page)


@pytest.mark.usefixtures("drug")
def test_the_earlier_version_stands_first(client):
    response = client.get("/drugs/examplazole/diff/3/1/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/drugs/examplazole/diff/1/3/"


@pytest.mark.usefixtures("drug")
@pytest.mark.parametrize(
    "numbers",
    ["1/4", "4/5", "9/9", "0/1", "1/999999999", "1/9999999999", "-1/1", "a/b", "1"],
)
def test_what_was_never_published_has_no_difference(client, numbers):
    assert client.get(f"/drugs/examplazole/diff/{numbers}/").status_code == 404


@pytest.mark.usefixtures("drug")
@pytest.mark.parametrize(
    ("numbers", "missing"),
    [("1/4", "4"), ("9/9", "9"), ("7/8", "7 and no version 8")],
)
def test_unknown_numbers_lead_to_the_versions_that_there_are(
    client, numbers, missing, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        page = open_page(client, f"/drugs/examplazole/diff/{numbers}/", status=404)

    assert f"Examplazole: no version {missing}" in page.inside("h1")
    assert {
        "/drugs/examplazole/",
        "/drugs/examplazole/history/",
        *(f"/drugs/examplazole/v/{number}/" for number in (1, 2, 3)),
    } <= set(links_of(page))


def test_a_version_that_was_never_shown_is_not_compared(client, drug):
    edit(drug, by=make_editor(), body="Never to be read.")
    submit_as(drug)

    response = client.get("/drugs/examplazole/diff/3/4/")

    assert response.status_code == 404
    assert b"Never to be read" not in response.content


def test_a_withdrawn_page_shows_no_differences(client, drug):
    workflow.withdraw(drug, by=make_publisher(), reason="All of it was wrong.")

    for numbers in ("1/2", "2/2", "2/3"):
        address = f"/drugs/examplazole/diff/{numbers}/"
        page = open_page(client, address, status=410)
        assert "All of it was wrong." in page.text
        assert "hurt" not in page.text
        assert client.get(address).headers["X-Robots-Tag"] == "noindex"


def test_the_old_address_leads_to_the_new_in_one_step(client):
    drug = make_drug(slug="examplazole-old")
    publish_now(drug)
    drug.refresh_from_db()
    drug.slug = "examplazole-new"
    drug.save()
    publish_again(drug, "Second.")

    response = client.get("/drugs/examplazole-old/diff/1/2/")

    assert response.headers["Location"] == "/drugs/examplazole-new/diff/1/2/"
    page = open_page(client, "/drugs/examplazole-new/diff/1/2/")
    assert "The page itself" in page.text
    assert "removed: examplazole-old" in page.inside("del")


def test_a_comparison_has_differences_too(client):
    comparison = make_full_comparison(slug="examplazole-or-samplidone")
    publish_now(comparison)
    publish_again(comparison, "Second.")
    base = "/comparisons/examplazole-or-samplidone"

    open_page(client, f"{base}/diff/1/2/")
    wrong = client.get("/drugs/examplazole-or-samplidone/diff/1/2/")

    assert (wrong.status_code, wrong.headers["Location"]) == (301, f"{base}/diff/1/2/")


def test_a_row_that_moved_was_not_removed_and_added(client):
    drug = make_drug(slug="examplazole")
    effects = [
        make_side_effect(drug, make_effect(name), position=place)
        for place, name in enumerate(["Cough", "Hiccups", "Nausea", "Yawning"])
    ]
    publish_now(drug)
    touch(drug, by=make_editor())
    last = effects[-1]
    last.position = 0
    last.save()
    for place, row in enumerate(effects[:-1], 1):
        row.position = place
        row.save()
    publish_now(drug)

    page = open_page(client, "/drugs/examplazole/diff/1/2/")

    assert "It was moved from place 4 to place 1, now first." in page.text
    assert "1 change." in page.text
    assert "3 unchanged in side effects" in page.text
    # Only the two that explain the marks.
    assert page.inside("del") == ["Removed"]
    assert page.inside("ins") == ["added"]


def test_rows_that_came_or_went_are_called_so(client):
    drug = make_drug(slug="examplazole")
    gone = make_name(drug, "Brandol")
    publish_now(drug)
    touch(drug, by=make_editor())
    gone.delete()
    make_section(drug, kind="precautions", body="Not with grapefruit.")
    publish_now(drug)

    page = open_page(client, "/drugs/examplazole/diff/1/2/")

    assert "removed Brandol" in page.text
    assert "added Precautions" in page.text
    assert "added: Not with grapefruit." in page.inside("ins")


def test_spaces_alone_are_said_to_be_spaces(client, drug):
    publish_again(drug, "For examples  that hurt very much.")

    page = open_page(client, "/drugs/examplazole/diff/3/4/")

    assert "only spaces or line breaks differ" in page.text


def test_hidden_characters_and_markup_are_shown_as_such(client, drug):
    edit(drug, by=make_editor(), body="For \u202eexamples <b>that</b> hurt very much.")
    publish_past_the_checks(drug)

    page = open_page(client, "/drugs/examplazole/diff/3/4/")

    assert "[U+202E]" in page.text
    assert "< b > that" in page.text or "<b>that" in page.text
    assert page.all("b") == []


def test_long_unchanged_text_is_folded(client, drug):
    long = "word " * 2_000
    publish_again(drug, f"{long}before {long}.")
    publish_again(drug, f"{long}after {long}.")

    page = open_page(client, "/drugs/examplazole/diff/4/5/")

    assert page.text.count("characters unchanged") == 2
    assert "removed: " in page.text


def test_texts_that_take_too_long_to_compare_are_shown_whole(
    client, drug, django_assert_max_num_queries
):
    half = "word " * (MOST_COMPARED // 10)
    publish_again(drug, f"{half}before.")
    publish_again(drug, f"{half}after.")

    with django_assert_max_num_queries(1):
        page = open_page(client, "/drugs/examplazole/diff/4/5/")

    assert "too long or too unlike to mark single words" in page.text
    assert page.text.count("removed: word") == 1


def test_a_large_difference_takes_as_many_queries_as_a_small_one(
    client, django_assert_num_queries
):
    drug = make_drug(slug="examplazole")
    effects = [make_side_effect(drug, make_effect()) for _ in range(30)]
    publish_now(drug)
    touch(drug, by=make_editor())
    for row in effects:
        row.serious = "yes"
        row.save()
    publish_now(drug)

    with django_assert_num_queries(1):
        page = open_page(client, "/drugs/examplazole/diff/1/2/")
    with django_assert_num_queries(1):
        open_page(client, "/drugs/examplazole/diff/1/2/")

    assert "30 changes." in page.text


@pytest.mark.usefixtures("drug")
def test_a_difference_is_asked_for_again_only_by_its_etag(client):
    address = "/drugs/examplazole/diff/1/2/"
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.headers["X-Robots-Tag"] == "noindex"


def test_what_was_rolled_back_stays_comparable(client, drug):
    workflow.roll_back(
        drug,
        to=drug.revisions.get(number=1),
        by=make_publisher(),
        reason="It hurt less.",
    )

    page = open_page(client, "/drugs/examplazole/diff/1/3/")

    assert Publication.objects.get().revision.number == 1
    assert "added: very much" in " ".join(page.inside("ins"))
