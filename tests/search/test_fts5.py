"""The engine over a real index: orders, pages, counts, hits."""

import itertools
import sqlite3
import tracemalloc

import pytest

from archive.errors import UsageError
from archive.search import Engine, Fts5, Page, Request, parse, widened
from archive.text import HIT_CLOSE, HIT_OPEN


def asked(query="", **request):
    return Request(parse(query).root, **request)


def pages(engine, request):
    while True:
        page = engine.search(request)
        yield page
        if not page.next:
            return
        request = Request(request.query, request.filters, request.sort, request.size, page.next)


@pytest.fixture
def wide(shelf):
    """Sixty articles of three days, each as good as any other for `ferry`."""
    for number in range(60):
        shelf.put(name=str(number), title="Ferry", body="crowd " * (number % 7), published=f"2020-01-0{number % 3 + 1}")
    return shelf


def test_the_adapter_fits_the_port(newsstand):
    engine: Engine = Fts5(newsstand[0])
    assert isinstance(engine.search(asked()), Page)


# Orders and pages


def test_newest_and_oldest_mirror_each_other_with_the_undated_last_and_first(found):
    newest = found(sort="newest")
    assert newest[:3] == ["empty", "sweep", "raid copy"]
    assert newest[-1] == "memo"
    assert found(sort="oldest") == newest[::-1]


def test_a_title_counts_for_more_than_a_text(found):
    assert found("harbour raid OR sweep")[0] == "sweep"
    assert found("raid")[-1] == "sweep"


def test_relevance_without_words_is_newest(newsstand):
    engine = Fts5(newsstand[0])
    assert engine.search(asked("lang:en")).sort == "newest"
    assert engine.search(asked("lang:en raid")).sort == "relevance"
    assert engine.search(asked("lang:en", sort="oldest")).sort == "oldest"


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_follow_each_other_without_gap_or_overlap(wide, sort):
    engine = Fts5(wide.opened())
    request = asked("ferry", sort=sort, size=7)
    one_by_one = [hit.article_id for page in pages(engine, request) for hit in page.hits]
    assert len(one_by_one) == 60
    assert one_by_one == list(engine.ids(request))
    assert one_by_one == [hit.article_id for hit in engine.search(asked("ferry", sort=sort, size=100)).hits]


def test_pages_by_date_stay_put_while_articles_arrive(wide):
    engine = Fts5(wide.conn)
    before = list(engine.ids(asked("ferry", sort="newest")))
    first = engine.search(asked("ferry", sort="newest", size=20))
    wide.put(title="Ferry", published="2020-01-09")
    wide.put(title="Ferry")
    second = engine.search(asked("ferry", sort="newest", size=20, after=first.next))
    assert [hit.article_id for hit in (*first.hits, *second.hits)] == before[:40]


@pytest.mark.parametrize("after", ["x", "1~2", "-1", "9" * 40, "1e9~", "٣", "1 OR 1=1"])
def test_a_place_that_is_none_is_said(newsstand, after):
    with pytest.raises(UsageError, match="begin again"):
        Fts5(newsstand[0]).search(asked("raid", sort="newest", after=after))


def test_a_place_of_another_order_is_none(newsstand):
    engine = Fts5(newsstand[0])
    for one, other in itertools.permutations(["relevance", "newest"], 2):
        place = engine.search(asked("raid", sort=one, size=1)).next
        assert engine.search(asked("raid", sort=one, size=1, after=place)).hits
        with pytest.raises(UsageError):
            engine.search(asked("raid", sort=other, after=place))


@pytest.mark.parametrize(
    "query", ["raid", "raid -drug", "", "-raid", "outlet:post from:2021", "words:>3", "raid OR words:3"]
)
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_an_order_by_date_needs_no_sort(newsstand, query, sort):
    conn, _ = newsstand
    statements = []
    conn.set_trace_callback(statements.append)
    Fts5(conn).stretch(asked(query, sort=sort, size=2))
    Fts5(conn).stretch(asked(query, sort=sort, size=2, after=str(740000 << 24)))
    conn.set_trace_callback(None)
    ordered = [sql for sql in statements if "ORDER BY" in sql and "BETWEEN" in sql]
    assert len(ordered) == 2
    for sql in ordered:
        steps = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert steps[0].startswith(("SCAN f VIRTUAL TABLE", "SEARCH a USING COVERING INDEX articles_columns"))
        assert not any("TEMP B-TREE" in step for step in steps)


# Counts


def test_copies_fold_and_the_undated_are_counted(newsstand):
    engine = Fts5(newsstand[0])
    page = engine.search(asked("harbour"))
    assert (page.total, page.distinct, page.undated) == (3, 2, 1)
    assert engine.search(asked("harbour -crowd -drawer")).distinct == 1
    assert {hit.article_id: hit.copies for hit in page.hits} == {1: 1, 2: 1, 5: 0}


def test_an_article_that_is_another_never_appears(newsstand):
    conn, names = newsstand
    engine = Fts5(conn)
    assert engine.search(asked('"an old address"')).total == 0
    assert names["gone"] not in list(engine.ids(asked("")))
    assert sum(point.count for point in engine.timeline(asked("dawn"), "day")) == 2
    assert {point.start: point.total for point in engine.timeline(asked(""), "day")}["2022-05-10"] == 1


@pytest.mark.parametrize(
    ("query", "widened_to"),
    [
        ("hackney raid", 3),
        ("hackney raid lang:en", 3),
        ("hackney raid -drug", 2),
        ("raid", None),
        ("", None),
        ("x y", 0),
    ],
)
def test_few_results_offer_those_with_any_of_the_words(newsstand, query, widened_to):
    page = Fts5(newsstand[0]).search(asked(query))
    assert page.widened == widened_to


def test_enough_results_offer_no_others(wide):
    assert Fts5(wide.opened()).search(asked("ferry crowd")).widened is None


def test_a_sentence_pasted_in_finds_its_article(newsstand):
    conn, names = newsstand
    query = parse(
        "Officers of immigration raided all four of the flats above our harbour, and neighbours stood in a crowd."
    )
    page = Fts5(conn).search(Request(query.root))
    assert page.total == 0
    wider = Fts5(conn).search(Request(widened(query.root)))
    assert wider.hits[0].article_id == names["raid"]
    assert wider.total == page.widened


def test_the_time_it_took_is_by_the_clock_given(newsstand):
    ticks = iter([100.0, 100.25])
    assert Fts5(newsstand[0], clock=lambda: next(ticks)).search(asked("raid")).took_ms == 250.0


@pytest.mark.parametrize(("size", "hits"), [(-5, 1), (0, 1), (2, 2), (10**6, 14)])
def test_a_size_out_of_bounds_is_brought_into_them(newsstand, size, hits):
    assert len(Fts5(newsstand[0]).search(asked(size=size)).hits) == hits


# Hits


def test_a_hit_tells_of_its_article(newsstand):
    hit = Fts5(newsstand[0]).search(asked("crowd neighbours")).hits[0]
    assert hit.title == "Dawn raid on harbour flats"
    assert hit.outlet == "The Guardian of the Coast"
    assert hit.authors == ("Zoe Smith", "Omar Haddad")
    assert (hit.version, hit.published, hit.access) == ("1", "2022-05-10", "full")
    assert hit.url == "https://coastguardian.example/2022/05/10/dawn-raid"
    assert hit.score > 0
    assert hit.snippet.startswith(f"A {HIT_OPEN}crowd{HIT_CLOSE} of {HIT_OPEN}neighbours{HIT_CLOSE} stood before")


def test_an_article_without_anything_is_a_hit_too(shelf):
    shelf.put()
    hit = Fts5(shelf.opened()).search(asked()).hits[0]
    assert (hit.title, hit.outlet, hit.authors, hit.published, hit.url, hit.snippet) == (None, None, (), None, None, "")


def test_the_access_of_an_outlet_holds_where_the_article_says_nothing(shelf):
    shelf.put(outlet="Closed", title="one")
    shelf.put(outlet="Closed", title="two", access="full")
    shelf.conn.execute("UPDATE outlets SET access = 'excerpt'")
    hits = Fts5(shelf.opened()).search(asked(sort="oldest")).hits
    assert [hit.access for hit in hits] == ["excerpt", "full"]


def test_nothing_is_written(newsstand):
    conn, _ = newsstand
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("DELETE FROM articles")
    assert conn.total_changes == 0


def test_ids_are_handed_out_in_flat_memory(shelf):
    shelf.conn.execute("BEGIN")
    for _ in range(3_000):
        shelf.put(title="Ferry", body="crowd " * 30)
    engine = Fts5(shelf.opened())
    tracemalloc.start()
    assert sum(1 for _ in engine.ids(asked("ferry"))) == 3_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300_000  # some numbers an article, whatever its length
