"""Words of an emergency: whom to call is shown first, and nothing is kept back."""

import pytest

from monographs.models import ReaderReport
from monographs.public.feedback.emergency import CALLS, is_urgent
from tests.public.feedback.forms import FORM, send, text_of


@pytest.mark.parametrize(
    "text",
    [
        "I took an overdose",
        "She OVERDOSED on it",
        "He can't breathe",
        "He can’t breathe!",
        "he cannot\nbreathe",
        "I think about suicide",
        "feeling suicidal",
        "I want to die.",
        "my child took too many of these",
        "chest pain since an hour",
        "She won't wake up",
        "my throat is closing",
        "anaphylactic shock",
        "I will kill myself",
        "vomiting blood",
    ],
)
def test_an_emergency_is_noticed(text):
    assert is_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "The dose is wrong.",
        "The link to breathing exercises is broken",
        "Say more about the liver",
        "This dose is over the top",
        "It collapses on my phone",
        "",
        "dying-red tablets look different",
        "The section on emergencies",
    ],
)
def test_other_words_are_no_alarm(text):
    assert not is_urgent(text)


@pytest.mark.django_db
def test_whom_to_call_is_shown_before_sending(client):
    response = send(client, "She can't breathe after one tablet.")

    assert response.status_code == 200
    assert not ReaderReport.objects.exists()
    for call in CALLS:
        assert call.number in text_of(response)
        assert f'href="{call.link}"' in text_of(response)
    assert "She can&#x27;t breathe" in text_of(response)


@pytest.mark.django_db
def test_the_report_can_be_sent_all_the_same(client):
    from tests.desk.pages import typed_on

    shown = send(client, "The page says nothing on overdose.")
    sent = client.post(FORM, typed_on(shown, "report"))

    assert sent.status_code == 303
    assert ReaderReport.objects.get().is_urgent
