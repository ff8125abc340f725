"""One question at a time, each of one moment: what is known of the archive in it, and what a request becomes there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from archive.search import changes
from archive.search.changes import Stamp
from archive.search.compile import Plan
from archive.search.engine import Filters
from archive.search.lookup import Lookup
from archive.search.matches import Source
from archive.search.memory import Memory
from archive.search.planning import plan_of
from archive.search.tree import Node


class Asking:
    """How engines ask one archive; what was asked last is at hand for the parts of one answer."""

    def __init__(self, conn: sqlite3.Connection, memory: Memory | None) -> None:
        self.conn = conn
        self._memory = memory
        self._looked: tuple[tuple[Stamp, str | None], Lookup] | None = None
        self._planned: tuple[tuple[Stamp, Node, Filters], Plan] | None = None

    @contextmanager
    def seen_by(self, visitor: str | None) -> Iterator[Source]:
        """What a visitor may know of the archive, at one moment: all that is asked in the block is of that moment."""
        if self.conn.in_transaction:
            yield self._source(visitor)
            return
        self.conn.execute("BEGIN")
        try:
            yield self._source(visitor)
        finally:
            self.conn.rollback()

    def plan(self, query: Node, filters: Filters) -> Plan:
        """The plan of a query as the archive is now; raises UsageError for a date that is none."""
        key = (changes.stamp(self.conn), query, filters)
        if self._planned is None or self._planned[0] != key:
            self._planned = (key, plan_of(self.conn, query, filters))
        return self._planned[1]

    def _source(self, visitor: str | None) -> Source:
        sight = self._memory.seen_by(self.conn, visitor) if self._memory else None
        if sight:
            return sight
        key = (changes.stamp(self.conn), visitor)
        if self._looked is None or self._looked[0] != key:
            self._looked = (key, Lookup(self.conn, visitor))
        return self._looked[1]
