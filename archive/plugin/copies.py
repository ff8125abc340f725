"""The copies of an article: who ran the text, in what order, and how any two of them differ."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive.errors import NotFoundError
from archive.plugin import changes, wanted
from archive.plugin.wanted import Wanted, following
from archive.store import config, copies

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit


@following
async def page(visit: Visit) -> Response:
    """`/article/ID/copies`."""
    asked = wanted.read(visit)
    return await visit.page("copies", **await visit.ask(lambda conn: _group(conn, asked)))


@following
async def compared(visit: Visit) -> Response:
    """`/article/ID/copies/OTHER`: what OTHER says otherwise, word by word."""
    found, sight = visit.request.url_vars, visit.room.sight
    one, other = (Wanted(int(found[name]), None, sight) for name in ("id", "other"))
    return await visit.page("changes", **await visit.ask(lambda conn: _compared(conn, one, other)))


def _group(conn: sqlite3.Connection, asked: Wanted) -> dict[str, Any]:
    article, reading = wanted.found(conn, asked)
    group = copies.of(conn, article.id, asked.sight.visitor)
    return {
        "about": config.everything(conn),
        "article": article,
        "title": reading.title,
        "group": group,
        "first": copies.first(group),
        "own": next((one for one in group if one.article_id == article.id), None),
    }


def _compared(conn: sqlite3.Connection, one: Wanted, other: Wanted) -> dict[str, Any]:
    if other.article_id not in {copy.article_id for copy in copies.of(conn, one.article_id, one.sight.visitor)}:
        raise NotFoundError(f"article {other.article_id} is no copy of article {one.article_id}")
    return {**changes.between(conn, one, other), "are_copies": True}
