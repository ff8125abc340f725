"""New articles of a batch enter the index together; what is edited meanwhile goes its own way."""

import pytest

from archive.model import Reading
from archive.search import upkeep
from archive.store import articles
from archive.store.batch import _INTO_THE_INDEX, indexed_together

AT = "2026-03-01T12:00:00Z"


def put(conn, key, text, published=None, known=None):
    reading = Reading(title="Ferry", text=text, published=published)
    where = {"keys": [f"url:{key}"], "capture_id": None, "url": None, "at": AT}
    return articles.record(conn, reading, **where, known=known).article_id


def found(conn, word):
    rows = conn.execute("SELECT a.id FROM articles_fts JOIN articles AS a ON a.slot = articles_fts.rowid"
                        " WHERE articles_fts MATCH ? ORDER BY a.id", [word])  # fmt: skip
    return [article for (article,) in rows]


def test_a_batch_is_found_when_it_has_ended_in_whatever_order_it_came(store):
    with store.transaction() as conn, indexed_together(conn):
        for key, day in (("b", "2021"), ("c", None), ("a", "2020")):
            put(conn, key, "quay", day)
        assert found(conn, "quay") == []
    assert found(store.conn, "quay") == [1, 2, 3]
    assert store.conn.execute("SELECT count(*) FROM index_waiting").fetchone() == (0,)
    with store.transaction() as conn:
        assert upkeep.agrees(conn)


def test_edits_within_a_batch_of_new_and_of_older_articles(store):
    with store.transaction() as conn:
        old = put(conn, "old", "quay")
    with store.transaction() as conn, indexed_together(conn):
        new = put(conn, "new", "quay")
        put(conn, "old", "harbour", known=old)
        put(conn, "new", "ferry terminal", "2020", known=new)
    assert (found(store.conn, "quay"), found(store.conn, "harbour")) == ([], [old])
    assert found(store.conn, "terminal") == [new]
    with store.transaction() as conn:
        assert upkeep.agrees(conn)


def test_an_article_taken_out_of_the_batch_it_came_in(store):
    with store.transaction() as conn, indexed_together(conn):
        one = put(conn, "one", "quay")
        conn.execute("DELETE FROM identities WHERE article_id = ?", [one])
        conn.execute("DELETE FROM articles WHERE id = ?", [one])
        put(conn, "two", "quay")
    assert found(store.conn, "quay") == [2]
    with store.transaction() as conn:
        assert upkeep.agrees(conn)


def test_a_batch_that_fails_leaves_no_trace(store):
    with pytest.raises(KeyError), store.transaction() as conn, indexed_together(conn):
        put(conn, "a", "quay")
        raise KeyError
    assert store.conn.execute("SELECT count(*) FROM index_waiting").fetchone() == (0,)
    with store.transaction() as conn:
        put(conn, "b", "quay")
    assert found(store.conn, "quay") == [1]


def test_a_batch_is_one_piece_of_the_index(store):
    with store.transaction() as conn, indexed_together(conn):
        for number in range(50):
            put(conn, str(number), "quay", f"20{30 - number % 20}")
    segments = "SELECT count(DISTINCT segid) FROM articles_fts_idx"
    assert store.conn.execute(segments).fetchone() == (1,)


def test_new_articles_are_found_by_their_ids_and_not_among_all(store):
    plan = store.conn.execute(f"EXPLAIN QUERY PLAN {_INTO_THE_INDEX}", [0]).fetchall()
    steps = [row[3] for row in plan]
    assert any("articles USING INTEGER PRIMARY KEY (rowid>?)" in step for step in steps)
    assert not any(step.startswith("SCAN articles") and "VIRTUAL" not in step for step in steps)


def test_an_older_archive_gathers_and_merges_as_a_new_one_does(new_store):
    settings = "SELECT k, v FROM articles_fts_config ORDER BY k"
    with new_store() as store:
        new = store.conn.execute(settings).fetchall()
        store.conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'gathering'")
        for name, value in (("hashsize", 33_554_432), ("automerge", 8), ("crisismerge", 16), ("usermerge", 4)):
            store.conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES (?, ?)", [name, value])
        assert store.conn.execute(settings).fetchall() != new
    with new_store() as store:
        assert store.conn.execute(settings).fetchall() == new
    assert dict(new).items() >= {"hashsize": 67_108_864, "automerge": 16, "crisismerge": 64, "usermerge": 8}.items()
