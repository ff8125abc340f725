"""A table in many batches: what is met again in a later one, what waits for how long, and a run that is killed."""

import json
import os
import signal
from collections import Counter

import pytest

from archive import ingest, sources
from archive.ingest import recording
from archive.model import Given
from archive.search import upkeep
from archive.store import open_archive

COUNT = 240
ADDED = 187


def row(number):
    return {"url": f"https://courier.example/{number}", "text": f"Tram {number}.", "date": f"20{10 + number % 9}-05-20"}


def rows(count=COUNT):
    """Rows of which some came before: the same line, the same address with another text, the same text alone."""
    for number in range(count):
        before = row(number - 20)
        again = {5: before, 8: {**before, "text": f"No tram {number}."}, 11: {**before, "url": ""}}
        yield again.get(number % 12, row(number)) if number > 30 else row(number)


def table(path, given):
    path.write_text("".join(json.dumps(row) + "\n" for row in given))
    return path


def add(store, path, told=lambda _result: None, monotonic=lambda: 0.0):
    items = sources.look(str(path), Given(), at=store.clock(), stdin=None)
    return ingest.add(store, items, None, told=told, monotonic=monotonic)


@pytest.mark.parametrize("batch", [7, 50, 16_000])
def test_what_becomes_of_rows_is_the_same_in_batches_of_any_size(store, tmp_path, monkeypatch, batch):
    monkeypatch.setattr(recording, "_MANY", 2)
    monkeypatch.setattr(recording, "BATCH_ITEMS", batch)
    told = []
    add(store, table(tmp_path / "rows.jsonl", rows()), told.append)
    assert [one.input for one in told] == [f"{tmp_path}/rows.jsonl#L{number}" for number in range(1, COUNT + 1)]
    assert Counter(one.outcome for one in told) == {"added": ADDED, "unchanged": 35, "changed": 18}
    with store.transaction() as conn:
        assert upkeep.agrees(conn)


def pieces(store):
    return store.conn.execute("SELECT count(DISTINCT segid) FROM articles_fts_idx").fetchone()[0]


def test_a_table_in_large_batches_leaves_an_index_in_few_pieces(store, tmp_path, monkeypatch):
    monkeypatch.setattr(recording, "_MANY", 2)
    monkeypatch.setattr(recording, "BATCH_ITEMS", 20)
    add(store, table(tmp_path / "rows.jsonl", rows()))
    small = pieces(store)
    monkeypatch.setattr(recording, "_LARGE", 20)
    add(store, table(tmp_path / "more.jsonl", ({"text": f"Ferry {number}."} for number in range(COUNT))))
    assert small >= 12
    assert pieces(store) <= 8
    with store.transaction() as conn:
        assert upkeep.agrees(conn)


def test_batches_begin_small_and_double(store, tmp_path, monkeypatch):
    sizes = []
    record = recording._record_batch
    monkeypatch.setattr(recording, "_record_batch",
                        lambda *args, aside: sizes.append(len(args[2])) or record(*args, aside=aside))  # fmt: skip
    monkeypatch.setattr(recording, "FIRST_ITEMS", 10)
    monkeypatch.setattr(recording, "BATCH_ITEMS", 35)
    add(store, table(tmp_path / "rows.jsonl", map(row, range(110))))
    assert sizes == [10, 20, 35, 35, 10]


def test_rows_wait_for_more_of_them_but_not_for_ever(store, tmp_path, monkeypatch):
    begun = []

    def batches(seconds):
        moment = iter(range(1_000_000))
        begun.clear()
        store.conn.set_trace_callback(lambda sql: begun.append(sql) if sql.startswith("BEGIN") else None)
        add(store, path, monotonic=lambda: next(moment) * seconds)
        store.conn.set_trace_callback(None)
        return len(begun) - 1  # the run's number

    path = table(tmp_path / "rows.jsonl", rows(30))
    assert batches(0.1) == 1
    assert batches(2 * recording.BULK_SECONDS) > 5


def add_and_be_killed(database, path, told):
    """A pipe holds 65 of these lines, so that what is told is never far ahead of what is heard."""
    with open_archive(database, create=True) as store:
        add(store, path, lambda result: os.write(told, f"{result.input:<1000}\n".encode()))


@pytest.mark.parametrize("lines", [1, 60, 130])
def test_a_run_that_is_killed_has_on_the_disk_what_it_told(tmp_path, monkeypatch, lines):
    """Killed as soon as so many results are told, while further batches are prepared and written."""
    monkeypatch.setattr(recording, "_MANY", 2)
    monkeypatch.setattr(recording, "BATCH_ITEMS", 20)
    path, database = table(tmp_path / "rows.jsonl", rows()), tmp_path / "archive.db"
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            add_and_be_killed(database, path, into)
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb", buffering=0) as said:
        told = [said.readline().decode().strip() for _ in range(lines)]
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        told += said.read().decode().split()
    assert os.WIFSIGNALED(status)
    with open_archive(database) as store:
        results = []
        with store.transaction() as conn:
            assert upkeep.agrees(conn)
            assert conn.execute("SELECT count(*) FROM index_waiting").fetchone() == (0,)
        before = store.conn.execute("SELECT max(id) FROM articles").fetchone()[0]
        add(store, path, results.append)
        again = {one.input: one for one in results}
        assert all(again[name].article <= before for name in told)
        assert store.conn.execute("SELECT count(*) FROM articles").fetchone() == (ADDED,)
        assert upkeep.agrees(store.conn)
