"""CSV gives back every cell, streams, and has the promised columns."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import export, text
from archive.errors import UsageError
from archive.model import Reading
from archive.search import parse
from archive.store import articles, columns


def put(store, *readings):
    with store.transaction() as conn:
        for reading in readings:
            articles.record(conn, reading, keys=[], capture_id=None, url=None, at="2026-03-01T12:00:00Z")


def read(pieces):
    return list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))


def test_all_columns_in_their_order_newest_first(store):
    put(
        store,
        Reading(title="Old", text="a", published="2020"),
        Reading(title="New", text="b", published="2021"),
        Reading(title="Undated", text="c"),
    )
    names, *rows = read(export.write(store.conn, columns.NAMES))
    assert tuple(names) == columns.NAMES
    assert [row[2] for row in rows] == ["New", "Old", "Undated"]


def test_chosen_rows_in_the_order_asked_for_with_snippets(store):
    put(store, *(Reading(title=str(n), text=f"Word. The raid number {n}.") for n in range(1, 1203)))
    order = [1200, 3, 77, *range(100, 800)]
    _, *rows = read(export.write(store.conn, ("snippet", "title"), order, query=parse("raids").root))
    assert rows == [[f"Word. The **raid** number {one}.", str(one)] for one in order]


@given(words=st.text(), title=st.sampled_from(["=1+1", '"', "a\nb", "'", ",", "\t", "café", "שלום", "😀"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_text_comes_back(store, words, title):
    store.conn.execute("DELETE FROM articles")
    put(store, Reading(title=title, text=text.clean(words)))
    _, row = read(export.write(store.conn, ("title", "text")))
    assert row == [title, text.clean(words)]


def test_a_mark_for_spreadsheets_only_when_asked(store):
    assert b"".join(export.write(store.conn, ("id",))) == b"id\r\n"
    assert b"".join(export.write(store.conn, ("id",), excel=True)) == b"\xef\xbb\xbfid\r\n"


def test_it_streams(store):
    put(store, *(Reading(title=str(n), text="word " * 20_000) for n in range(20)))
    pieces = [len(piece) for piece in export.write(store.conn, ("text",))]
    assert max(pieces) < 300_000
    assert min(pieces) > 0


@pytest.mark.parametrize(
    ("names", "chosen"), [("", columns.NAMES), (None, columns.NAMES), ("text, id", ("text", "id"))]
)
def test_columns_may_be_chosen(names, chosen):
    assert export.chosen(names) == chosen


def test_a_column_that_is_none():
    with pytest.raises(UsageError, match="did you mean “outlet”"):
        export.chosen("id,outlett")
