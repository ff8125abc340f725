"""The engine that every archive has: FTS5, over a connection that it only reads.

A page is ranked first and told after: which articles, by the index alone; then the rows and snippets of those few. The
row of the index carries the date, so newest first is its order backwards, and no sort. All that is said of all matches
follows from one pass over them (`matches`). A server hands in a `Memory`, and then nothing is read twice.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from time import perf_counter

from archive.errors import UsageError
from archive.model import Sort
from archive.search import columns, facets, matches, ranking, selection, spread, tree
from archive.search.asking import Asking
from archive.search.compile import Plan
from archive.search.engine import MAX_SIZE, Facet, FacetName, Page, Period, Point, Request, Spread, Stretch, page
from archive.search.hits import hits
from archive.search.matches import Matches, Source
from archive.search.memory import Memory, Sight
from archive.search.planning import plan_of
from archive.search.relevance import Place
from archive.search.selection import ask
from archive.search.tree import Node

# Where all words together find fewer articles, a page offers those with any of them.
FEW = 10

_ORDER = {"relevance": "ORDER BY f.rank, {slot} DESC", "newest": "ORDER BY {slot} DESC", "oldest": "ORDER BY {slot}"}
_RANKED_AFTER = "AND (f.rank > ? OR (f.rank = ? AND f.rowid < ?))"
_AFTER = re.compile(r"(?:(-?[0-9.]{1,30}(?:e-?[0-9]{1,3})?)~)?([0-9]{1,18})")


class Fts5:
    """Answers requests about one archive; `clock` gives seconds, to say how long a search took.

    `memory` is what a server keeps of the archive from one engine to the next.
    """

    def __init__(
        self, conn: sqlite3.Connection, memory: Memory | None = None, clock: Callable[[], float] = perf_counter
    ) -> None:
        self.asking = Asking(conn, memory)
        self._conn = conn
        self._clock = clock
        self._found: Matches | None = None

    def search(self, request: Request) -> Page:
        """One page of the results; raises UsageError for a date or an `after` that is none."""
        begun = self._clock()
        with self.asking.seen_by(request.visitor) as source:
            plan = self.asking.plan(request.query, request.filters)
            found = self._matches(plan, source)
            stretch = self._stretch(request, plan, source, found)
            widened = self._widened(request) if found.total < FEW else None
            return page(stretch, found, widened=widened, seconds=self._clock() - begun)

    def stretch(self, request: Request) -> Stretch:
        """The hits of one page, and nothing that needs all matches; raises UsageError as `search` does."""
        with self.asking.seen_by(request.visitor) as source:
            plan = self.asking.plan(request.query, request.filters)
            by_arrays = isinstance(source, Sight) and _sort(request, plan) == "relevance"
            found = self._matches(plan, source) if plan.verify or by_arrays else None
            return self._stretch(request, plan, source, found)

    def facets(
        self, request: Request, names: Sequence[FacetName], limit: int = 50
    ) -> dict[FacetName, tuple[Facet, ...]]:
        """The commonest values among all matches, for the facets named; years come newest first and are all there."""
        with self.asking.seen_by(request.visitor) as source:
            plan = self.asking.plan(request.query, request.filters)
            found = self._matches(plan, source)
            return {
                name: source.told(plan, (name, limit), partial(facets.facet, self._conn, found, name, limit))
                for name in names
            }

    def timeline(self, request: Request, by: Period) -> tuple[Point, ...]:
        """Every period in the dates asked for that has articles at all, earliest first."""
        with self.asking.seen_by(request.visitor) as source:
            plan = self.asking.plan(request.query, request.filters)
            return source.calendar.timeline(self._matches(plan, source).slots, by, plan.first, plan.last)

    def outlets(self, request: Request, by: Period) -> tuple[Spread, ...]:
        """The outlets of all matches, the commonest first, and how their articles lie in time."""
        with self.asking.seen_by(request.visitor) as source:
            plan = self.asking.plan(request.query, request.filters)
            return spread.of_outlets(self._conn, self._matches(plan, source), by)

    def ids(self, request: Request) -> Iterator[int]:
        """The ids of all matches in their order, one by one; `size` and `after` are passed over."""
        with self.asking.seen_by(request.visitor) as source:
            plan = self.asking.plan(request.query, request.filters)
            sort = _sort(request, plan)
            slots = self._matches(plan, source).slots
            if sort == "relevance":
                slots = columns.within(selection.slots(self._conn, plan, then=_ORDER[sort]), slots)
                slots = ranking.first_read(self._conn, request.query, slots) if request.closely else slots
            found = columns.ids_at(self._conn, slots[::-1] if sort == "newest" else slots)
        return map(int, found)

    def _matches(self, plan: Plan, source: Source) -> Matches:
        if self._found is None or self._found.plan != plan or self._found.source is not source:
            found = source.recall(plan, lambda: matches.find(self._conn, plan, source))
            self._found = Matches(plan, found, source)
        return self._found

    def _stretch(self, request: Request, plan: Plan, source: Source, found: Matches | None) -> Stretch:
        """The hits of a page; of all matches where these are known already."""
        sort = _sort(request, plan)
        size = max(1, min(request.size, MAX_SIZE))
        after = _read(sort, request.after) if request.after else None
        places = self._places(request, plan, sort, after, size + 1, source, found)
        return Stretch(
            hits=tuple(hits(self._conn, places[:size], request.query, request.visitor)),
            sort=sort,
            next=_written(sort, places[size - 1]) if len(places) > size else None,
        )

    def _places(
        self,
        request: Request,
        plan: Plan,
        sort: Sort,
        after: Place | None,
        size: int,
        source: Source,
        found: Matches | None,
    ) -> list[Place]:
        """Where the next articles stand."""
        if found is not None and sort != "relevance":
            choose = matches.latest if sort == "newest" else matches.earliest
            return [(slot, 0.0) for slot in choose(found.slots, after and after[0], size)]
        fetch = partial(self._by_index, plan, sort, source, found)
        if sort == "relevance" and request.closely and ranking.applies(request.query):
            return ranking.page(self._conn, request.query, after, size, fetch)
        return fetch(after, size)

    def _by_index(
        self, plan: Plan, sort: Sort, source: Source, found: Matches | None, after: Place | None, size: int
    ) -> list[Place]:
        """The same in the order of the index alone."""
        if (
            isinstance(source, Sight)
            and found is not None
            and source.moment.ranker.is_sooner(self._conn, plan.match, found.total)
        ):
            return source.moment.ranker.best(self._conn, plan.match, found.columns[1], after, size)
        is_match = _is_match(source, found if plan.verify else None)
        condition, params = "", []
        if after and sort == "newest":
            plan = replace(plan, last=min(plan.last, after[0] - 1))
        elif after and sort == "oldest":
            plan = replace(plan, first=max(plan.first, after[0] + 1))
        elif after:
            condition, params = _RANKED_AFTER, [after[1], after[1], after[0]]
        rank = "f.rank" if sort == "relevance" else "0.0"
        cursor = ask(self._conn, plan, f"{{slot}}, {rank}", then=f"{condition} {_ORDER[sort]}", params=params)
        return list(islice((place for place in cursor if is_match(place[0])), size))

    def at_hand(self, plan: Plan, source: Source) -> Matches | None:
        """The matches of a plan where postings tell them: at once, or after little reading."""
        if not isinstance(source, Sight) or plan.where or plan.verify:
            return None
        return self._matches(plan, source) if source.moment.postings.gather(self._conn, plan.match) else None

    def count(self, query: Node, request: Request) -> int:
        """How many articles another query finds, with the filters of a request and for its visitor."""
        with self.asking.seen_by(request.visitor) as source:
            plan = plan_of(self._conn, query, request.filters)
            return len(source.recall(plan, lambda: matches.find(self._conn, plan, source)).slots)

    def _widened(self, request: Request) -> int | None:
        wider = tree.widened(request.query)
        return self.count(wider, request) if wider else None


def _is_match(source: Source, verified: Matches | None) -> Callable[[int], bool]:
    """Whether a slot that the index selects is a match: where texts had to be read, only what was verified is."""
    if verified is not None:
        return partial(columns.has, verified.slots)
    return lambda slot: not columns.has(source.excluded, slot)


def _sort(request: Request, plan: Plan) -> Sort:
    return "newest" if request.sort == "relevance" and not plan.ranked else request.sort


def _written(sort: Sort, place: Place) -> str:
    """A place as the `after` of an address."""
    slot, rank = place
    return f"{rank!r}~{slot}" if sort == "relevance" else str(slot)


def _read(sort: Sort, after: str) -> Place:
    match = _AFTER.fullmatch(after)
    if not match or (match[1] is not None) != (sort == "relevance"):
        raise UsageError(f"after={after} is no place in these results: begin again with the first page")
    return int(match[2]), float(match[1] or 0)
