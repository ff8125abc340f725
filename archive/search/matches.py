"""All matches of a query in one pass: their slots as one array, from which every count follows.

The index gives the slots, in their order, as one text of numbers. Totals, years and timelines are read off the slots
alone, because a slot carries the day; facets and copies ask a `Source` for the columns of the matches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from archive.search import periods, selection
from archive.search.columns import Columns, Ints, places
from archive.search.compile import Plan
from archive.search.engine import Facet
from archive.search.timelines import Calendar
from archive.search.verifying import verified


@dataclass(frozen=True, slots=True)
class Selected:
    """The slots of some articles, sorted, and their places among all, where these are known already."""

    slots: Ints
    at: Ints | None = None

    def without(self, slots: Ints) -> Selected:
        """Them without some others, whose slots are sorted."""
        if not len(slots):
            return self
        stays = ~places(slots, self.slots)[1]
        return Selected(self.slots[stays], None if self.at is None else self.at[stays])


class Source(Protocol):
    """What is known of all articles as one visitor may know of them, at one moment."""

    @property
    def slots(self) -> Ints:
        """Every article that can be a match."""

    @property
    def excluded(self) -> Ints:
        """Every article that cannot: it turned out to be another, or is hidden from this visitor."""

    @property
    def calendar(self) -> Calendar:
        """The days of all articles that can be a match."""

    @property
    def has_copies(self) -> bool:
        """Whether any article is a copy of another."""

    def leads(self, found: Selected) -> Ints:
        """What each of these articles is a copy of, or its own id."""

    def columns(self, found: Selected) -> tuple[Columns, Ints]:
        """Columns that have these articles, and their places there."""

    def selected(self, conn: sqlite3.Connection, plan: Plan) -> Selected | None:
        """All that the expression of a plan selects within its dates; None where the index must tell."""

    def recall(self, plan: Plan, find: Callable[[], Selected]) -> Selected:
        """The matches of a plan: those that are remembered, or what `find` finds."""

    def told(self, plan: Plan, facet: Hashable, tell: Callable[[], tuple[Facet, ...]]) -> tuple[Facet, ...]:
        """A facet of the matches of a plan: the one that is remembered, or what `tell` tells."""


class Matches:
    """The matches of a plan: `slots`, sorted, and what follows from them."""

    def __init__(self, plan: Plan, found: Selected, source: Source) -> None:
        self.plan = plan
        self.slots = found.slots
        self.source = source
        self._found = found
        self._columns: tuple[Columns, Ints] | None = None

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.slots)

    @property
    def undated(self) -> int:
        """How many have no date."""
        return int(np.searchsorted(self.slots, periods.LAST_UNDATED_SLOT, side="right"))

    @property
    def distinct(self) -> int:
        """How many are no copies of another one among them."""
        if not self.total or not self.source.has_copies:
            return self.total
        leads = self.source.leads(self._found)
        seen = np.zeros(int(leads.max()) + 1, np.bool_)
        seen[leads] = True
        return int(np.count_nonzero(seen))

    @property
    def columns(self) -> tuple[Columns, Ints]:
        """Columns that have the matches, and their places there."""
        if self._columns is None:
            self._columns = self.source.columns(self._found)
        return self._columns


def find(conn: sqlite3.Connection, plan: Plan, source: Source) -> Selected:
    """All matches of a plan."""
    if plan.match == selection.EVERYTHING and not plan.where:
        return Selected(source.slots[dated(source.slots, plan)])
    known = None if plan.where else source.selected(conn, plan)
    selected = known or Selected(selection.slots(conn, plan))
    candidates = selected.without(source.excluded)
    if plan.verify is None:
        return candidates
    return Selected(np.array(verified(conn, plan, candidates.slots.tolist()), np.int64))


def dated(slots: Ints, plan: Plan) -> slice:
    """Which of some slots, sorted, lie within the dates of a plan."""
    return slice(*np.searchsorted(slots, [plan.first, plan.last + 1]))


def latest(slots: Ints, before: int | None, size: int) -> list[int]:
    """The last `size` slots before one, the latest first."""
    end = len(slots) if before is None else int(np.searchsorted(slots, before))
    return [int(slot) for slot in slots[max(0, end - size) : end][::-1]]


def earliest(slots: Ints, after: int | None, size: int) -> list[int]:
    """The first `size` slots after one."""
    start = 0 if after is None else int(np.searchsorted(slots, after, side="right"))
    return [int(slot) for slot in slots[start : start + size]]
