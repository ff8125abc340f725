"""A process that is killed at any moment loses nothing that it has told of, and leaves an archive that can be opened."""

import contextlib
import os
import random
import signal
import threading

import pytest

from archive import evidence, ingest
from archive.store import open_archive, shelf
from tests.ingest.conftest import AT, count, fetched, run, urls

KILLS = 30
NUMBER = 150


def ingest_and_be_killed(path, told):
    """In a process of its own: every page at once, each result told as soon as it is there."""
    moment = iter(range(1_000_000))
    with open_archive(path, create=True, clock=lambda: AT) as store:
        ingest.add(
            store,
            map(fetched, urls(NUMBER)),
            None,
            told=lambda result: os.write(told, f"{result.input}\n".encode()),
            monotonic=lambda: float(next(moment)),
        )


def killed(seconds, work, *arguments):
    """Do some work in a process of its own, and kill that after so many seconds; whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            work(*arguments)
        finally:
            os._exit(0)

    def kill():
        with contextlib.suppress(ProcessLookupError):  # it had just ended by itself
            os.kill(child, signal.SIGKILL)

    timer = threading.Timer(seconds, kill)
    timer.start()
    _, status = os.waitpid(child, 0)
    timer.cancel()
    return os.WIFSIGNALED(status)


@pytest.fixture
def draw():
    return random.Random(72)  # noqa: S311 - it has to be the same at every run


def test_row_72_nothing_acknowledged_is_lost_by_a_process_that_is_killed(tmp_path, draw):
    path, log = tmp_path / "archive.db", tmp_path / "told.txt"
    log.touch()
    stopped = 0
    for _ in range(KILLS):
        with log.open("ab", buffering=0) as told:
            stopped += killed(draw.uniform(0.0, 0.15), ingest_and_be_killed, path, told.fileno())
        if path.exists() and path.stat().st_size:
            check(path, set(log.read_text().split()))
    assert stopped >= 10
    with open_archive(path, clock=lambda: AT) as store:
        run(store, map(fetched, urls(NUMBER)))
        assert (count(store, "articles"), count(store, "versions"), count(store, "unread")) == (NUMBER, 0, 0)


def test_row_72_an_archive_can_be_made_after_its_making_was_killed(tmp_path, draw):
    for number in range(KILLS):
        path = tmp_path / str(number) / "archive.db"
        killed(draw.uniform(0.0, 0.05), lambda path: open_archive(path, create=True), path)
        with open_archive(path, create=True) as store:
            assert count(store, "config") == 2


def check(path, told):
    """Every result that was told has its article and that its evidence; nothing is half there."""
    with open_archive(path, create=True, clock=lambda: AT) as store:
        assert store.conn.execute("PRAGMA quick_check").fetchone() == ("ok",)
        store.conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        assert store.conn.execute("PRAGMA foreign_key_check").fetchall() == []
        articles = {url for (url,) in store.conn.execute("SELECT url FROM articles")}
        assert told <= articles
        for (number,) in store.conn.execute("SELECT capture_id FROM articles").fetchall():
            kept = shelf.capture(store.conn, number)
            evidence.payload(store.evidence_folder, kept.place, kept.body_sha256)
