"""How sources fare: months in words that all reports share, spells of rounds, and gaps."""

import pytest

from archive.model import Outcome
from archive.store import health, outcomes, sources

ADDED = "2026-01-01T00:00:00Z"


@pytest.fixture
def source(store):
    with store.transaction() as conn:
        return sources.add(conn, "feed", "https://c.example/feed", name="Courier", at=ADDED)[0]


@pytest.fixture
def rounds(store, source):
    """Notes rounds: pairs of moment and how the source fared."""

    def rounds(*pairs):
        for at, why in pairs:
            with store.transaction() as conn:
                health.note_round(conn, source, why, at=at)

    return rounds


@pytest.fixture
def happened(store, source):
    """Notes outcomes of pages: triples of moment, kind and why."""

    def happened(*triples):
        with store.transaction() as conn:
            batch = outcomes.next_batch(conn, ADDED)
            outcomes.add(conn, batch, [Outcome(source.key, "u", at, kind, why=why) for at, kind, why in triples])

    return happened


def test_rounds_that_fare_the_same_are_one_spell(store, rounds):
    rounds(*[(f"2026-01-01T{hour:02}:00:00Z", "ok" if hour % 2 else "unchanged") for hour in range(24)])
    assert store.conn.execute("SELECT why, since, until, rounds FROM spells").fetchall() == [
        ("ok", "2026-01-01T00:00:00Z", "2026-01-01T23:00:00Z", 24)
    ]


def test_a_spell_ends_when_the_source_fares_otherwise_or_nobody_looks(store, rounds):
    rounds(
        ("2026-01-01T00:00:00Z", "ok"), ("2026-01-02T00:00:00Z", "dns"), ("2026-01-03T00:00:00Z", "dns"),
        ("2026-01-04T00:00:00Z", "ok"), ("2026-01-05T12:00:00Z", "ok"), ("2026-01-07T00:00:01Z", "ok"),
    )  # fmt: skip
    assert store.conn.execute("SELECT why, rounds FROM spells ORDER BY id").fetchall() == [
        ("ok", 1), ("dns", 2), ("ok", 2), ("ok", 1),
    ]  # fmt: skip


def test_months(store, source, rounds, happened):
    happened(
        ("2026-01-05T00:00:00Z", "added", "ok"), ("2026-01-06T00:00:00Z", "changed", "ok"),
        ("2026-01-06T00:00:00Z", "unchanged", "unchanged"), ("2026-01-07T00:00:00Z", "added", "paywalled"),
        ("2026-02-01T00:00:00Z", "rejected", "gone"), ("2026-02-02T00:00:00Z", "rejected", "gone"),
        ("2026-02-02T00:00:00Z", "rejected", "robots"), ("2026-02-03T00:00:00Z", "added", "ok"),
    )  # fmt: skip
    rounds(("2026-01-31T00:00:00Z", "ok"), ("2026-02-01T00:00:00Z", "tls"), ("2026-02-02T00:00:00Z", "blocked"))
    (fared,) = health.by_month(store.conn)
    assert (fared.last_read, fared.last_gave, fared.waiting) == ("2026-01-31T00:00:00Z", "2026-02-03T00:00:00Z", 0)
    february, january = fared.months
    assert (january.came, january.unchanged, january.missed, january.unread) == (2, 1, (("paywalled", 1),), ())
    assert (february.came, february.missed) == (1, (("gone", 2), ("robots", 1)))
    assert february.unread == ("tls", "blocked")


@pytest.mark.parametrize(
    ("fared", "gaps"),
    [
        ([], [("2026-01-01", "2026-03-01", "no round was run")]),
        ([("2026-01-01T06:00:00Z", "ok"), ("2026-02-28T18:00:00Z", "ok")], [("2026-01-01", "2026-02-28", "no round was run")]),
        ([("2026-02-28T00:00:00Z", "ok")], [("2026-01-01", "2026-02-28", "no round was run")]),
        (
            [("2026-01-01T00:00:00Z", "ok"), *[(f"2026-01-{day:02}T00:00:00Z", "gone") for day in range(2, 6)], ("2026-01-06T00:00:00Z", "ok"), ("2026-02-28T13:00:00Z", "ok")],
            [("2026-01-01", "2026-01-06", "it could not be read (4 × gone)"), ("2026-01-06", "2026-02-28", "no round was run")],
        ),
        (
            [(f"2026-01-{day:02}T{hour:02}:00:00Z", "too slow" if hour == 12 else "ok") for day in range(1, 29) for hour in (0, 12, 18)],
            [("2026-01-28", "2026-03-01", "no round was run")],
        ),
    ],
    ids=["never", "twice", "late", "gone", "blips"],
)  # fmt: skip
def test_gaps_of_rounds(store, rounds, fared, gaps):
    rounds(*fared)
    found = health.gaps(store.conn, "2025-01-01T00:00:00Z", "2026-03-01T00:00:00Z")
    assert [(gap.since[:10], gap.until[:10], gap.words.removeprefix("Courier: ")) for gap in found] == gaps


def test_a_gap_is_cut_to_what_is_asked_for_and_to_the_life_of_the_source(store, source):
    with store.transaction() as conn:
        sources.remove(conn, source.id, at="2026-02-01T00:00:00Z")
    (gap,) = health.gaps(store.conn, "2026-01-10T00:00:00Z", "2026-06-01T00:00:00Z")
    assert (gap.since, gap.until) == ("2026-01-10T00:00:00Z", "2026-02-01T00:00:00Z")
    assert health.gaps(store.conn, "2026-02-02T00:00:00Z", "2026-06-01T00:00:00Z") == []


def test_a_month_in_which_nothing_came_is_a_gap(store, source, rounds, happened):
    rounds(*[(f"2026-01-{day:02}T00:00:00Z", "ok") for day in range(1, 32)])
    happened(("2026-01-05T00:00:00Z", "rejected", "blocked"), ("2026-01-06T00:00:00Z", "rejected", "blocked"))
    (gap,) = health.gaps(store.conn, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
    assert gap.words == "Courier: 2 pages named in 2026-01, none came (2 blocked)"


def test_the_past_has_no_gaps(store):
    with store.transaction() as conn:
        sources.add(conn, "wayback", "https://c.example/", name="Past", at=ADDED)
    assert health.gaps(store.conn, "2025-01-01T00:00:00Z", "2026-03-01T00:00:00Z") == []


def test_a_source_is_taken_up_again_where_it_was_removed(store, source):
    with store.transaction() as conn:
        sources.remove(conn, source.id, at="2026-02-01T00:00:00Z")
        assert sources.everything(conn) == []
        again, new = sources.add(conn, "feed", source.url, name="Courier again", at="2026-03-01T00:00:00Z")
    assert (again.id, again.removed_at, again.added_at, new) == (source.id, None, ADDED, True)
