"""Articles as rows: in their order, with snippets, copies folded where that is wanted, and nothing held that can flow."""

from dataclasses import dataclass

from archive import export, text
from archive.model import Reading
from archive.search import parse
from archive.store import columns

MADE = "2026-03-01T12:00:00Z"


def rows(store, names, ids, **named):
    return list(export.articles(store.conn, names, lambda: ids, made=MADE, **named).rows)


def test_all_columns_in_the_order_asked_for(store, put):
    put(Reading(title="Old", text="a", published="2020"), Reading(title="New", text="b", published="2021"))
    found = rows(store, columns.NAMES, [2, 1])
    assert [dict(zip(columns.NAMES, row, strict=True))["title"] for row in found] == ["New", "Old"]
    assert rows(store, ("title", "id"), [1, 99, 2]) == [("Old", 1), ("New", 2)]


def test_many_rows_keep_their_order(store, put):
    put(*(Reading(title=str(n), text=f"Word. The raid number {n}.") for n in range(1, 6003)))
    order = [6002, 3, 77, *range(100, 5800)]
    assert [row[0] for row in rows(store, ("id",), order)] == order
    found = rows(store, ("snippet", "title"), order[:120], query=parse("raids").root)
    assert [tuple(row) for row in found] == [(f"Word. The **raid** number {one}.", str(one)) for one in order[:120]]


def test_the_text_is_that_of_its_hash(store, put):
    put(Reading(title="T", text="Line.\n\nÜber.", published="2020"))
    ((digest, words),) = rows(store, ("text_sha256", "text"), [1])
    assert digest == text.sha256(words)


def test_of_copies_the_first_alone(store, put):
    put(*(Reading(title=str(n), text=str(n)) for n in range(1, 8)))
    with store.transaction() as conn:
        conn.executemany("UPDATE articles SET copy_of = ? WHERE id = ?", [(1, 2), (1, 3), (5, 6)])
    assert list(columns.distinct(store.conn, range(1, 8))) == [1, 4, 5, 7]
    assert list(columns.distinct(store.conn, [7, 6, 5, 4, 3, 2, 1])) == [7, 6, 4, 3]


def test_long_rows_are_found_without_reading_the_others(store, put):
    put(
        Reading(title="short", text="x"),
        Reading(title="long", text="ü" * 20_000),
        Reading(title="t" * 40_000, text="x"),
    )
    made = export.articles(store.conn, ("id", "title", "text", "snippet"), lambda: [1, 2, 3], made=MADE)
    assert [row[0] for row in made.longer(32_767)] == [2, 3]
    assert [row[0] for row in made.rows] == [1, 2, 3]


def test_records_of_any_kind_make_a_table():
    @dataclass(frozen=True)
    class Point:
        start: str
        count: int

    made = export.records(Point, [Point("2020-01-01", 3), Point("2020-01-02", 0)], made=MADE)
    assert (made.names, list(made.rows)) == (("start", "count"), [("2020-01-01", 3), ("2020-01-02", 0)])


def test_columns_may_be_chosen():
    assert export.chosen("") == export.chosen(None) == columns.NAMES
    assert export.chosen("text, id,text") == ("text", "id")
