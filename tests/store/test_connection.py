"""Opening: whose file it is, how new it is, and one writer at a time."""

import multiprocessing
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.errors import BusyError, NoArchiveError, NotOursError, StoreError, TooNewError
from archive.store import config, lock, open_archive, open_reader, snapshot
from archive.store.migrations import steps


def test_reading_makes_no_file(tmp_path):
    with pytest.raises(NoArchiveError, match="there is no archive"):
        open_archive(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be read as one" * 40, b"x"], ids=["text", "one byte"]
)
def test_a_file_that_is_no_database(tmp_path, content):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(NotOursError):
            open_archive(path, create=create)
    assert path.read_bytes() == content


def test_somebody_elses_database(tmp_path):
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE t (x)")
    conn.close()
    with pytest.raises(NotOursError, match="not a Pressmark archive"):
        open_archive(path, create=True)
    assert [row[0] for row in sqlite3.connect(path).execute("SELECT name FROM sqlite_master")] == ["t"]


def test_a_newer_archive(new_store):
    with new_store() as store:
        path = store.path
        store.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('pressmark', 'later', '')"
        )
    with pytest.raises(TooNewError, match="newer Pressmark"):
        open_archive(path)


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        open_archive(tmp_path / "file" / "x.db", create=True)


@pytest.fixture
def read_only(tmp_path):
    """Lets nothing be written in the folder of the test, not even by root."""
    everyone = [one for one in tmp_path.parents if one.is_relative_to(tempfile.gettempdir())]
    modes = {one: one.stat().st_mode for one in [tmp_path, *everyone]}
    uid = os.geteuid()

    def lock():
        for one in everyone[:-1]:
            one.chmod(0o755)
        tmp_path.chmod(0o555)
        for one in tmp_path.iterdir():
            one.chmod(0o444)
        if uid == 0:
            os.seteuid(65534)

    yield lock
    os.seteuid(uid)
    for one, mode in modes.items():
        one.chmod(mode)


def test_what_cannot_be_written_can_be_read(new_store, read_only):
    with new_store() as store, store.transaction() as conn:
        config.put(conn, "title", "Depots")
    read_only()
    with open_archive(store.path) as again:
        assert config.get(again.conn, "title") == "Depots"
        with pytest.raises(OSError, match="denied"), again.transaction():
            pass
    reader = open_reader(store.path)
    assert config.get(reader, "title") == "Depots"
    reader.close()


def test_an_unfinished_log_that_cannot_be_read_is_not_passed_over(new_store, read_only):
    with new_store() as store:
        path = store.path
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 4096)
    read_only()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_archive(path)


def test_an_archive_keeps_its_identifier(new_store):
    with new_store() as store:
        first = config.everything(store.conn)
    with new_store() as store:
        assert config.everything(store.conn) == first
    assert first["uuid"] == "00000000-0000-0000-0000-000000000001"


def test_a_reader_cannot_write(store):
    reader = open_reader(store.path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM articles")
    reader.close()


def test_a_snapshot_does_not_see_what_is_written_meanwhile(store):
    reader = open_reader(store.path)
    count = "SELECT count(*) FROM config"
    with snapshot(reader):
        before = reader.execute(count).fetchone()
        with store.transaction() as conn:
            config.put(conn, "title", "Depots")
        assert reader.execute(count).fetchone() == before
    assert reader.execute(count).fetchone() != before
    reader.close()


def _hold(path, ready, done):
    with lock.held(Path(path)):
        ready.set()
        done.wait(30)


def test_a_second_writer_waits_and_is_told_for_whom(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(tmp_path / "x.db"), ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        said, slept = [], []
        with (
            pytest.raises(BusyError, match=str(holder.pid)),
            lock.held(tmp_path / "x.db", wait=2, say=said.append, sleep=slept.append),
        ):
            pass
        assert [str(holder.pid) in words for words in said] == [True]
        assert sum(slept) == pytest.approx(2, abs=0.15)
    finally:
        done.set()
        holder.join()
    with lock.held(tmp_path / "x.db", wait=0):
        pass


@pytest.mark.parametrize("killed_after", ["journal", "migrations"])
def test_an_archive_whose_making_was_killed_is_made_after_all(tmp_path, killed_after):
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        if killed_after == "migrations":
            steps.ensure_migrations_table(Database(conn))
    with pytest.raises(NotOursError):
        open_archive(path)
    with open_archive(path, create=True) as store:
        assert config.get(store.conn, "uuid")


def test_an_archive_that_was_killed_before_it_had_a_name_gets_one(new_store):
    with new_store() as store, store.transaction() as conn:
        conn.execute("DELETE FROM config")
    with new_store() as store:
        assert config.get(store.conn, "uuid")


def test_what_merging_frees_is_not_filled_with_zeros_whatever_sqlite_was_built_to_do(store):
    assert store.conn.execute("PRAGMA secure_delete").fetchone() == (2,)  # FAST


def test_what_a_statement_may_undo_is_kept_in_memory_only_where_that_is_bounded(store):
    kept = []
    for bounded in (False, True, False):
        with store.transaction(bounded=bounded) as conn:
            kept += conn.execute("PRAGMA temp_store").fetchone()
    assert kept == [0, 2, 0]


def test_whoever_reads_a_temporary_table_keeps_nobody_from_writing(store):
    store.conn.executescript("CREATE TEMP TABLE x (y); INSERT INTO x VALUES (1), (2)")
    reading = store.conn.execute("SELECT y FROM x")
    assert reading.fetchone() == (1,)
    with store.transaction(bounded=True) as conn:
        conn.execute("INSERT INTO tags (name) VALUES ('harbour')")
    assert reading.fetchone() == (2,)
