"""The engine beside FTS5: Tantivy, which ranks common words, alternatives and beginnings several times as fast.

It is asked what it can answer exactly: a plan whose expression is words, phrases, filters and dates, for a keeper or a
visitor from whom nothing is hidden. FTS5 answers everything else, gives the newest and the oldest articles, all of them
where all are asked for, and how those of each outlet lie in time. Where the postings of the words are at hand, or soon
read, totals, facets and timeline follow from these sooner than Tantivy counts, which then only ranks. The two find the
same articles. They rank them by the same formula (BM25), but Tantivy adds up the scores of title, dek and text, where
FTS5 adds up how often a word stands in them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from time import perf_counter
from typing import Any

import numpy as np

from archive.errors import UsageError
from archive.search import columns, facets, periods, tantivy_query, titled, tree
from archive.search.compile import Plan
from archive.search.engine import MAX_SIZE, Facet, FacetName, Page, Period, Point, Request, Spread, Stretch, page
from archive.search.fts5 import FEW, Fts5
from archive.search.hits import hits
from archive.search.matches import Source
from archive.search.memory import Memory
from archive.search.relevance import Place
from archive.search.tantivy_index import TantivyIndex, library
from archive.search.timelines import A_DAY
from archive.search.titled import CANDIDATES
from archive.search.tree import Node

_MOST_VALUES = 65_000  # that Tantivy counts of one facet
_COUNTS: dict[str, Any] = {
    "day": {"histogram": {"field": "day", "interval": 1, "min_doc_count": 1}},
    **{
        name: {"terms": {"field": name, "size": 1_000, "segment_size": _MOST_VALUES}}
        for name in ("outlet", "author", "tag", "section", "language")
    },
}
_LEADS = {"lead": {"terms": {"field": "lead", "size": _MOST_VALUES, "segment_size": _MOST_VALUES}}}
_AFTER = re.compile(r"~([0-9]{1,6})")


class Tantivy:
    """Answers requests by an index that is as new as the archive; where it is not, FTS5 does."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        index: TantivyIndex,
        memory: Memory | None = None,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._conn = conn
        self._fts5 = Fts5(conn, memory, clock)
        self._index = index
        self._clock = clock
        self._last: _Asked | None = None

    def search(self, request: Request) -> Page:
        """One page of the results; raises UsageError for a date or an `after` that is none."""
        begun = self._clock()
        with self._asked(request) as asked:
            if asked is None:
                return self._fts5.search(request)
            stretch = self.stretch(request)
            counts = self._fts5.at_hand(asked.plan, asked.source) or asked
            widened = self._widened(request) if counts.total < FEW else None
            return page(stretch, counts, widened=widened, seconds=self._clock() - begun)

    def stretch(self, request: Request) -> Stretch:
        """The hits of one page, and nothing that needs all matches; raises UsageError as `search` does."""
        with self._asked(request) as asked:
            if asked is None or request.sort != "relevance" or not asked.plan.ranked:
                return self._fts5.stretch(request)
            size, passed = max(1, min(request.size, MAX_SIZE)), _read(request.after)
            places = self._best(request.query, asked, size + 1, passed)
            return Stretch(
                hits=tuple(hits(self._conn, places[:size], request.query, request.visitor)),
                sort="relevance",
                next=f"~{passed + size}" if len(places) > size else None,
            )

    def _best(self, root: Node, asked: _Asked, size: int, passed: int) -> list[Place]:
        """The places of the `size` articles that fit best, after so many that fit better."""
        if passed >= CANDIDATES or not titled.applies(root):
            return asked.best(size, passed)
        found = asked.best(max(passed + size, CANDIDATES), 0)
        first = titled.first(self._conn, root, found[:CANDIDATES])
        return [*first, *found[CANDIDATES:]][passed : passed + size]

    def facets(
        self, request: Request, names: Sequence[FacetName], limit: int = 50
    ) -> dict[FacetName, tuple[Facet, ...]]:
        """The commonest values among all matches, for the facets named; years come newest first and are all there."""
        with self._asked(request) as asked:
            if asked is None or self._fts5.at_hand(asked.plan, asked.source):
                return self._fts5.facets(request, names, limit)
            return {name: self._facet(asked, name, limit) for name in names}

    def timeline(self, request: Request, by: Period) -> tuple[Point, ...]:
        """Every period in the dates asked for that has articles at all, earliest first."""
        with self._asked(request) as asked:
            if asked is None or self._fts5.at_hand(asked.plan, asked.source):
                return self._fts5.timeline(request, by)
            return asked.source.calendar.timeline(asked.days, by, asked.plan.first, asked.plan.last)

    def outlets(self, request: Request, by: Period) -> tuple[Spread, ...]:
        """The outlets of all matches, the commonest first, and how their articles lie in time."""
        return self._fts5.outlets(request, by)

    def ids(self, request: Request) -> Iterator[int]:
        """The ids of all matches in their order, one by one; `size` and `after` are passed over."""
        return self._fts5.ids(request)

    @contextmanager
    def _asked(self, request: Request) -> Iterator[_Asked | None]:
        """The question as it is put to Tantivy; None where FTS5 must answer it."""
        with self._fts5.asking.seen_by(request.visitor) as source:
            yield self._put(request, source)

    def _put(self, request: Request, source: Source) -> _Asked | None:
        if not self._index.is_fresh(self._conn):
            return None
        if request.visitor and len(source.excluded) > len(columns.excluded(self._conn, None)):
            return None
        plan = self._fts5.asking.plan(request.query, request.filters)
        if plan.verify is not None:  # what texts must be read for, one engine reads
            return None
        if self._last is None or self._last.plan != plan or self._last.source is not source:
            index = self._index.index
            query = tantivy_query.of_plan(index.schema, plan)
            self._last = _Asked(plan, query, source, index) if query is not None else None
        return self._last

    def _widened(self, request: Request) -> int | None:
        wider = tree.widened(request.query)
        return self._fts5.count(wider, request) if wider else None

    def _facet(self, asked: _Asked, name: FacetName, limit: int) -> tuple[Facet, ...]:
        if name == "year":
            return facets.years(asked.source, asked.days)
        counts = asked.counts(name)
        found = facets.merged(name, counts) if name in {"section", "language"} else None
        if found is None:
            first = sorted(counts, key=lambda one: (-counts[one], one))[:limit]
            found = facets.named(self._conn, name, {int(one): counts[one] for one in first})
        return facets.ordered(found, limit)


@dataclass(eq=False)
class _Asked:
    """A plan as it was put to Tantivy, and what Tantivy says to it."""

    plan: Plan
    query: Any
    source: Source
    index: Any
    _searcher: Any = field(init=False)

    def __post_init__(self) -> None:
        self._searcher = self.index.searcher()

    @cached_property
    def total(self) -> int:
        """How many articles match; every one has a day, if only that of the undated."""
        return sum(bucket["doc_count"] for bucket in self._counted["day"]["buckets"])

    @cached_property
    def undated(self) -> int:
        """How many of them have no date."""
        slots = self.source.slots
        if not len(slots) or slots[0] > periods.LAST_UNDATED_SLOT:
            return 0
        return int(np.count_nonzero(self.days < A_DAY))

    @cached_property
    def distinct(self) -> int:
        """How many of them are no copies of another one among them."""
        if not self.source.has_copies:
            return self.total
        found = self._searcher.aggregate(self.query, _LEADS)["lead"]
        copies: dict[int, int] = {int(bucket["key"]): bucket["doc_count"] for bucket in found["buckets"]}
        if not copies:
            return self.total
        query, occur = library().Query, library().Occur
        leads = query.term_set_query(self.index.schema, "id", list(copies))
        both = query.boolean_query([(occur.Must, self.query), (occur.Must, leads)])
        led = self._searcher.search(both, limit=1, count=True).count
        return self.total - sum(copies.values()) + len(copies) - int(led)

    @cached_property
    def days(self) -> columns.Ints:
        """A slot of its day for each match, sorted: what a calendar counts."""
        buckets = self._counted["day"]["buckets"]
        days = np.array([int(bucket["key"]) for bucket in buckets], np.int64)
        return np.repeat(days * A_DAY, [bucket["doc_count"] for bucket in buckets])

    def best(self, size: int, passed: int) -> list[Place]:
        """The places of the `size` articles that fit best, after so many that fit better."""
        found = self._searcher.search(self.query, limit=size, offset=passed, count=False).hits
        slots = self._searcher.fast_field_values("slot", [address for _, address in found])
        return [(int(slot), -score) for slot, (score, _) in zip(slots, found, strict=True)]

    def counts(self, name: str) -> dict[Any, int]:
        """How many matches have each value of a facet."""
        return {bucket["key"]: bucket["doc_count"] for bucket in self._counted[name]["buckets"]}

    @cached_property
    def _counted(self) -> dict[str, Any]:
        found: dict[str, Any] = self._searcher.aggregate(self.query, _COUNTS)
        return found


def _read(after: str | None) -> int:
    match = _AFTER.fullmatch(after or "~0")
    if not match:
        raise UsageError(f"after={after} is no place in these results: begin again with the first page")
    return int(match[1])
