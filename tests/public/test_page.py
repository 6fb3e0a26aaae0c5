"""A document as HTML, without a database: order, absence, references, escaping."""

import re
from dataclasses import fields, replace
from fractions import Fraction
from uuid import UUID, uuid4

import pytest

from monographs.content import (
    Document,
    DocumentCell,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
)
from monographs.frequency import BAND_INTERVALS, Band, Basis, Frequency, Interval
from monographs.public.page import render_monograph
from tests.public.markup import Page

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 }}{% now %}"


def section(kind, body="Words.", heading=""):
    return DocumentSection(key=uuid4(), kind=kind, heading=heading, body=body)


def side_effect(effect, frequency=None, **changes):
    row = DocumentSideEffect(
        key=uuid4(),
        effect_key=uuid4(),
        effect=effect,
        body_system="other",
        wording="",
        frequency=frequency or Frequency(),
        serious="not_stated",
        group="",
        scope="product",
        scope_name="",
    )
    return replace(row, **changes)


def citation(number, url="", text="Examples, 2020"):
    return DocumentCitation(key=uuid4(), number=number, text=text, url=url)


def drug(**changes):
    document = Document(
        key=UUID(int=1), kind="drug", title="Examplazole", slug="examplazole"
    )
    return replace(document, **changes)


def banded(band, **changes):
    return Frequency(interval=BAND_INTERVALS[band], **changes)


def page_of(document):
    return Page(render_monograph(document))


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_sections_come_in_a_fixed_order():
    kinds = ["disclaimer", "note", "other", "precautions", "how_it_works"]
    kinds += ["side_effects", "dosage", "usage", "generic_name"]
    document = drug(
        sections=tuple(section(kind, heading=f"The {kind}") for kind in kinds),
        faqs=(DocumentFAQ(key=uuid4(), question="Why?", answer="So."),),
    )

    text = page_of(document).text.partition("On this page")[2]

    order = [f"The {kind}" for kind in reversed(kinds)]
    order.insert(7, "Questions and answers")
    assert in_order(text, *order)


def test_sections_of_one_kind_keep_their_order_and_get_anchors_of_their_own():
    document = drug(
        sections=tuple(section("usage", heading=name) for name in ("First", "Second"))
    )

    page = page_of(document)

    assert {"usage", "usage-2"} <= set(page.ids)
    assert in_order(page.text, "First", "Second")


def test_a_heading_that_names_the_dose_is_not_said_twice():
    row = side_effect(
        "Rash", scope="dose", scope_name="High doses", group="High doses (80 mg)"
    )

    text = page_of(drug(side_effects=(row,))).text

    assert text.count("High doses") == 1
    assert "High doses (80 mg)" in text


def test_words_before_the_questions_introduce_them():
    question = DocumentFAQ(key=uuid4(), question="Why?", answer="So.")
    intro = replace(section("faqs", heading="FAQs (in short)"), body="Asked by many.")

    text = page_of(drug(sections=(intro,), faqs=(question,))).text

    assert in_order(text, "On this page", "FAQs (in short)", "Asked by many.", "Why?")
    assert text.count("Asked by many.") == 1


@pytest.mark.parametrize("kind", ["drug", "comparison"])
def test_words_before_the_questions_are_shown_without_any_question(kind):
    intro = replace(section("faqs", heading="FAQs"), body="Asked by many.")

    text = page_of(drug(kind=kind, sections=(intro,))).text

    assert text.count("Asked by many.") == 1


def test_a_missing_section_is_said():
    text = page_of(drug(sections=(section("usage"),))).text

    assert "no section on usage" not in text
    assert "This page has no section on dosage." in text
    assert "This page has no section on side effects." in text
    assert "This page has no section on precautions." in text


def test_an_empty_section_is_said():
    text = page_of(drug(sections=(section("usage", body=" \n"),))).text

    assert "This section holds no text." in text


def test_a_comparison_misses_no_drug_sections():
    text = page_of(drug(kind="comparison", sections=(section("other"),))).text

    assert "This page has no section" not in text


def test_a_preview_says_that_nobody_has_reviewed_it():
    text = page_of(drug()).text

    assert "Preview" in text
    assert "This is not the published page" in text


def test_names_classes_and_components_are_listed():
    document = drug(
        names=(
            DocumentName(key=uuid4(), kind="brand", text="Examplin"),
            DocumentName(key=uuid4(), kind="synonym", text="Exemplazol"),
        ),
        classes=(
            DocumentClass(
                key=uuid4(),
                class_key=uuid4(),
                name="Exemplars",
                slug="exemplars",
                atc_code="X01",
            ),
        ),
        components=(DocumentComponent(key=uuid4(), name="Samplidone", drug_key=None),),
    )

    text = page_of(document).text

    assert "Brand names Examplin" in text
    assert "Other names Exemplazol" in text
    assert "Classes Exemplars (ATC X01)" in text
    assert "Contains Samplidone" in text


# --- Side effects ---------------------------------------------------------------------


def test_side_effects_are_grouped_by_frequency_figures_first():
    document = drug(
        side_effects=(
            side_effect("Unsaid"),
            side_effect("Unknown", Frequency(is_not_known=True)),
            side_effect("Word", Frequency(word="rare")),
            side_effect("Seldom", banded(Band.RARE)),
            side_effect("Often", banded(Band.VERY_COMMON)),
            side_effect("Between", banded(Band.COMMON)),
            side_effect("Also often", banded(Band.VERY_COMMON)),
        )
    )

    text = page_of(document).text

    assert in_order(
        text,
        "At least 1 in 10 people very common",
        "Often",
        "Also often",
        "Between 1 in 100 and 1 in 10 people common",
        "Seldom",
        "The source calls this rare; it gives no figure",
        "Unknown",
        "No frequency given",
        "Unsaid",
    )
    assert text.count("At least 1 in 10 people") == 1


def test_an_interval_over_several_bands_names_none():
    wide = Interval(Fraction(0), True, Fraction(1, 100), False)
    document = drug(side_effects=(side_effect("Nausea", Frequency(interval=wide)),))

    html = render_monograph(document)

    assert "Fewer than 1 in 100 people" in html
    assert "frequency__band" not in html


def test_serious_effects_are_marked_in_words():
    document = drug(
        side_effects=(
            side_effect("Seizure", serious="yes"),
            side_effect("Yawning", serious="no"),
        )
    )

    page = page_of(document)

    assert "Serious side effects" in page.text
    assert page.text.count("Seizure") == 2
    assert page.text.count("Yawning") == 1
    assert re.search(r"Seizure\s+serious", page.text)


def test_words_of_the_source_stand_beside_the_plain_name():
    document = drug(
        side_effects=(
            side_effect("Nausea", wording="feeling sick, esp. at night"),
            side_effect("Fever", wording="fever"),
        )
    )

    text = page_of(document).text

    assert "“feeling sick, esp. at night”" in text
    assert "“fever”" not in text


def test_group_scope_basis_and_phrase_are_shown():
    trial = banded(Band.COMMON, phrase="Common (1–10 %)", basis=Basis.TRIAL)
    document = drug(
        side_effects=(
            side_effect("Nausea", trial, group="Gastrointestinal"),
            side_effect("Rash", trial, scope="component", scope_name="samplidone"),
            side_effect("Cough", trial, group="Common (1–10 %)"),
        )
    )

    text = page_of(document).text

    assert "Gastrointestinal Nausea" in text
    assert "From the component samplidone Rash" in text
    assert "from trials" in text
    assert text.count("Common (1–10 %)") == 1
    assert "In the source: “Common (1–10 %)”" in text


def test_the_list_stands_in_the_first_section_on_side_effects():
    document = drug(
        sections=(
            section("side_effects", body="Not everybody gets them."),
            section("side_effects", body="Later words."),
        ),
        side_effects=(side_effect("Nausea"),),
    )

    text = page_of(document).text

    assert in_order(text, "Not everybody gets them.", "Nausea", "Later words.")


# --- References -----------------------------------------------------------------------


def test_references_are_linked_both_ways():
    document = drug(
        sections=(section("usage", "As said [2]."), section("dosage", "One [2], [1].")),
        citations=(citation(2, "https://example.org/"), citation(1), citation(3)),
        side_effects=(side_effect("Nausea", wording="nausea, often [3]"),),
    )

    html = render_monograph(document)
    links = [link["href"] for link in Page(html).all("a")]

    assert links.count("#citation-2") == 2
    assert links.count("#citation-3") == 1
    items = re.findall(r'<li id="citation-(\d)".*?</li>', html, re.DOTALL)
    assert items == ["1", "2", "3"]
    second = re.search(r'<li id="citation-2".*?</li>', html, re.DOTALL)[0]
    assert '<a href="#cited-2-1">Usage</a>' in second
    assert '<a href="#cited-2-2">Dosage</a>' in second
    assert 'href="https://example.org/" rel="nofollow noopener"' in second


def test_a_reference_used_often_leads_back_to_each_place():
    subjects = tuple(DocumentSubject(key=uuid4(), name=name) for name in "AB")
    rows = tuple(
        DocumentComparisonRow(
            key=uuid4(),
            feature=feature,
            cells=tuple(
                DocumentCell(key=uuid4(), subject_key=subject.key, text="**5 mg** [1]")
                for subject in subjects
            ),
        )
        for feature in ("Dose", "Most")
    )
    document = drug(
        kind="comparison",
        subjects=subjects,
        comparison_rows=rows,
        sections=(section("other", "One [1], <b>two</b> [1, 7].", heading="Text"),),
        citations=(citation(1),),
    )

    page = page_of(document)

    places = [f"cited-1-{number}" for number in range(1, 7)]
    assert [name for name in page.ids if name.startswith("cited-")] == places
    back = [link for link in page.all("a") if link["href"][1:] in places]
    assert [link["href"][1:] for link in back] == places
    assert [link.get("aria-label") for link in back] == [
        None,
        *(f"Feature by feature, place {number}" for number in (2, 3, 4)),
        None,
        "Text, place 2",
    ]


def test_a_text_that_is_shown_unformatted_is_no_place_to_lead_back_to():
    document = drug(
        sections=(section("usage", "> " * 30 + "deep [1]"),), citations=(citation(1),)
    )

    html = render_monograph(document)

    assert "deep [1]" in html
    assert "cited-1" not in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.org"])
def test_a_reference_never_links_to_what_is_no_web_address(url):
    html = render_monograph(drug(citations=(citation(1, url),)))

    assert f'href="{url}"' not in html
    assert url in html


# --- Hostile text ---------------------------------------------------------------------


def test_hostile_text_is_shown_and_does_nothing():
    document = drug(
        title=HOSTILE,
        names=(DocumentName(key=uuid4(), kind="brand", text=HOSTILE),),
        classes=(
            DocumentClass(
                key=uuid4(),
                class_key=uuid4(),
                name=HOSTILE,
                slug="x",
                atc_code=HOSTILE,
            ),
        ),
        components=(DocumentComponent(key=uuid4(), name=HOSTILE, drug_key=None),),
        sections=(section("usage", HOSTILE, heading=HOSTILE),),
        side_effects=(
            side_effect(
                HOSTILE,
                Frequency(phrase=HOSTILE),
                wording=f"[1] x {HOSTILE}",
                group=f"g {HOSTILE}",
                scope="route",
                scope_name=HOSTILE,
                serious="yes",
            ),
        ),
        faqs=(DocumentFAQ(key=uuid4(), question=HOSTILE, answer=HOSTILE),),
        citations=(citation(1, f"https://{HOSTILE}", HOSTILE),),
    )

    page = page_of(document)

    assert_inert(page)
    assert page.text.count("alert(1)") >= 14


def test_hostile_comparisons_do_nothing():
    subject = DocumentSubject(key=uuid4(), name=HOSTILE)
    cell = DocumentCell(key=uuid4(), subject_key=subject.key, text=HOSTILE)
    row = DocumentComparisonRow(key=uuid4(), feature=HOSTILE, cells=(cell,))
    document = drug(
        kind="comparison",
        author=HOSTILE,
        interests=HOSTILE,
        subjects=(subject,),
        comparison_rows=(row,),
    )

    page = page_of(document)

    assert_inert(page)
    assert page.text.count("alert(1)") >= 6


def assert_inert(page):
    assert page.faults == []
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    names = {name for _, attrs in page.tags for name in attrs}
    assert not {name for name in names if name.startswith("on")}


def test_an_article_says_who_wrote_it_or_that_nobody_says_so():
    silent = drug(kind="comparison", sections=(section("other", heading="Findings"),))
    telling = drug(
        kind="comparison",
        sections=(section("other", heading="Author and interests"),),
    )

    assert "Author: not stated · Interests: not stated" in page_of(silent).text
    told = page_of(telling)
    assert "not stated" not in told.text
    assert "Author and interests: see Author and interests" in told.text
    assert "Author and interests" not in page_of(drug()).text
    assert "Interests:" not in page_of(drug()).text


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (
            {"author": "Dr. Example", "interests": "None declared"},
            "Written by Dr. Example · Interests: None declared",
        ),
        ({"author": "Dr. Example"}, "Written by Dr. Example · Interests: not stated"),
        (
            {"interests": "Paid by a maker"},
            "Author: not stated · Interests: Paid by a maker",
        ),
    ],
)
def test_an_article_shows_what_is_stated_and_that_the_rest_is_not(stated, said):
    note = section("note", body="Interests: see the journal.", heading="Interests")

    page = page_of(drug(kind="comparison", **stated))
    with_note = page_of(drug(kind="comparison", sections=(note,), **stated))

    assert said in page.text
    assert said in with_note.text
    assert ("See also: Interests" in with_note.text) == (len(stated) == 1)


def test_a_line_that_names_the_author_says_who_wrote_an_article():
    note = section("note", body="Author: The example desk. Date: March 2026")
    page = page_of(drug(kind="comparison", sections=(note,)))

    assert "not stated" not in page.text
    assert "Author and interests: see Note" in page.text


def test_many_names_unfold():
    names = tuple(
        DocumentName(key=uuid4(), kind="brand", text=f"Brandol {number}")
        for number in range(12)
    )

    page = page_of(drug(names=names))

    assert "4 more" in page.text
    assert all(name.text in page.text for name in names)
    assert "details" not in dict(page_of(drug(names=names[:10])).tags)


def test_a_cell_without_text_says_so():
    subjects = tuple(DocumentSubject(key=uuid4(), name=name) for name in "AB")
    cell = DocumentCell(key=uuid4(), subject_key=subjects[1].key, text="5 mg")
    row = DocumentComparisonRow(key=uuid4(), feature="Dose", cells=(cell,))
    document = drug(kind="comparison", subjects=subjects, comparison_rows=(row,))

    assert "Dose not stated 5 mg" in page_of(document).text


def test_every_field_of_a_document_has_its_place_on_the_page():
    """A new kind of row must not be left out by accident."""
    shown = {"title", "names", "classes", "components", "sections", "side_effects"}
    shown |= {
        "author",
        "interests",
        "faqs",
        "citations",
        "subjects",
        "comparison_rows",
        "disagreements",
    }
    not_for_readers = {"key", "kind", "slug", "is_listed"}

    assert {field.name for field in fields(Document)} == shown | not_for_readers
