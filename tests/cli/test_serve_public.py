"""`serve --public` as strangers meet it: a process with a memory cap, behind a proxy, below a path of its own."""

import contextlib
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from archive.model import Reading
from archive.store import articles, config, open_archive


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    path = tmp_path_factory.mktemp("public") / "archive.db"
    with open_archive(path, create=True) as store, store.transaction() as conn:
        for name in ("keeper", "contact"):
            config.put(conn, name, f"{name}@quay.example")
        reading = Reading(title="The ferry is late", text="It left the quay.", published="2024-01-02", outlet="Post")
        articles.record(conn, reading, keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["--db", str(path), "serve", "--public", "--memory", "700", "--base-url", "/news/", "--port", str(port)]
    server = subprocess.Popen([sys.executable, "-m", "archive", *command], stdout=subprocess.DEVNULL)
    proxy = {"host": "quay.example", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/news", headers=proxy, timeout=30) as client:
        _wait(client)
        client.process = server.pid
        yield client
    server.terminate()
    server.wait()


def _wait(client):
    for _ in range(300):
        with contextlib.suppress(httpx.TransportError):
            client.get("/robots.txt")
            return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_addresses_are_those_of_the_proxy(served):
    feed = served.get("/search.atom").text
    assert 'href="https://quay.example/news/search' in feed
    assert "https://quay.example/news/article/1" in feed
    assert 'href="https://quay.example/news/article/1"' in served.get("/article/1").text
    assert served.get("/article/1").headers["x-content-type-options"] == "nosniff"


def test_memory_has_a_cap(served):
    limits = Path(f"/proc/{served.process}/limits").read_text().splitlines()
    (line,) = [one for one in limits if one.startswith("Max data size")]
    assert str(700 << 20) in line


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/article/9", 404), ("/search.csv?from=soon", 400), ("/archive/articles", 403),
     ("/archive.json?sql=select+1", 400), ("/-/databases.json", 403), ("/archive.db", 403)],
)  # fmt: skip
def test_trouble_is_told_in_a_friendly_way(served, path, status):
    answer = served.get(path)
    assert answer.status_code in ({status} if status != 400 else {400, 403})
    assert "Traceback" not in answer.text
    assert str(served.process) not in answer.text
