"""Which source each statement of a page rests on, as readers are shown it."""

import pytest

from monographs import workflow
from monographs.frequency import BAND_INTERVALS, Band, Frequency
from monographs.models import FAQ, PublishedSource, SourceDocument
from monographs.public.versions.statements import LONGEST_NAME
from tests.factories import (
    edit,
    make_disagreement,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_section,
    make_side_effect,
    make_source,
    make_steward,
    publish_now,
)
from tests.public.behind import links_of, open_page

pytestmark = pytest.mark.django_db
ADDRESS = "/drugs/examplazole/sources/"
HEADINGS = {"Statement", "Where from"}


def from_source(source, line=1, to=None):
    """The columns of a row that an import took from these lines."""
    return {
        "origin": "import",
        "source": source,
        "line_from": line,
        "line_to": to or line,
    }


def publish_read(drug, **fields):
    """Somebody read each imported row, then it was published."""
    keys = [
        row.key
        for rows in (drug.sections, drug.side_effects, drug.faqs)
        for row in rows.unverified()
    ]
    workflow.verify(drug, keys=keys, by=make_editor())
    return publish_now(drug, **fields)


def statements(page):
    """Each as "what: where from"; the two headings of each table are left out."""
    names = [text for text in page.inside("th") if text not in HEADINGS]
    return [": ".join(row) for row in zip(names, page.inside("td"), strict=True)]


@pytest.fixture
def drug():
    return make_drug(slug="examplazole", title="Examplazole")


def test_a_page_without_a_source_says_that_editors_wrote_it(client, drug):
    publish_now(drug)

    page = open_page(client, ADDRESS)

    assert "None: no statement of this page was taken from a source" in page.text
    assert "The editors have noted no disagreement" in page.text
    assert "None was found among the side effects" in page.text
    assert statements(page) == ["Usage: Written by an editor"]


def test_each_statement_leads_to_its_source_with_its_lines(client, drug):
    first, second = make_source(), make_source(path="other.md")
    make_imported_section(drug, kind="dosage", source=first, body="One a day.")
    make_section(
        drug, kind="precautions", body="Not at night.", **from_source(second, 1_200)
    )
    make_section(
        drug, kind="how_it_works", body="By chance.", **from_source(first, 4, 9)
    )
    FAQ.objects.create(
        monograph=drug, question="May I?", answer="Yes.", **from_source(first, 12)
    )
    publish_read(drug)

    page = open_page(client, ADDRESS)
    rows = statements(page)

    assert "Dosage: Source 1, line 1" in rows
    assert "How it works: Source 1, lines 4 to 9" in rows
    assert "Precautions: Source 2, line 1,200" in rows
    assert "May I?: Source 1, line 12" in rows
    assert "Usage: Written by an editor" in rows
    assert {"#source-1", "#source-2"} <= set(links_of(page))
    assert "/drugs/examplazole/#dosage" in links_of(page)
    assert "3 statements of this page come from it" in page.text
    assert "1 statement of this page comes from it" in page.text
    assert first.sha256[:12] in page.text


def test_of_a_source_nothing_is_told_that_is_not_public(client, drug):
    source = make_source("A secret word.", path="private/folder/list.md")
    make_imported_section(drug, kind="dosage", source=source)
    publish_read(drug)

    page = client.get(ADDRESS).content.decode()

    assert "a document, taken in on" in page
    assert "secret" not in page
    assert "private" not in page
    assert "list.md" not in page
    assert source.sha256 not in page
    assert source.imported_by.printed_name not in page


def licence_of(client):
    (told,) = [
        text for text in open_page(client, ADDRESS).inside("li") if "Licence" in text
    ]
    return told.partition("Licence: ")[2].partition(". Its SHA")[0]


def test_each_source_has_its_licence_or_that_none_is_stated(client, drug):
    source = make_source()
    make_imported_section(drug, kind="dosage", source=source)
    publish_read(drug)
    steward = make_steward(printed_name="Stella Ward")

    before = licence_of(client)
    address = "https://creativecommons.org/licenses/by/4.0/"
    workflow.state_licence(
        [source.sha256], workflow.Licence("CC-BY-4.0", address), by=steward
    )
    stated = licence_of(client)
    page = open_page(client, ADDRESS)
    workflow.state_licence([source.sha256], workflow.Licence("OGL-3.0"), by=steward)
    corrected = licence_of(client)
    workflow.state_licence([source.sha256], workflow.Licence("not stated"), by=steward)

    assert (before, stated, corrected) == ("not stated", "CC-BY-4.0", "OGL-3.0")
    assert licence_of(client) == "not stated"
    assert address in links_of(page)
    assert "Stella" not in page.text


def test_the_licence_of_one_source_is_not_that_of_another(client, drug):
    for kind in ("dosage", "precautions"):
        source = make_source()
        make_imported_section(drug, kind=kind, source=source)
    publish_read(drug)

    workflow.state_licence(
        [source.sha256], workflow.Licence("CC0-1.0"), by=make_steward()
    )

    first, second = [
        text for text in open_page(client, ADDRESS).inside("li") if "Licence" in text
    ]
    assert "Licence: not stated." in first
    assert "Licence: CC0-1.0." in second


def test_a_spreadsheet_is_called_so(client, drug):
    content = b"drug,question,answer"
    source = SourceDocument.objects.create(
        content=content,
        sha256=SourceDocument.hash_of(content),
        path="faqs.csv",
        dialect="csv",
        imported_by=make_editor(),
    )
    make_imported_section(drug, kind="dosage", source=source)
    publish_read(drug)

    assert "a spreadsheet, taken in on" in open_page(client, ADDRESS).text


def test_a_source_of_which_nothing_is_told_is_still_counted(client, drug):
    make_imported_section(drug, kind="dosage")
    publish_read(drug)
    PublishedSource.objects.all().delete()

    told = [
        text for text in open_page(client, ADDRESS).inside("li") if "Source" in text
    ]

    assert told[0].startswith("Source 1. 1 statement of this page comes from it.")


def test_one_source_that_says_two_things_is_shown_to_do_so(client, drug):
    source, cough = make_source(), make_effect("Cough")
    for line, band in ((3, Band.COMMON), (8, Band.RARE)):
        frequency = Frequency(interval=BAND_INTERVALS[band])
        make_side_effect(drug, cough, frequency=frequency, **from_source(source, line))
    publish_read(drug)

    page = open_page(client, ADDRESS)
    (told,) = [text for text in page.inside("li") if "says more than one" in text]

    assert told.startswith("Cough: source 1 says more than one thing:")
    assert "(line 3);" in told
    assert "(line 8)." in told
    assert "expect the higher number" in page.text


def test_two_sources_that_differ_are_no_contradiction_inside_one(client, drug):
    cough = make_effect("Cough")
    for band in (Band.COMMON, Band.RARE):
        frequency = Frequency(interval=BAND_INTERVALS[band])
        source = make_source(path=f"{band}.md")
        make_side_effect(drug, cough, frequency=frequency, **from_source(source))
    publish_read(drug)

    assert "says more than one thing" not in open_page(client, ADDRESS).text


def test_a_word_that_does_not_fit_its_number_is_named(client, drug):
    frequency = Frequency(interval=BAND_INTERVALS[Band.VERY_COMMON], word="rare")
    make_side_effect(
        drug,
        make_effect("Cough"),
        frequency=frequency,
        **from_source(make_source(), 3),
    )
    publish_read(drug)

    page = open_page(client, ADDRESS)

    assert "uses a word that does not fit its number: the word “rare”" in page.text


def test_what_editors_wrote_against_themselves_is_not_blamed_on_a_source(client, drug):
    cough = make_effect("Cough")
    for band in (Band.COMMON, Band.RARE):
        make_side_effect(
            drug, cough, frequency=Frequency(interval=BAND_INTERVALS[band])
        )
    publish_now(drug)

    page = open_page(client, ADDRESS)

    assert "this page, in what editors wrote, says more than one thing" in page.text


def test_disagreements_between_sources_stand_there_with_the_decision(client, drug):
    make_disagreement(
        drug,
        shown="Do not drink.",
        reason="The cautious one counts.",
        is_settled=True,
    )
    make_disagreement(drug, question="May I drive?", shown="Do not drive.", position=1)
    publish_now(drug)

    page = open_page(client, ADDRESS)

    assert "May I drink alcohol?" in page.inside("h3")
    assert "Settled by the editors" in page.text
    assert "The cautious one counts." in page.text
    assert "the cautious advice stands" in page.text


def test_every_kind_of_row_has_its_table(client):
    drug = make_full_drug(slug="examplazole")
    publish_now(drug)

    headings = open_page(client, ADDRESS).inside("h3")

    assert len(headings) >= 7
    assert len(headings) == len(set(headings))


def test_a_comparison_has_sources_too(client):
    comparison = make_full_comparison()
    publish_now(comparison)

    page = open_page(client, f"/comparisons/{comparison.slug}/sources/")

    assert f"/comparisons/{comparison.slug}/#feature-table" in links_of(page)


def test_long_names_are_cut_and_nothing_is_nameless(client, drug):
    FAQ.objects.create(monograph=drug, question="Why? " * 80, answer="Because.")
    publish_now(drug)

    (row,) = [text for text in open_page(client, ADDRESS).inside("tr") if "Why" in text]

    assert row.count("Why?") == LONGEST_NAME // 5
    assert "…" in row


def test_a_withdrawn_page_shows_no_sources(client, drug):
    publish_now(drug)
    workflow.withdraw(drug, by=make_publisher(), reason="All of it was wrong.")

    page = open_page(client, ADDRESS, status=410)

    assert "All of it was wrong." in page.text
    assert "Statement by statement" not in page.text
    assert client.get(ADDRESS).headers["X-Robots-Tag"] == "noindex"


def test_the_sources_are_those_of_the_live_version_alone(client, drug):
    publish_now(drug)
    make_imported_section(drug, kind="dosage", source=make_source())
    edit(drug, by=make_editor(), body="Not yet.")

    page = open_page(client, ADDRESS)

    assert "Source 1" not in page.text
    assert "Dosage" not in page.text


def test_many_sources_take_as_many_queries_as_one(
    client, drug, django_assert_num_queries
):
    for number in range(12):
        make_imported_section(
            drug, kind="other", heading=f"Part {number}", source=make_source()
        )
    publish_read(drug)

    with django_assert_num_queries(4):
        page = open_page(client, ADDRESS)
    with django_assert_num_queries(2):
        open_page(client, ADDRESS)

    assert "Source 12" in page.text


def test_the_page_is_asked_for_again_only_by_its_etag(client):
    drug = make_published_drug()
    address = f"/drugs/{drug.slug}/sources/"

    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
