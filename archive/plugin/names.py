"""Everything of one name: an outlet or a byline, how much of it there is, when, where and what is newest."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from archive import export
from archive.errors import NotFoundError
from archive.plugin import chart, gaps, results, wording
from archive.plugin.asked import Asked
from archive.plugin.gaps import Gaps
from archive.search import Engine, FacetName, Period, Spread
from archive.store import config, stats

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit

NEWEST = 10
# As many bars as a small picture can hold; where the archive spans more, they are years.
MOST_MONTHS = 60


async def outlets(visit: Visit) -> Response:
    """`/outlets`."""
    return await visit.page("outlets", **await visit.room.ask_once(_outlets))


async def outlet(visit: Visit) -> Response:
    """`/outlet/SLUG`."""
    return await _name(visit, "outlet")


async def author(visit: Visit) -> Response:
    """`/author/NAME`."""
    return await _name(visit, "author")


async def _name(visit: Visit, kind: Literal["outlet", "author"]) -> Response:
    value, sight = unquote(visit.request.url_vars["name"]), visit.room.sight
    missed = await visit.room.ask_once(gaps.known)
    return await visit.page(
        "name", **await visit.ask(lambda conn: _everything(conn, visit.room.engine(conn), kind, value, sight, missed))
    )


@dataclass(frozen=True, slots=True)
class Sparks:
    """Every outlet, the most articles first, each with a small picture of them over time."""

    rows: list[tuple[Spread, str]]
    by: Period
    span: str


def sparks(engine: Engine, sight: Sight) -> Sparks:
    """The outlets that a visitor may know of, all to one scale."""
    request = sight.of(Asked().request())
    months = [point.start for point in engine.timeline(request, "month")]
    by: Period = "month"
    starts = list(chart.periods(months[0], months[-1], by)) if months else []
    if len(starts) > MOST_MONTHS:
        by = "year"
        starts = list(chart.periods(months[0][:4], months[-1][:4], by))
    found = engine.outlets(request, by)
    most = max((count for one in found for count in one.periods.values()), default=0)
    rows = [(one, chart.spark([one.periods.get(start, 0) for start in starts], most)) for one in found]
    span = f"{chart.name(starts[0])} to {chart.name(starts[-1])}" if starts else ""
    return Sparks(rows, by, span)


def _outlets(conn: sqlite3.Connection, sight: Sight, engine: Engine) -> dict[str, Any]:
    found = sparks(engine, sight)
    return {"about": config.everything(conn), "rows": found.rows, "by": found.by, "span": found.span}


def _everything(
    conn: sqlite3.Connection, engine: Engine, kind: FacetName, value: str, sight: Sight, missed: Gaps
) -> dict[str, Any]:
    asked = Asked(choices=((kind, value),), sort="newest", size=NEWEST)
    request = sight.of(asked.request())
    found = engine.search(request)
    if not found.total:
        raise NotFoundError(f"there is no {'byline' if kind == 'author' else 'outlet'} “{value}” in this archive")
    others = [name for name in wording.FACETS if name not in {kind, "year"}]
    facets = engine.facets(request, (kind, *others), results.FACET_VALUES)
    by, points = export.timeline(engine, request)
    return {
        "about": config.everything(conn),
        "asked": asked,
        "kind": kind,
        "name": _label(facets[kind], value),
        "facts": stats.outlet(conn, value, sight.visitor) if kind == "outlet" else {},
        "page": found,
        "hits": list(results.visible(conn, found.hits, sight)),
        "chart": chart.draw(points, by, missed.shares),
        "facets": {name: list(results.values(asked, name, facets[name])) for name in others if facets[name]},
    }


def _label(facet: Sequence[Any], value: str) -> str:
    """A name as it is written, by the value that an address has of it."""
    return next((str(one.label) for one in facet if one.value == value), value)
