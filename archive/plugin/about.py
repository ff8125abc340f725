"""The archive about itself: what is in it, since when, who keeps it, how to cite it and how to object."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive.plugin import wording
from archive.store import config, stats, visibility

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit
    from archive.search import Engine


async def page(visit: Visit) -> Response:
    """`/about`."""
    return await visit.page("about", **await visit.room.ask_once(_everything))


def _everything(conn: sqlite3.Connection, sight: Sight, _engine: Engine) -> dict[str, Any]:
    about = config.everything(conn)
    shown = visibility.by_outlet(conn, sight.today) if sight.public else []
    return {
        "about": about,
        "totals": stats.totals(conn, sight.visitor),
        "cited": wording.archive_cited(about, sight.today),
        "shown": {level: sum(one.counts.get(level, 0) for one in shown) for level in visibility.LEVELS},
        "public": sight.public,
        "excerpt": visibility.EXCERPT_WORDS,
    }
