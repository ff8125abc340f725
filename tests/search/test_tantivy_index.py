"""The index beside the database: made, followed up, found stale."""

import json

import pytest

from archive.errors import UsageError
from archive.search import Fts5, Memory, Request, engines, parse, tantivy_index
from archive.search.tantivy import Tantivy
from archive.search.tantivy_index import TantivyIndex, Terms, beside


@pytest.fixture
def index(shelf):
    return TantivyIndex(beside(shelf.path))


def fill(shelf, count=5):
    for number in range(count):
        shelf.put(title="Ferry", body=f"The quay, “number” {number}.", published=f"2020-01-0{number + 1}")
    shelf.conn.commit()


def found(conn, index, query):
    return {hit.article_id for hit in Tantivy(conn, index, Memory()).search(Request(parse(query).root, size=50)).hits}


def test_it_lies_beside_the_database(shelf, index):
    assert index.folder == shelf.path.parent / "archive-tantivy"


def test_it_is_as_new_as_what_it_was_made_from(shelf, index):
    fill(shelf)
    conn = shelf.opened()
    assert not index.is_fresh(conn)
    assert index.rebuild(conn) == 5
    assert index.is_fresh(conn)
    shelf.put(title="Tram")
    shelf.conn.commit()
    assert not index.is_fresh(conn)


def test_it_follows_what_is_added_edited_moved_redirected_and_taken_out(shelf, index):
    fill(shelf)
    conn = shelf.opened()
    index.rebuild(conn)
    shelf.put(title="Tram")
    shelf.conn.execute("UPDATE articles SET text = 'harbour' WHERE id = 2")
    shelf.conn.execute("UPDATE articles SET slot = slot + 1000 WHERE id = 3")
    shelf.conn.execute("UPDATE articles SET redirect_to = 1 WHERE id = 4")
    shelf.conn.execute("DELETE FROM articles WHERE id = 5")
    shelf.conn.commit()
    assert index.follow(conn) == 3
    assert index.is_fresh(conn)
    assert found(conn, index, "ferry") == {1, 2, 3}
    assert found(conn, index, "harbour") == {2}
    assert found(conn, index, "tram") == {6}


def test_without_an_index_or_with_another_archives_following_is_making(shelf, index):
    fill(shelf)
    conn = shelf.opened()
    assert index.follow(conn) == 5
    stamp = index.folder / "pressmark.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "archive": "another"}))
    assert not index.is_fresh(conn)
    assert index.follow(conn) == 5
    stamp.write_text("no json")
    assert not index.is_fresh(conn)
    assert index.follow(conn) == 5
    assert index.is_fresh(conn)


def test_terms_are_those_of_fts5():
    cut = Terms().of(["Raids, raiding – U.S. covid-19", "", "Élection\u3000東京都", "raids"])
    assert cut == ["raid raid u s covid 19", "", "elect 東京都", "raid"]


def test_a_stale_index_says_so_and_fts5_answers(shelf, index):
    fill(shelf)
    conn, said = shelf.opened(), []
    assert isinstance(engines.chosen(conn, "tantivy", index, say=said.append), Fts5)
    assert "pressmark index --engine tantivy" in said[0]
    index.rebuild(conn)
    assert isinstance(engines.chosen(conn, "tantivy", index, say=said.append), Tantivy)
    assert isinstance(engines.chosen(conn, None, index, say=said.append), Fts5)
    assert len(said) == 1


def test_an_index_that_grows_old_in_use_leaves_the_answer_to_fts5(shelf, index):
    fill(shelf)
    conn = shelf.opened()
    index.rebuild(conn)
    engine = Tantivy(conn, index)
    shelf.put(title="Ferry")
    shelf.conn.commit()
    assert engine.search(Request(parse("ferry").root)).total == 6


def test_copies_fold_as_they_do_for_fts5(shelf, index):
    fill(shelf, 6)
    shelf.conn.execute("UPDATE articles SET copy_of = 1 WHERE id IN (2, 3)")
    shelf.conn.execute("UPDATE articles SET copy_of = 4 WHERE id IN (5)")
    shelf.conn.execute("UPDATE articles SET text = 'harbour' WHERE id = 4")
    conn = shelf.opened()
    index.rebuild(conn)
    for query in ("ferry", "quay", "harbour"):
        request = Request(parse(query).root)
        assert Tantivy(conn, index).search(request).distinct == Fts5(conn).search(request).distinct


def test_a_visitor_from_whom_something_is_hidden_is_answered_by_fts5(shelf, index):
    fill(shelf)
    shelf.conn.execute("UPDATE articles SET access = 'none' WHERE id = 2")
    conn = shelf.opened()
    index.rebuild(conn)
    page = Tantivy(conn, index, Memory()).search(Request(parse("ferry").root, visitor="2026-01-01"))
    assert page.total == 4


def test_without_the_library_it_is_said_what_to_install(shelf, index, monkeypatch):
    fill(shelf)
    conn, said = shelf.opened(), []
    index.rebuild(conn)
    monkeypatch.setattr(engines, "find_spec", lambda _name: None)
    assert isinstance(engines.chosen(conn, "tantivy", index, say=said.append), Fts5)
    assert "pip install" in said[0]
    monkeypatch.setitem(__import__("sys").modules, "tantivy", None)
    with pytest.raises(UsageError, match="pip install"):
        tantivy_index.library()
