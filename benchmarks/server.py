"""The product behind gunicorn on the loopback interface.

One worker process, so that a figure is one process's; threads (gthread) instead of the
default worker, which closes each connection and would measure connecting as well.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from benchmarks.hello import HELLO
from benchmarks.load import Address, get

THREADS = 2
START_SECONDS = 30


@contextmanager
def serve(environment: Mapping[str, str]) -> Iterator[Address]:
    """Serve with this environment until the block ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        address = Address(*listener.getsockname())
        process = _start(listener, environment)
    try:
        _wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(
    listener: socket.socket, environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    """The server inherits the open socket, so nobody else can take its port."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "medsite.wsgi:application"),
            *("--bind", f"fd://{listener.fileno()}"),
            *("--workers", "1", "--worker-class", "gthread"),
            *("--threads", str(THREADS), "--keep-alive", "30"),
            *("--timeout", "120", "--log-level", "warning"),
            "--no-control-socket",  # it would lie in the home folder
        ],
        env={**os.environ, **environment},
        pass_fds=[listener.fileno()],
    )


def _wait_until_ready(address: Address, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            get(address, HELLO)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start; its messages are above.")
