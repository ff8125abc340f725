"""`pressmark index`: tidies, checks, mends, and makes the index beside the archive."""

import json
import sqlite3
from contextlib import closing

import pytest


@pytest.fixture(scope="module")
def twelve(run_in):
    """A folder with an archive of twelve articles."""
    run, folder = run_in
    table = folder / "rows.jsonl"
    rows = ({"url": f"https://a.example/{n}", "title": "Ferry", "text": f"Quay number {n}."} for n in range(12))
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", table)
    return folder


@pytest.fixture
def filled(copied, twelve):
    return copied(twelve) / "x.db"


def test_an_index_in_step_is_tidied_and_checked(run, filled):
    assert "tidy" in run("index").stderr
    assert "agrees" in run("index", "--check").stderr
    assert run("--quiet", "index", "--check").stderr == ""


def test_an_index_out_of_step_is_told_and_mended(run, ask, filled):
    with closing(sqlite3.connect(filled)) as conn:
        conn.execute("DROP TRIGGER articles_fts_update")
        conn.execute("UPDATE articles SET text = 'harbour' WHERE id = 3")
        conn.commit()
    assert "pressmark index --rebuild" in run("index", "--check", code=1).stderr
    assert "12 articles" in run("index", "--rebuild").stderr
    run("index", "--check")
    assert ask("search", "harbour")["total"] == 1


def test_tantivy_is_made_chosen_and_found_stale(run, ask, filled):
    run("config", "search_engine", "tantivy")
    assert "FTS5 answers" in run("search", "ferry").stderr
    run("index", "--engine", "tantivy", "--check", code=1)
    assert "12 articles" in run("index", "--engine", "tantivy").stderr
    run("index", "--engine", "tantivy", "--check")
    done = run("search", "ferry")
    assert done.stderr == ""
    assert "12 articles" in done.stdout
    run("set", 3, "--title", "Tram")
    assert ask("search", "ferry")["total"] == 11
    assert "1 article" in run("index", "--engine", "tantivy").stderr
    assert "12 articles" not in run("search", "ferry").stdout
    assert "12 articles" in run("index", "--engine", "tantivy", "--rebuild").stderr


def test_an_engine_that_is_none_is_said(run, filled):
    assert "fts5 or tantivy" in run("config", "search_engine", "elastic", code=2).stderr
