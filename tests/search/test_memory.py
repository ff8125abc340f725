"""What a server remembers follows the archive, whatever happens in it."""

import gc
import random
import threading

import numpy as np
import pytest

from archive.search import Filters, Fts5, Memory, Request, changes, columns, parse
from archive.search.columns import Columns
from archive.search.kept import Kept
from archive.search.memory import _MUCH, Moment, Sight
from archive.search.timelines import Calendar

FACETS = ("outlet", "author", "section", "tag", "language", "year")
AUTHORS = ("Ann Lee", "Bo Rand", "Zoë Smith")


def drawing(seed):
    return random.Random(seed)  # noqa: S311 - cases, and no secrets


def said(engine):
    for query in ("", "ferry", "crowd -ferry", "outlet:post"):
        request = Request(parse(query).root, size=100)
        page = engine.search(request)
        yield page.total, page.distinct, page.undated, [hit.article_id for hit in page.hits]
        yield {name: set(found) for name, found in engine.facets(request, FACETS).items()}
        yield engine.timeline(request, "day"), list(engine.ids(request))


def put(shelf, draw, **row):
    return shelf.put(
        title=draw.choice(["Ferry", "Crowd", "Ferry crowd"]),
        body="quay " * draw.randint(0, 9),
        outlet=draw.choice([None, "Post", "Echo"]),
        authors=draw.sample(AUTHORS, draw.randint(0, 2)),
        tags=draw.sample(["sea", "law"], draw.randint(0, 2)),
        section=draw.choice([None, "News", "news"]),
        language=draw.choice([None, "en-GB", "de"]),
        published=draw.choice([None, "2019", "2020-02-03", "2021-05"]),
        **row,
    )


def moved(shelf, draw, article):
    slot = (draw.randint(737_000, 738_000) << 24) + draw.randint(1, 1 << 20)
    shelf.conn.execute("UPDATE articles SET slot = ?, section = 'moved' WHERE id = ?", [slot, article])


CHANGES = {
    "added": lambda shelf, draw, _: put(shelf, draw),
    "moved": moved,
    "edited": lambda shelf, _, article: shelf.conn.execute("UPDATE articles SET title = 'Ferry' WHERE id = ?", [article]),
    "copied": lambda shelf, _, article: shelf.conn.execute("UPDATE articles SET copy_of = 1 WHERE id = ?", [article]),
    "redirected": lambda shelf, _, one: shelf.conn.execute("UPDATE articles SET redirect_to = 1 WHERE id = ?", [one]),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_it_follows_whatever_happens(shelf, seed):
    draw, memory = drawing(seed), Memory()
    for _ in range(20):
        put(shelf, draw)
    conn = shelf.opened()
    for _ in range(15):
        change = CHANGES[draw.choice(list(CHANGES))]
        change(shelf, draw, draw.randint(2, 20))
        shelf.conn.commit()
        assert list(said(Fts5(conn, memory))) == list(said(Fts5(conn)))


def test_an_article_that_is_taken_out_is_forgotten(shelf):
    draw, memory = drawing(1), Memory()
    ids = [put(shelf, draw) for _ in range(20)]
    conn = shelf.opened()
    Fts5(conn, memory).search(Request(parse("").root))
    for table in ("article_authors", "article_tags"):
        shelf.conn.execute(f"DELETE FROM {table} WHERE article_id = ?", [ids[3]])
    shelf.conn.execute("DELETE FROM articles WHERE id = ?", [ids[3]])
    shelf.conn.commit()
    assert ids[3] not in set(Fts5(conn, memory).ids(Request(parse("").root)))
    assert list(said(Fts5(conn, memory))) == list(said(Fts5(conn)))


def test_what_is_new_is_spliced_in_and_not_read_again(shelf, monkeypatch):
    draw, memory = drawing(2), Memory()
    for _ in range(30):
        put(shelf, draw)
    conn = shelf.opened()
    Fts5(conn, memory).search(Request(parse("").root))
    monkeypatch.setattr(columns, "everything", lambda _conn: pytest.fail("all articles were read again"))
    put(shelf, draw)
    shelf.conn.commit()
    assert Fts5(conn, memory).search(Request(parse("").root)).total == 31


def test_where_much_changed_or_the_lines_are_gone_all_is_read_again(shelf):
    draw, memory = drawing(2), Memory()
    for _ in range(10):
        put(shelf, draw)
    conn = shelf.opened()
    Fts5(conn, memory).search(Request(parse("").root))
    for _ in range(int(10 * _MUCH) + 1):
        put(shelf, draw)
    shelf.conn.commit()
    assert list(said(Fts5(conn, memory))) == list(said(Fts5(conn)))
    shelf.conn.execute("UPDATE articles SET section = 'x' WHERE id = 1")
    shelf.conn.execute("DELETE FROM article_changes")
    shelf.conn.commit()
    assert changes.since(conn, changes.Stamp(0, 0)) is None
    assert list(said(Fts5(conn, memory))) == list(said(Fts5(conn)))


def test_who_still_sees_an_older_moment_is_answered_by_that(shelf):
    draw, memory = drawing(4), Memory()
    shelf.conn.execute("PRAGMA journal_mode = WAL")
    for _ in range(5):
        put(shelf, draw)
    older = shelf.opened()
    older.execute("BEGIN")
    older.execute("SELECT count(*) FROM articles").fetchone()
    put(shelf, draw)
    request = Request(parse("").root)
    assert Fts5(shelf.opened(), memory).search(request).total == 6
    assert Fts5(older, memory).search(request).total == 5


def test_threads_share_it(shelf):
    draw, memory, totals = drawing(5), Memory(), []
    for _ in range(50):
        put(shelf, draw)
    conns = [shelf.opened() for _ in range(6)]
    for conn in conns:
        conn.close()
    uri = f"{shelf.path.as_uri()}?mode=ro"

    def ask():
        import sqlite3

        conn = sqlite3.connect(uri, uri=True)
        totals.append(Fts5(conn, memory).search(Request(parse("").root)).total)
        conn.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [50] * 6


@pytest.mark.parametrize("memory", [None, Memory()], ids=["alone", "remembering"])
def test_a_visitor_does_not_learn_of_what_is_hidden(shelf, memory):
    shown = shelf.put(title="Ferry", outlet="Post", published="2020")
    for row in (
        {"access": "none"},
        {"embargo_until": "2026-03-02"},
        {"outlet": "Closed"},
        {"outlet": "Later"},
    ):
        shelf.put(**{"title": "Ferry", "outlet": "Post", "published": "2020", "authors": ("Kim",), **row})
    opened = shelf.put(title="Ferry", outlet="Closed", published="2020", access="full")
    shelf.conn.execute("UPDATE outlets SET access = 'none' WHERE name = 'Closed'")
    shelf.conn.execute("UPDATE outlets SET embargo_until = '2026-03-02' WHERE name = 'Later'")
    engine, request = Fts5(shelf.opened(), memory), Request(parse("ferry").root, visitor="2026-03-01T09:00:00Z")
    page = engine.search(request)
    assert ([hit.article_id for hit in page.hits], page.total) == ([opened, shown], 2)
    assert [hit.article_id for hit in engine.stretch(request).hits] == [opened, shown]
    assert engine.facets(request, ("author",))["author"] == ()
    assert [(point.count, point.total) for point in engine.timeline(request, "year")] == [(2, 2)]
    assert list(engine.ids(request)) == [opened, shown]
    assert engine.search(Request(parse("ferry").root)).total == 6
    assert engine.search(Request(parse("ferry").root, visitor="2026-03-02")).total == 4


def test_what_was_asked_for_longest_ago_goes_first():
    kept, made = Kept(10, len), []

    def make(name):
        made.append(name)
        return name

    for name in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        assert kept.get(name, lambda name=name: make(name)) == name
    assert made == ["aaaa", "bbbb", "cccc", "bbbb"]
    assert kept.get("too long to keep", lambda: "too long to keep") == "too long to keep"


def test_columns_are_read_from_the_small_index_alone_and_without_a_sort(shelf):
    put(shelf, drawing(1))
    conn, statements = shelf.opened(), []
    conn.set_trace_callback(statements.append)
    columns.everything(conn)
    columns.at_slots(conn, np.array([1, 2], np.int64))
    conn.set_trace_callback(None)
    asked = [sql for sql in statements if "articles AS a" in sql]
    assert len(asked) == 4
    for sql in asked:
        steps = " ".join(row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "COVERING INDEX articles_columns" in steps
        assert steps.count("TEMP B-TREE") == ("json_each" in sql)  # a page's few are put in order


def test_filters_need_no_more_than_a_plan(shelf):
    shelf.put(title="Ferry", outlet="Post")
    engine = Fts5(shelf.opened(), Memory(matches_bytes=0))
    assert engine.search(Request(parse("ferry").root, Filters({"outlet": ("post",)}))).total == 1


def test_a_moment_that_has_passed_is_given_up_at_once(shelf):
    memory, conn, request = Memory(), shelf.opened(), Request(parse("ferry").root)

    def held():
        return sum(isinstance(one, Calendar | Columns | Moment | Sight) for one in gc.get_objects())

    gc.disable()
    try:
        before = held()
        for _ in range(4):
            shelf.put(title="Ferry", published="2020-01-01")
            shelf.conn.commit()
            Fts5(conn, memory).facets(request, ("outlet", "year"))
            Fts5(conn, memory).search(request)
            Fts5(conn, memory).timeline(request, "year")
        assert held() - before == 4
    finally:
        gc.enable()
