"""What a single search needs to know of an archive, each thing read where it is wanted, and once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from functools import cached_property

import numpy as np

from archive.search import columns as reading
from archive.search.columns import Columns, Ints
from archive.search.compile import Plan
from archive.search.engine import Facet
from archive.search.matches import Selected
from archive.search.timelines import Calendar


class Lookup:
    """An archive as a visitor on this day may know of it, or its keeper for None; see `matches.Source`."""

    def __init__(self, conn: sqlite3.Connection, visitor: str | None) -> None:
        self._conn = conn
        self._visitor = visitor

    @cached_property
    def slots(self) -> Ints:
        """Every article that can be a match."""
        return reading.without(reading.all_slots(self._conn), self.excluded)

    @cached_property
    def excluded(self) -> Ints:
        """Every article that cannot: it turned out to be another, or is hidden from this visitor."""
        return reading.excluded(self._conn, self._visitor)

    @cached_property
    def calendar(self) -> Calendar:
        """The days of all articles that can be a match."""
        return Calendar(self.slots)

    @cached_property
    def has_copies(self) -> bool:
        """Whether any article is a copy of another."""
        return reading.has_copies(self._conn)

    def leads(self, found: Selected) -> Ints:
        """What each of these articles is a copy of, or its own id."""
        return reading.leads_at(self._conn, found.slots)

    def columns(self, found: Selected) -> tuple[Columns, Ints]:
        """The columns of these articles, and no others."""
        return reading.at_slots(self._conn, found.slots), np.arange(len(found.slots))

    def selected(self, conn: sqlite3.Connection, plan: Plan) -> None:
        """No postings are at hand for a single search: the index tells."""

    def recall(self, plan: Plan, find: Callable[[], Selected]) -> Selected:
        """The matches of a plan: nothing is remembered from one search to the next."""
        del plan
        return find()

    def told(self, plan: Plan, facet: Hashable, tell: Callable[[], tuple[Facet, ...]]) -> tuple[Facet, ...]:
        """A facet of the matches of a plan: nor is that remembered."""
        del plan, facet
        return tell()
