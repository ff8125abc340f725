"""The order of results for which any of several words will do, and pages of it."""

import pytest

from archive.search import Filters, Fts5, Memory, Request, parse, ranking
from archive.search.commonness import weight, weights
from archive.search.planning import plan_of

FILLER = " ".join(f"w{number}" for number in range(150))


def by_index(conn, root):
    """What gives places of the index in its own order."""
    plan = plan_of(conn, root, Filters())

    def fetch(after, size):
        beyond = "AND (f.rank > ? OR (f.rank = ? AND f.rowid < ?))" if after else ""
        params = [after[1], after[1], after[0]] if after else []
        sql = f"""SELECT f.rowid, f.rank FROM articles_fts AS f WHERE f.articles_fts MATCH ? {beyond}
          ORDER BY f.rank, f.rowid DESC LIMIT ?"""
        return conn.execute(sql, [plan.match, *params, size]).fetchall()

    return fetch


@pytest.fixture
def order(shelf):
    """The names of articles in the order of a query, given the articles."""

    def ranked(query, **articles):
        for name, body in articles.items():
            shelf.put(name=name, body=body, title="No title")
        for number in range(30):
            shelf.put(name=str(number), body=f"Nothing of it {number}")
        conn, root = shelf.opened(), parse(query).root
        by_slot = dict(conn.execute("SELECT slot, id FROM articles"))
        names = {identifier: name for name, identifier in shelf.names.items()}
        found = ranking.page(conn, root, None, 50, by_index(conn, root))
        return [names[by_slot[slot]] for slot, _ in found]

    return ranked


@pytest.mark.parametrize(
    ("query", "applies"),
    [
        ("raid OR dawn", True),
        ("(raid OR dawn) -drug from:2020", True),
        ("raid dawn", True),
        ("raid", True),
        ("raid NEAR/5 dawn", False),
        ("raid*", False),
        ("raid OR outlet:post", False),
        ("-(raid OR dawn)", False),
        ("", False),
    ],
)
def test_it_is_for_any_of_several_words_and_for_what_a_title_could_be(query, applies):
    assert ranking.applies(parse(query).root) is applies


def test_words_near_each_other_come_before_the_same_words_apart(order):
    apart = f"Harbour {FILLER} strike"
    together = f"A harbour strike {FILLER}"
    assert order("harbour OR strike", apart=apart, together=together) == ["together", "apart"]


def test_what_is_said_first_counts_for_more(order):
    late, early = f"{FILLER} harbour {FILLER}", f"harbour {FILLER} {FILLER}"
    assert order("harbour OR strike", late=late, early=early) == ["early", "late"]


def test_a_word_of_the_language_counts_in_its_forms(shelf):
    shelf.put(name="one", body="Die Häuser brennen", language="de")
    shelf.put(name="two", body="Ein Zebra und ein Haus, weit weg vom Haus", language="de")
    conn, root = shelf.opened(), parse("Haus OR brennt").root
    assert len(ranking.page(conn, root, None, 10, by_index(conn, root))) == 2


def test_function_words_alone_leave_the_order_as_it_is(shelf):
    for number in range(5):
        shelf.put(body="the and of " * (number + 1))
    conn, root = shelf.opened(), parse("the OR and OR of").root
    first = by_index(conn, root)(None, 10)
    assert ranking.reranked(conn, root, first) == first
    assert ranking.reranked(conn, root, []) == []


def test_pages_follow_each_other_past_what_was_read_closely(shelf):
    shelf.conn.execute("BEGIN")
    for number in range(ranking.CANDIDATES + 40):
        shelf.put(body=f"harbour {'strike ' * (number % 7)} {FILLER[: number * 3]}", published=f"20{number % 20:02}")
    conn, root = shelf.opened(), parse("harbour OR strike").root
    fetch = by_index(conn, root)
    whole = ranking.page(conn, root, None, 1_000, fetch)
    assert len({slot for slot, _ in whole}) == len(whole) == ranking.CANDIDATES + 40
    assert [rank for _, rank in whole] == sorted(rank for _, rank in whole)
    found, after = [], None
    while piece := ranking.page(conn, root, after, 17, fetch):
        found += piece
        after = piece[-1]
    assert found == whole


def test_what_is_exported_comes_in_the_order_of_the_pages(shelf, page_by_page):
    for number in range(ranking.CANDIDATES + 40):
        shelf.put(body=f"harbour {'strike ' * (number % 7)} {FILLER[: number * 3]}", published=f"20{number % 20:02}")
    request = Request(parse("harbour OR strike").root, size=23)
    for engine in (Fts5(shelf.opened()), Fts5(shelf.opened(), Memory())):
        shown = page_by_page(engine, request)
        assert shown == list(engine.ids(request))


def test_weights_are_those_of_the_index(shelf):
    for number in range(10):
        shelf.put(body=f"harbour {'strike' if number < 2 else ''} the")
    found = weights(shelf.opened(), {"Harbours", "strike", "the", "zebra", "!"})
    assert found["the"] == found["!"] == 0
    assert found["Harbours"] == 1e-6
    assert found["strike"] == weight(2, 10) < found["zebra"] == weight(0, 10)
