"""The first page: the box, what is in here, since when, what is new and from whom."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive import export
from archive.plugin import chart
from archive.plugin.asked import Asked
from archive.search import Fts5
from archive.store import config, shelf, stats

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit

NEWEST, OUTLETS = 8, 12


async def page(visit: Visit) -> Response:
    """`/`."""
    return await visit.page("home", **await visit.room.ask_once(_everything))


def _everything(conn: sqlite3.Connection, sight: Sight) -> dict[str, Any]:
    by, points = export.timeline(Fts5(conn), sight.of(Asked().request()))
    outlets = stats.outlets(conn, sight.visitor)
    return {
        "about": config.everything(conn),
        "totals": stats.totals(conn, sight.visitor),
        "chart": chart.draw(points, by),
        "newest": shelf.newest(conn, NEWEST, sight.visitor),
        "outlets": outlets[:OUTLETS],
        "more_outlets": max(0, len(outlets) - OUTLETS),
    }
