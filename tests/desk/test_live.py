"""What the change page asks for while somebody types."""

import pytest
from django.test import Client
from django.urls import reverse

from monographs.desk.text_preview import LONGEST_PREVIEW, TOO_LONG
from monographs.frequency import BAND_SENTENCES, Band
from monographs.models import Event
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_full_drug, make_reviewer

pytestmark = pytest.mark.django_db
TEXT = reverse("admin:monographs_drug_live_text")
FREQUENCY = reverse("admin:monographs_drug_live_frequency")
NOTHING = {"band": "", "figure": "", "changed": "", "basis": "not_stated"}


def said(client, **typed):
    return client.post(FREQUENCY, NOTHING | typed).json()


def test_a_text_is_shown_by_the_public_renderer(desk):
    answer = desk.post(TEXT, {"text": "# Use\n\n**Twice** a <script>day</script>"})

    html = answer.json()["html"]
    assert "<h3>Use</h3>" in html
    assert "<strong>Twice</strong>" in html
    assert "<script" not in html


def test_a_very_long_text_has_no_preview(desk):
    answer = desk.post(TEXT, {"text": "x" * (LONGEST_PREVIEW + 1)})

    assert answer.json()["html"] == TOO_LONG


@pytest.mark.parametrize("url", [TEXT, FREQUENCY])
def test_live_pages_are_for_people_who_may_edit(log_in, editor, url):
    editor.is_staff = True
    editor.save()
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(editor)

    assert log_in(make_reviewer()).post(url, NOTHING).status_code == 403
    assert Client().post(url, NOTHING).status_code == 302
    assert checked.post(url, NOTHING).status_code == 403
    assert checked.get(url).status_code == 405


@pytest.mark.parametrize("band", [*list(Band)[:5]])
def test_a_band_gives_its_sentence_and_its_figure(desk, band):
    answer = said(desk, band=band.value, changed="band", figure="5 %")

    assert answer["sentence"] == BAND_SENTENCES[band]
    assert answer["band"] == band.value
    assert said(desk, figure=answer["figure"], changed="figure")["band"] == band.value


@pytest.mark.parametrize(
    ("figure", "sentence", "band"),
    [
        ("1-10 %", "between 1 in 100 and 1 in 10 people", ""),
        ("1 in 100", "1 in 100 people", ""),
        (">10%", "more than 1 in 10 people", ""),
        ("3 of 47", "3 of 47 people", ""),
        (">=10%", "at least 1 in 10 people", "very_common"),
        ("", "no frequency given", ""),
    ],
)
def test_a_figure_gives_its_sentence_and_its_band(desk, figure, sentence, band):
    answer = said(desk, figure=figure, changed="figure", band="rare")

    assert (answer["sentence"], answer["band"]) == (sentence, band)


def test_what_is_no_figure_gets_a_reason(desk):
    assert "is not a frequency" in said(desk, figure="often", changed="figure")["error"]


@pytest.mark.parametrize(
    "typed",
    [
        {"band": "sometimes"},
        {"basis": "rumour"},
        {"frequency_word": "often"},
        {"comparator": "1-5 %"},
        {"figure": "9" * 3_000},
    ],
)
def test_strange_values_get_a_sentence(desk, typed):
    assert said(desk, **typed)["error"].endswith(".")


def test_the_placebo_rate_and_a_doubt_are_told(desk):
    answer = said(desk, figure="5 %", comparator="4 %", frequency_word="rare")

    assert answer["sentence"] == "5 in 100 people, compared with 4 in 100 on placebo"
    assert "and the number says" in answer["remark"]


def test_asking_changes_nothing(desk, editor):
    drug = make_full_drug(by=editor)
    before = Event.objects.count()

    desk.post(TEXT, {"text": "x"})
    said(desk, band="rare", changed="band")

    drug.refresh_from_db()
    assert (drug.edit_version, Event.objects.count()) == (1, before)


def test_a_page_opens_with_previews_of_its_saved_texts(desk, editor):
    drug = make_full_drug(by=editor)
    drug.sections.filter(kind="dosage").update(body="One **daily**.")

    page = desk.get(change_url(drug)).content.decode()

    assert "One <strong>daily</strong>." in page


def test_a_placebo_rate_is_typed_in_the_row(desk, editor):
    drug = make_full_drug(by=editor)
    url = change_url(drug)
    data = typed_on(desk.get(url)) | {"side_effects-0-comparator": "1/30"}

    response = save(desk, url, data)
    again = typed_on(desk.get(url))

    assert response.status_code == 302, response.context["errors"]
    assert str(drug.side_effects.first().frequency.comparator) == "1/30"
    assert again["side_effects-0-comparator"] == "1/30"
