"""Captures that come out of the order of time: what was seen later stands, and nothing that was cited moves."""

from dataclasses import replace

import pytest

from archive import tokens
from archive.model import Reading
from archive.store import articles, identity, shelf

DEPOT = Reading(title="Depot to close", text="The depot closes.", published="2026-01-01", outlet="Courier")


def day(number):
    return f"2026-03-{number:02}T08:00:00Z"


@pytest.fixture
def see(store):
    """Records that a page said this on that day."""

    def see(said, number, **named):
        with store.transaction() as conn:
            known = identity.find(conn, ["url:courier.example/depot"], "https://courier.example/depot")
            return articles.record(
                conn,
                replace(DEPOT, text=f"The depot closes: {said}."),
                keys=["url:courier.example/depot"],
                capture_id=None,
                url="https://courier.example/depot",
                at=day(number),
                known=known,
                **named,
            )

    return see


def history(store):
    """Label, words and days of every version, newest first."""
    return [
        (one.label, one.reading.text[18:-1], int(one.first_seen[8:10]), int(one.last_seen[8:10]))
        for one in shelf.versions(store.conn, 1)
    ]


@pytest.mark.parametrize(
    ("seen", "versions"),
    [
        ([("a", 5), ("b", 3)], [("1", "a", 5, 5), ("2", "b", 3, 3)]),
        ([("a", 5), ("a", 3)], [("1", "a", 3, 5)]),
        ([("a", 5), ("b", 3), ("b", 4)], [("1", "a", 5, 5), ("2", "b", 3, 4)]),
        ([("a", 5), ("b", 3), ("b", 2)], [("1", "a", 5, 5), ("2", "b", 2, 3)]),
        ([("a", 5), ("b", 3), ("a", 4)], [("1", "a", 4, 5), ("2", "b", 3, 3)]),
        ([("a", 5), ("b", 3), ("c", 4)], [("1", "a", 5, 5), ("3", "c", 4, 4), ("2", "b", 3, 3)]),
        ([("a", 5), ("b", 3), ("c", 6)], [("3", "c", 6, 6), ("1", "a", 5, 5), ("2", "b", 3, 3)]),
        ([("a", 5), ("b", 3), ("a", 1)], [("1", "a", 5, 5), ("2", "b", 3, 3), ("3", "a", 1, 1)]),
        ([("a", 5), ("a", 9), ("b", 7)], [("1", "a", 5, 9), ("2", "b", 7, 7)]),
        ([("a", 5), ("b", 3), ("c", 3)], [("1", "a", 5, 5), ("2", "b", 3, 3)]),
    ],
)
def test_versions_lie_in_the_order_of_time(store, see, seen, versions):
    for said, number in seen:
        see(said, number)
    assert history(store) == versions
    article = shelf.article(store.conn, 1)
    assert article.first_seen == day(min(number for _, number in seen))
    assert article.last_seen == day(max(number for _, number in seen))


def test_an_earlier_text_is_told_as_a_change_and_does_not_stand(store, see):
    assert see("a", 5).outcome == "added"
    told = see("b", 3)
    assert (told.outcome, told.label) == ("changed", "2")
    assert shelf.article(store.conn, 1).version.label == "1"
    assert shelf.article(store.conn, 1, "2").version.reading.text == "The depot closes: b."
    (filters,) = store.conn.execute("SELECT filters FROM articles").fetchone()
    assert tokens.by_value("f", "versions") in filters.split()


def test_a_persons_word_is_not_a_sighting(store, see):
    see("a", 5)
    with store.transaction() as conn:
        articles.correct(conn, 1, articles.Said({"title": "Depot closes"}, "Ann"), at=day(20))
    assert see("b", 9).label == "2"
    assert history(store)[0] == ("2", "b", 9, 9)
