import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_a_healthy_process_says_ok(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_process_without_its_database_says_so(client):
    def refuse(*args):
        raise OperationalError("no route to host db-7")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.content == b"The database does not answer.\n"
