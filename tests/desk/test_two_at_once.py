"""Two editors press Save at the same moment."""

import threading

import pytest
from django.db import connection

from monographs.models import Event
from tests.desk.pages import change_url, save, typed_on
from tests.factories import make_editor, make_full_drug

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_one_is_saved_and_the_other_sees_it_and_keeps_their_text(log_in):
    drug = make_full_drug(by=make_editor())
    url = change_url(drug)
    clients = [log_in(make_editor()) for _ in range(2)]
    pages = [typed_on(client.get(url)) for client in clients]
    start = threading.Barrier(2)
    responses = {}

    def press_save(number):
        start.wait()
        data = pages[number] | {"sections-0-body": f"Text of {number}."}
        responses[number] = save(clients[number], url, data)
        connection.close()

    threads = [threading.Thread(target=press_save, args=[n]) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner, loser = sorted(responses, key=lambda n: -responses[n].status_code)
    page = responses[loser].content.decode()
    assert [responses[n].status_code for n in (winner, loser)] == [302, 200]
    assert drug.sections.first().body == f"Text of {winner}."
    assert f"<td>Text of {winner}.</td><td>Text of {loser}.</td>" in page
    assert drug.events.filter(kind=Event.Kind.EDITED).count() == 1
