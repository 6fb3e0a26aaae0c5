"""Over a real connection: what a mail server is told, and what its refusals do."""

import socketserver
import threading

import pytest

from monographs.mailing import send_waiting
from tests.mailing.letters import make_letter, make_reader

pytestmark = pytest.mark.django_db
REFUSED = "refused@example.org"


class Dialogue(socketserver.StreamRequestHandler):
    """As much of SMTP as a sender needs."""

    def handle(self):
        self.server.connections += 1
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            command = line.split(":")[0].upper()
            if command.startswith("EHLO"):
                self.say("250 example.org")
            elif command == "RCPT TO" and REFUSED in line:
                self.say("550 5.1.1 no such user")
            elif command == "DATA":
                self.say("354 go on")
                self.server.mails.append(self.read_mail())
                self.say("250 taken")
            elif command == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def read_mail(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)


@pytest.fixture
def server(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Dialogue) as server:
        server.mails, server.connections = [], 0
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.SITE_URL = "https://desk.example.org"
        yield server
        server.shutdown()
        thread.join()


def test_all_mails_go_over_one_connection_and_a_refusal_stops_none(server):
    make_letter(make_reader(), "Éxamplazole: signed", text="“Well done.”")
    make_letter(make_reader(email=REFUSED))
    make_letter(make_reader(), "Samplidone: withdrawn")

    outcome = send_waiting()

    assert (outcome.sent, outcome.failed) == (2, 1)
    assert server.connections == 1
    first, second = server.mails
    assert "Subject: =?utf-8?" in first
    assert 'Content-Type: text/plain; charset="utf-8"' in first
    assert "Subject: Samplidone: withdrawn" in second
    assert "https://desk.example.org/admin/monographs/drug/1/change/" in second


def test_a_port_that_nobody_listens_on_is_said_in_words(server, settings):
    letter = make_letter(make_reader())
    settings.EMAIL_PORT = 1

    outcome = send_waiting()

    letter.refresh_from_db()
    assert outcome.trouble == "The mail server cannot be reached: Connection refused."
    assert letter.last_error == outcome.trouble
