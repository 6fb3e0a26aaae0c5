"""A shared cache that listens, refuses, or says nothing."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Proxy:
    """What it was told, and how it answers."""

    def __init__(self):
        self.told, self.headers, self.status = [], [], 200
        self.silence = threading.Event()  # set: it answers at once
        self.silence.set()
        self.ended = threading.Event()
        self.trickles = b""  # sent for ever instead of an answer, now and then


@contextmanager
def running_proxy():
    proxy = Proxy()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            proxy.told.append(json.loads(body))
            proxy.headers.append(dict(self.headers))
            proxy.silence.wait(10)
            try:
                while proxy.trickles and not proxy.ended.wait(0.1):
                    self.wfile.write(proxy.trickles)
                self.send_response(proxy.status)
                self.end_headers()
            except (BrokenPipeError, ConnectionResetError):
                pass  # nobody waited for it

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        proxy.url = f"http://127.0.0.1:{server.server_port}/purge"
        yield proxy
    finally:
        proxy.silence.set()
        proxy.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
