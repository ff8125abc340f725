"""What a server keeps of an archive between searches: the columns of all articles, and what searches found.

A `Moment` is what one read transaction sees, and never changes. A `Memory` holds the latest: who asks at a later moment
makes the next one out of it, by what changed between. A `Sight` is a moment as one visitor may know of it. None of them
refers back to what holds it, so that the arrays of a moment that has passed are given up at once.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from functools import cached_property

import numpy as np

from archive.search import changes, periods
from archive.search import columns as reading
from archive.search.changes import Stamp
from archive.search.columns import Columns, Ints
from archive.search.compile import Plan
from archive.search.engine import Facet
from archive.search.kept import Kept
from archive.search.matches import Selected, dated
from archive.search.postings import POSTINGS_BYTES, Postings
from archive.search.relevance import WORTH_BYTES, Ranker
from archive.search.timelines import A_DAY, Calendar

MATCHES_BYTES = 64_000_000
# Where more than this share of the articles changed, all are read again.
_MUCH = 0.2
_VISITORS = 4  # one a day, and the keeper


class Memory:
    """What a server keeps of one archive; any number of threads share it.

    `matches_bytes` bounds the matches that are kept for the next page of the same search; 0 keeps none. Where several
    `workers` each have a memory of the same archive, each keeps so much less of what it has read.
    """

    def __init__(self, matches_bytes: int = MATCHES_BYTES, workers: int = 1) -> None:
        self._matches_bytes = matches_bytes // workers
        self._workers = workers
        self._moment: Moment | None = None
        self._sights: Kept[Sight] = Kept(_VISITORS, lambda _: 1)
        self._turn = threading.Lock()

    def seen_by(self, conn: sqlite3.Connection, visitor: str | None) -> Sight | None:
        """The moment that this connection's transaction sees, as a visitor on this day may know of it.

        None where a later moment is held already; for a visitor who is None, as the keeper knows of it.
        """
        with self._turn:
            at = changes.stamp(conn)
            if self._moment is None or self._moment.stamp < at:
                held = self._moment
                self._moment = held.next(conn, at) if held else Moment(at, reading.everything(conn), self._workers)
                self._sights = Kept(_VISITORS, lambda _: 1)
            moment, sights = self._moment, self._sights
        if moment.stamp != at:
            return None
        return sights.get(visitor, lambda: Sight(moment, reading.excluded(conn, visitor), self._matches_bytes))


class Moment:
    """An archive as it was at a stamp: the columns of all articles, and what searches found out with them."""

    def __init__(self, at: Stamp, columns: Columns, workers: int = 1) -> None:
        self.stamp = at
        self.columns = columns
        self._workers = workers
        self.postings = Postings(columns.slots, POSTINGS_BYTES // workers)
        self.ranker = Ranker(columns, self.postings, WORTH_BYTES // workers)

    @cached_property
    def _days(self) -> tuple[int, Ints]:
        """The first day of the archive, and where each day since then begins."""
        slots = self.columns.slots
        first, last = (int(slots[at]) // A_DAY if len(slots) else 0 for at in (0, -1))
        return first, np.searchsorted(slots, np.arange(first, last + 1) * A_DAY)

    def places(self, slots: Ints) -> Ints:
        """Where the articles at these slots stand among all.

        The articles of a day are mostly numbered without a gap, so that the place can be told; else it is looked for.
        """
        first, starts = self._days
        guess: Ints = starts[(slots >> periods.SHIFT) - first] + (slots & (A_DAY - 1)) - 1
        np.minimum(guess, len(self.columns.slots) - 1, out=guess)
        wrong = self.columns.slots[guess] != slots
        if np.any(wrong):
            guess[wrong] = np.searchsorted(self.columns.slots, slots[wrong])
        return guess

    @cached_property
    def has_copies(self) -> bool:
        """Whether any article is a copy of another."""
        return bool(np.any(self.columns.leads != self.columns.ids))

    def next(self, conn: sqlite3.Connection, at: Stamp) -> Moment:
        """The moment that a later transaction sees."""
        ids = changes.since(conn, self.stamp)
        if ids is None or len(ids) > _MUCH * len(self.columns.ids):
            return Moment(at, reading.everything(conn), self._workers)
        new = reading.of_ids(conn, ids, self.columns.known)
        return Moment(at, self.columns.spliced(ids, new), self._workers)


class Sight:
    """A moment as one visitor may know of it: every article but those `excluded`."""

    def __init__(self, moment: Moment, excluded: Ints, matches_bytes: int) -> None:
        self.moment = moment
        self.excluded = excluded
        self._found: Kept[Selected] = Kept(matches_bytes, lambda found: 2 * found.slots.nbytes + 1_000)
        self._told: Kept[tuple[Facet, ...]] = Kept(matches_bytes // 4, lambda values: 500 * len(values) + 1_000)

    @cached_property
    def slots(self) -> Ints:
        """Every article that can be a match."""
        return reading.without(self.moment.columns.slots, self.excluded)

    @cached_property
    def calendar(self) -> Calendar:
        """The days of all articles that can be a match."""
        return Calendar(self.slots)

    @property
    def has_copies(self) -> bool:
        """Whether any article is a copy of another."""
        return self.moment.has_copies

    def leads(self, found: Selected) -> Ints:
        """What each of these articles is a copy of, or its own id."""
        columns, at = self.columns(found)
        return columns.leads[at]

    def columns(self, found: Selected) -> tuple[Columns, Ints]:
        """The columns of all articles, and the places of these there."""
        return self.moment.columns, self.moment.places(found.slots) if found.at is None else found.at

    def selected(self, conn: sqlite3.Connection, plan: Plan) -> Selected | None:
        """All that the expression of a plan selects within its dates, from postings; None where the index must tell."""
        at = self.moment.postings.matching(conn, plan.match)
        if at is None:
            return None
        every = self.moment.columns.slots
        dates = dated(every, plan)
        at = at[slice(*np.searchsorted(at, [dates.start, dates.stop]))]
        return Selected(every[at], at)

    def recall(self, plan: Plan, find: Callable[[], Selected]) -> Selected:
        """The matches of a plan, with their places: those found a while ago, or what `find` finds."""
        return self._found.get(plan, lambda: self._placed(find()))

    def _placed(self, found: Selected) -> Selected:
        return Selected(found.slots, self.columns(found)[1])

    def told(self, plan: Plan, facet: Hashable, tell: Callable[[], tuple[Facet, ...]]) -> tuple[Facet, ...]:
        """A facet of the matches of a plan: the one told a while ago, or what `tell` tells."""
        return self._told.get((plan, facet), tell)
