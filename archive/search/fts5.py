"""The engine that every archive has: FTS5, over a connection that it only reads.

A page is ranked first and told after: which articles, by the index alone; then the rows and snippets of those few. The
row of the index carries the date, so newest first is its order backwards, and no sort.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from archive.errors import UsageError
from archive.model import Hit, Sort, version_label
from archive.search import facets, passages, selection, tree
from archive.search.compile import Plan
from archive.search.engine import MAX_SIZE, Facet, FacetName, Page, Period, Point, Request
from archive.search.planning import plan_of
from archive.search.snippets import best
from archive.search.tree import Node

# Where all words together find fewer articles, a page offers those with any of them.
FEW = 10

_ROWS = """
SELECT a.slot, a.id, a.version, a.reread, a.title, o.name, a.authors, a.published, coalesce(a.canonical_url, a.url),
  CASE WHEN a.access <> 'inherit' THEN a.access WHEN o.access <> 'inherit' THEN o.access ELSE 'full' END,
  (SELECT count(*) FROM articles AS k WHERE k.copy_of = coalesce(a.copy_of, a.id)),
  coalesce(a.dek, ''), a.text
FROM json_each(?) AS wanted JOIN articles AS a ON a.slot = wanted.value LEFT JOIN outlets AS o ON o.id = a.outlet_id
ORDER BY wanted.key
"""
_ORDER = {"relevance": "ORDER BY f.rank, f.rowid DESC", "newest": "ORDER BY f.rowid DESC", "oldest": "ORDER BY f.rowid"}
_RANKED_AFTER = "AND (f.rank > ? OR (f.rank = ? AND f.rowid < ?))"
_AFTER = re.compile(r"(?:(-?[0-9.]{1,30}(?:e-?[0-9]{1,3})?)~)?([0-9]{1,18})")

Place = tuple[int, float]  # where an article stands: its slot, and its rank (0 in an order by date)


class Fts5:
    """Answers requests about one archive; `clock` gives seconds, to say how long a search took."""

    def __init__(self, conn: sqlite3.Connection, clock: Callable[[], float] = perf_counter) -> None:
        self._conn = conn
        self._clock = clock

    def search(self, request: Request) -> Page:
        """One page of the results; raises UsageError for a date or an `after` that is none."""
        begun = self._clock()
        plan = plan_of(self._conn, request.query, request.filters)
        sort = _sort(request, plan)
        size = max(1, min(request.size, MAX_SIZE))
        places = self._places(plan, sort, request.after, size + 1)
        total = selection.count(self._conn, plan)
        return Page(
            hits=tuple(self._hits(places[:size], request.query)),
            sort=sort,
            total=total,
            distinct=selection.count_distinct(self._conn, plan, total),
            undated=selection.count_undated(self._conn, plan),
            next=_written(sort, places[size - 1]) if len(places) > size else None,
            widened=self._widened(request) if total < FEW else None,
            took_ms=round((self._clock() - begun) * 1000, 1),
        )

    def facets(
        self, request: Request, names: Sequence[FacetName], limit: int = 50
    ) -> dict[FacetName, tuple[Facet, ...]]:
        """The commonest values among all matches, for the facets named; years come newest first and are all there."""
        plan = plan_of(self._conn, request.query, request.filters)
        return {name: facets.facet(self._conn, plan, name, limit) for name in names}

    def timeline(self, request: Request, by: Period) -> tuple[Point, ...]:
        """Every period in the dates asked for that has articles at all, earliest first."""
        return facets.timeline(self._conn, plan_of(self._conn, request.query, request.filters), by)

    def ids(self, request: Request) -> Iterator[int]:
        """The ids of all matches in their order, one by one; `size` and `after` are passed over."""
        plan = plan_of(self._conn, request.query, request.filters)
        order = _ORDER[_sort(request, plan)]
        return (found for (found,) in selection.ask(self._conn, plan, "a.id", tables=selection.ARTICLES, then=order))

    def _places(self, plan: Plan, sort: Sort, after: str | None, size: int) -> list[Place]:
        """Where the next articles stand, by the index alone."""
        condition, params = "", []
        if after:
            slot, rank = _read(sort, after)
            if sort == "newest":
                plan = replace(plan, last=min(plan.last, slot - 1))
            elif sort == "oldest":
                plan = replace(plan, first=max(plan.first, slot + 1))
            else:
                condition, params = _RANKED_AFTER, [rank, rank, slot]
        columns = f"f.rowid, {'f.rank' if sort == 'relevance' else '0.0'}"
        then = f"{condition} {_ORDER[sort]} LIMIT {size}"
        return selection.ask(self._conn, plan, columns, then=then, params=params).fetchall()

    def _hits(self, places: Sequence[Place], root: Node) -> Iterator[Hit]:
        """The rows and snippets of a page."""
        rows = self._conn.execute(_ROWS, [json.dumps([slot for slot, _ in places])]).fetchall()
        marked = passages.mark_all([(dek, body) for *_, dek, body in rows], root)
        for (_, rank), row, (dek, body) in zip(places, rows, marked, strict=True):
            slot, article, version, reread, title, outlet, authors, published, url, access, copies, *_ = row
            passage = best(dek, body)
            yield Hit(
                article_id=article,
                version=version_label(version, reread),
                title=title,
                outlet=outlet,
                authors=tuple(authors.split("; ")) if authors else (),
                published=published,
                url=url,
                snippet=passage.line,
                score=-rank,
                slot=slot,
                access=access,
                copies=copies,
                paragraph=passage.paragraph,
            )

    def _widened(self, request: Request) -> int | None:
        wider = tree.widened(request.query)
        return selection.count(self._conn, plan_of(self._conn, wider, request.filters)) if wider else None


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
