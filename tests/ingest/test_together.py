"""Rows that are new go in together; one by one they make the same archive."""

import json
import sqlite3

import pytest

from archive import ingest, sources
from archive.ingest import recording, together
from archive.model import Given
from archive.redact import redact
from archive.search import upkeep
from archive.store import open_archive

A = "https://courier.example/depot"
ROWS = [
    {"url": A, "text": "Depot closes.", "date": "2022-05-20", "author": "Ann Roe; Bo Li", "tags": "tram, depot"},
    {"url": f"{A}/2", "text": "Same words.", "date": "2022-05-03", "outlet": "The Courier", "section": "Local"},
    {"text": "Same words.", "date": "2021", "title": "No address", "author": "Bo Li"},
    {"text": "Same words.", "title": "Nor this"},
    {"url": f"{A}/3?utm_source=x", "text": "東京都の 2023年.", "language": "ja", "outlet": "the courier"},
    {"url": f"{A}/4", "text": "Another day.", "date": "9/6/17"},
    {"url": f"{A}/5", "text": "From before print.", "date": "0001-01-01"},
    {"url": f"{A}/6", "text": ""},
    {"url": "nowhere", "text": "Words."},
    {"url": "http://www.courier.example/depot/", "text": "Depot stays.", "date": "2022-05-20"},
    {"url": A, "text": "Depot closes.", "date": "2022-05-20", "author": "Ann Roe; Bo Li", "tags": "tram, depot"},
    {"text": "  No   date \n\n\n\n at all. ", "author": ["Ann Roe", {"name": "Cy Day"}], "tags": ["tram", "tram"]},
]
TABLES = ("articles", "captures", "identities", "article_authors", "authors", "article_tags", "tags", "outlets",
          "overrides", "versions", "outcomes", "articles_fts_docsize", "articles_terms")  # fmt: skip


def held(conn):
    return {table: conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}


@pytest.fixture
def add(store, tmp_path):
    """Adds rows, and returns what was told of them."""

    def add(rows, given=Given(), into=store):  # noqa: B008 - it is frozen
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        results = []
        ingest.add(into, sources.look(str(path), given, at=into.clock(), stdin=None), None, told=results.append)
        return results

    return add


@pytest.mark.parametrize("given", [Given(), Given(outlet="Said", tags=("said",), by="A. Reader")])
def test_together_and_one_by_one_make_the_same_archive(store, add, monkeypatch, tmp_path, given):
    monkeypatch.setattr(recording, "_MANY", 2)
    told = add(ROWS, given)
    assert upkeep.agrees(store.conn)
    monkeypatch.setattr(together, "plain", lambda _conn, _batch: set())
    with open_archive(tmp_path / "other.db", create=True, clock=store.clock) as other:
        assert add(ROWS, given, other) == told
        assert held(other.conn) == held(store.conn)


def test_most_rows_go_together_and_those_that_were_met_by_themselves(store, add, monkeypatch):
    gone = []
    record = together.record
    monkeypatch.setattr(together, "record", lambda conn, ones: gone.extend(ones) or record(conn, ones))
    add(ROWS[:2])
    assert len(gone) == 2
    assert [one.outcome for one in add(ROWS[:3])] == ["unchanged", "unchanged", "unchanged"]
    assert len(gone) == 2


def test_what_goes_wrong_at_the_end_is_raised_and_leaves_nothing(store, add, monkeypatch):
    monkeypatch.setattr(recording, "_MANY", 2)
    monkeypatch.setattr("archive.store.batch._INTO_THE_INDEX", "SELECT nothing FROM nowhere WHERE id > ?")
    with pytest.raises(sqlite3.OperationalError, match="nothing"):
        add(ROWS[:2])
    assert store.conn.execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_what_was_taken_down_does_not_come_again_among_many(store, add, monkeypatch):
    monkeypatch.setattr(recording, "_MANY", 2)
    redact(store, add(ROWS[:2])[0].article, reason="asked for")
    same_address, same_text = dict(ROWS[0], text="Other words."), {"url": f"{A}/9", "text": ROWS[0]["text"]}
    told = add(
        [ROWS[0], same_address, same_text, {"url": f"{A}/7", "text": "New."}, {"url": f"{A}/8", "text": "Newer."}]
    )
    assert [one.outcome for one in told] == ["rejected", "rejected", "rejected", "added", "added"]
    assert {one.why for one in told[:3]} == {"opted out"}
