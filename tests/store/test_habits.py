"""Habits and the progress of re-readings, as the archive keeps them."""

import pytest

from archive.errors import NotFoundError
from archive.store import habits


def test_habits_of_a_host_are_replaced(store):
    assert habits.get(store.conn, "a.example") is None
    with store.transaction() as conn:
        habits.put(conn, "a.example", {"samples": []}, at="2026-03-01T12:00:00Z")
        habits.put(conn, "a.example", {"samples": [{"key": "x"}]}, at="2026-03-02T12:00:00Z")
    assert habits.get(store.conn, "a.example") == {"samples": [{"key": "x"}]}


def test_progress_is_of_one_scope_and_one_reader(store):
    with store.transaction() as conn:
        habits.note_progress(conn, "", "old", 7)
    assert habits.progress(store.conn, "", "old") == 7
    assert habits.progress(store.conn, "", "new") == 0
    assert habits.progress(store.conn, "gazette", "old") == 0
    with store.transaction() as conn:
        habits.note_progress(conn, "", "new", 3)
        assert (habits.progress(conn, "", "old"), habits.progress(conn, "", "new")) == (0, 3)
        habits.note_progress(conn, "", "new", None)
    assert habits.progress(store.conn, "", "new") == 0


def test_an_archive_without_articles(store):
    assert habits.outlet_ids(store.conn) == []
    assert list(habits.resting(store.conn, None, 0, 10)) == []
    assert habits.count(store.conn, None) == 0
    with pytest.raises(NotFoundError, match="no outlet “x”"):
        habits.outlet_ids(store.conn, "x")
