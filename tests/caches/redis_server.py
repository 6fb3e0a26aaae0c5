"""A real Redis for one test, where the machine has one."""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest
import redis

REDIS = shutil.which("redis-server") or shutil.which("valkey-server")


@contextmanager
def running_redis(folder):
    """Its address, until the block ends; it keeps nothing on disk."""
    if REDIS is None:
        pytest.skip("no redis-server here")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(REDIS, "--port", str(port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no", "--dir", str(folder)),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port, process):
    client = redis.Redis(port=port)
    until = time.monotonic() + 10
    while process.poll() is None and time.monotonic() < until:
        try:
            client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            client.close()
            return
    pytest.fail("redis-server did not start")
