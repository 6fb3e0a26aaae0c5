"""Whatever a person types gets a sentence, and stays on the page."""

import pytest
from django.urls import reverse

from monographs.models import Event
from tests.desk.pages import change_url, save, step_url, typed_on
from tests.factories import make_drug, make_full_comparison, make_full_drug, make_user

pytestmark = pytest.mark.django_db
NUL = "a\x00b"


@pytest.fixture
def drug(editor):
    return make_full_drug(by=editor)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("side_effects-0-figure", "often", "is not a frequency"),
        ("side_effects-0-figure", "200 %", "is more than all people"),
        ("side_effects-0-figure", "10 to 1 %", "does not rise"),
        ("side_effects-0-figure", NUL, "Null characters are not allowed"),
        ("side_effects-0-figure", "9" * 5_000, "is not a frequency"),
        ("side_effects-0-frequency_word", "often", "is not a frequency word"),
        ("side_effects-0-band", "sometimes", "not one of the available choices"),
        ("side_effects-0-position", "9" * 30, "Positions go up to 100,000."),
        ("side_effects-0-position", "-1", "greater than or equal to 0"),
        ("side_effects-0-position", "first", "A position is a whole number."),
        ("side_effects-0-effect", NUL, "Null characters are not allowed"),
        ("side_effects-0-effect", "", "This field is required."),
        ("side_effects-0-group", "x" * 301, "at most 300 characters"),
        ("sections-0-body", NUL, "Null characters are not allowed"),
        ("sections-0-kind", "poem", "not one of the available choices"),
        ("citations-0-number", "0", "Citations are numbered from 1."),
        ("citations-0-number", "9" * 30, "Citation numbers go up to 9,999."),
        ("citations-0-url", "not a link", "Enter a valid URL."),
        ("class_memberships-0-drug_class", "nothing", "There is no class"),
        ("components-0-drug", "nobody", "There is no drug"),
        ("title", "", "This field is required."),
        ("slug", "Not An Address", "Use lower-case letters"),
        ("review_period_months", "0", "from 1 to 120 months"),
    ],
)
def test_bad_input_gets_a_sentence_and_stays(desk, drug, field, text, sentence):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {field: text, "faqs-0-answer": "Typed too."}
    before = Event.objects.count()

    response = save(desk, url, data)

    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert typed_on(response)["faqs-0-answer"] == "Typed too."
    assert Event.objects.count() == before


def test_a_band_and_another_figure_are_two_answers(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"side_effects-0-band": "rare", "side_effects-0-figure": "5 %"}

    response = save(desk, url, data)

    assert "say different things" in response.content.decode()


@pytest.mark.parametrize("key", ["", "x", NUL, "0" * 32])
def test_a_row_with_a_strange_key_is_no_error_of_ours(desk, drug, key):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"faqs-0-key": key}

    assert save(desk, url, data).status_code in (200, 302)


def test_a_row_of_another_monograph_is_left_alone(desk, drug):
    other = make_full_drug()
    url = change_url(drug)
    data = typed_on(desk.get(url))
    data |= {"faqs-0-key": str(other.faqs.get().key), "faqs-0-answer": "Mine now"}

    response = save(desk, url, data)

    assert response.status_code == 200
    assert other.faqs.get().answer == "Wait and see [1]."


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999", NUL])
def test_a_strange_number_of_rows(desk, drug, count):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"side_effects-INITIAL_FORMS": count}

    assert save(desk, url, data).status_code in (200, 302)
    assert drug.side_effects.count() == 3


def test_a_cell_with_a_nul(desk):
    comparison = make_full_comparison()
    url = change_url(comparison)
    data = typed_on(desk.get(url))
    data |= {name: NUL for name in data if "-cell_" in name}

    response = save(desk, url, data)

    assert "Null characters are not allowed" in response.content.decode()


def test_a_very_long_text_is_saved(desk, drug):
    url = change_url(drug)
    text = "word " * 200_000
    data = typed_on(desk.get(url)) | {"sections-0-body": text}

    save(desk, url, data)

    assert drug.sections.first().body == text.strip()


@pytest.mark.parametrize("query", [NUL, "x" * 10_000, "%", "' OR 1=1"])
def test_searching_for_anything(desk, drug, query):
    url = reverse("admin:monographs_drug_changelist")

    assert desk.get(url, {"q": query}).status_code == 200


@pytest.mark.parametrize("wanted", ["x", "0", "-1", "9" * 40, NUL])
def test_pages_of_nothing(desk, wanted):
    for name in ("drug_change", "drug_history", "revision_change"):
        url = reverse(f"admin:monographs_{name}", args=["1"]).replace(
            "/1/", f"/{wanted}/"
        )
        assert desk.get(url).status_code in (302, 404)
    assert desk.get(f"/admin/monographs/drug/{wanted}/step/submit/").status_code == 404


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("submit", {"change_kind": "x", "seen": "y"}),
        ("submit", {"change_kind": "major", "seen": "9" * 40, "change_note": NUL}),
        ("merge", {"prefer": "neither"}),
        ("roll-back", {"to": NUL, "reason": "x"}),
        ("post-notice", {"severity": "x", "starts_at": "soon", "link": "x y"}),
    ],
)
def test_strange_answers_to_a_step(log_in, verb, typed):
    client = log_in(make_user(is_superuser=True))

    assert client.post(step_url(make_drug(), verb), typed).status_code == 422


def test_more_rows_announced_than_sent_cost_nothing(desk, drug):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-0-body": "Changed."}
    huge = {name: "999999" for name in data if name.endswith("-TOTAL_FORMS")}

    response = save(desk, url, data | huge)

    assert response.status_code == 200
    assert len(response.content) < 500_000
    assert "Changed." in response.content.decode()


@pytest.mark.parametrize("newest", ["9" * 5_000, "-1", "x", NUL])
def test_a_strange_part_of_a_list(desk, drug, newest):
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"sections-NEWEST": newest, "title": ""}

    assert save(desk, url, data).status_code == 200


def test_a_title_is_one_line(desk, drug):
    url = change_url(drug)

    response = save(desk, url, typed_on(desk.get(url)) | {"title": "One\nTwo"})

    assert "A title is one line." in response.content.decode()
