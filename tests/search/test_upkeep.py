"""The index is checked against the articles, made anew, and tidied. Rows 77 and 78 are those of the list of threats."""

import sqlite3

import pytest

from archive.search import Fts5, Request, parse, upkeep


@pytest.fixture
def filled(shelf):
    for number in range(30):
        shelf.put(title="Ferry", body=f"quay number {number}", published=f"20{10 + number % 9}")
    shelf.conn.commit()
    return shelf


def found(conn, query):
    return sorted(Fts5(conn).ids(Request(parse(query).root)))


def test_an_index_in_step_agrees(filled):
    assert upkeep.agrees(filled.conn)


def test_row_77_an_index_out_of_step_is_seen_by_the_check_with_rank_alone(filled):
    filled.conn.execute("DROP TRIGGER articles_fts_update")
    filled.conn.execute("UPDATE articles SET text = 'harbour' WHERE id = 7")
    filled.conn.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
    assert filled.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not upkeep.agrees(filled.conn)
    assert upkeep.rebuild(filled.conn) == 30
    assert upkeep.agrees(filled.conn)
    assert found(filled.conn, "harbour") == [7]


def test_row_78_a_row_replaced_without_its_triggers_is_seen_and_mended(filled):
    filled.conn.execute("PRAGMA recursive_triggers = OFF")
    columns = [row[1] for row in filled.conn.execute("PRAGMA table_info(articles)")]
    values = ["'harbour'" if name == "text" else name for name in columns]
    filled.conn.execute(f"INSERT OR REPLACE INTO articles SELECT {', '.join(values)} FROM articles WHERE id = 5")
    assert not upkeep.agrees(filled.conn)
    upkeep.rebuild(filled.conn)
    assert upkeep.agrees(filled.conn)
    assert found(filled.conn, "ferry") == list(range(1, 31))
    assert found(filled.conn, "harbour") == [5]


def test_a_rebuilt_index_finds_what_it_found(filled):
    before = {query: found(filled.conn, query) for query in ("ferry", '"quay number"', "date:2012", "-7")}
    told = []
    upkeep.rebuild(filled.conn, lambda done, of: told.append((done, of)))
    assert {query: found(filled.conn, query) for query in before} == before
    assert told == [(30, 30)]


def test_readers_see_the_old_index_until_the_new_one_is_whole(filled):
    filled.conn.execute("PRAGMA journal_mode = WAL")
    reader, seen = filled.opened(), []
    upkeep.rebuild(filled.conn, lambda _done, _of: seen.append(found(reader, "ferry")))
    assert seen == [list(range(1, 31))]


def test_tidying_merges_what_additions_left_and_ends(filled):
    def segments():
        return filled.conn.execute("SELECT count(DISTINCT segid) FROM articles_fts_idx").fetchone()[0]

    before = segments()
    assert before > 1
    steps = sum(1 for _ in upkeep.tidy(filled.conn))
    assert 1 <= steps < 20
    assert segments() < before
    assert upkeep.agrees(filled.conn)


def test_what_goes_wrong_otherwise_is_not_taken_for_an_answer(filled):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        upkeep.agrees(filled.opened())
