"""The first page: the box, what is in here, since when, with what gaps, what is new, from whom, how to cite it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive import export
from archive.plugin import chart, gaps, names, wording
from archive.plugin.asked import Asked
from archive.store import config, shelf, stats

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit
    from archive.search import Engine

NEWEST, OUTLETS, GAPS = 8, 12, 3


async def page(visit: Visit) -> Response:
    """`/`."""
    return await visit.page("home", **await visit.room.ask_once(_everything))


def _everything(conn: sqlite3.Connection, sight: Sight, engine: Engine) -> dict[str, Any]:
    by, points = export.timeline(engine, sight.of(Asked().request()))
    outlets, missed, about = names.sparks(engine, sight), gaps.known(conn, sight), config.everything(conn)
    return {
        "about": about,
        "totals": stats.totals(conn, sight.visitor),
        "chart": chart.draw(points, by, missed.shares),
        "newest": shelf.newest(conn, NEWEST, sight.visitor),
        "outlets": outlets.rows[:OUTLETS],
        "span": outlets.span,
        "more_outlets": max(0, len(outlets.rows) - OUTLETS),
        "sources": missed.sources,
        "gaps": missed.gaps[-GAPS:][::-1],
        "cited": wording.archive_cited(about, sight.today),
    }
