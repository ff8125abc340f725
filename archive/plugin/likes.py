"""More like this: the articles that share most of an article's telling words.

Finding them is a search for any of twenty words, so it has a page of its own; the article's page fetches it when a
reader comes near.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive.plugin import results, wanted
from archive.plugin.wanted import Wanted, following
from archive.search.likeness import like
from archive.store import config

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.room import Room
    from archive.plugin.visit import Visit

MOST = 8


@following
async def page(visit: Visit) -> Response:
    """`/article/ID/like`."""
    asked = wanted.read(visit)
    return await visit.page("likes", **await visit.ask(lambda conn: _found(conn, asked, visit.room)))


def _found(conn: sqlite3.Connection, asked: Wanted, room: Room) -> dict[str, Any]:
    article, reading = wanted.found(conn, asked)
    found = like(conn, room.engine(conn), article.id, MOST, visitor=asked.sight.visitor)
    return {
        "about": config.everything(conn),
        "article": article,
        "title": reading.title,
        "hits": list(results.visible(conn, found, asked.sight)),
    }
