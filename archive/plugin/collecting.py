"""Collections: what a reader has picked from results, to come back to, search in and export.

This is the one thing that the reading room writes, and only for the keeper: a public server has no collections. A form
carries Datasette's token against requests that other sites make in the keeper's name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from archive.store import collections, config

if TYPE_CHECKING:
    from datasette.utils import MultiParams

    from archive.plugin.visit import Visit

MOST_CHOSEN = 1_000
_WHAT = "collections"


async def everything(visit: Visit) -> Response:
    """`/collections`; a form sent here adds the articles chosen to the collection named."""
    visit.keepers_only(_WHAT)
    if visit.request.method == "POST":
        sent = await visit.sent()
        name, ids = sent.get("name") or "", _ids(sent)
        slug = await visit.room.write(lambda conn, at: collections.add(conn, name, ids, at=at))
        return visit.shown(visit.to.collection(slug))
    return await visit.page("collections", **await visit.ask(_listed))


async def one(visit: Visit) -> Response:
    """`/collection/SLUG`; a form sent here takes the articles chosen out of it."""
    visit.keepers_only(_WHAT)
    slug = visit.request.url_vars["slug"]
    if visit.request.method == "POST":
        ids = _ids(await visit.sent())
        await visit.room.write(lambda conn, _at: collections.remove(conn, slug, ids))
        is_there = await visit.ask(lambda conn: slug in {each.slug for each in collections.everything(conn)})
        return visit.shown(visit.to.collection(slug if is_there else ""))
    return await visit.page("collection", **await visit.ask(_articles(slug)))


def _ids(sent: MultiParams) -> list[int]:
    given = (one for one in sent.getlist("id") if one.isascii() and one.isdigit() and len(one) < 19)
    return [int(one) for one in given][:MOST_CHOSEN]


def _listed(conn: sqlite3.Connection) -> dict[str, Any]:
    return {"about": config.everything(conn), "collections": collections.everything(conn)}


def _articles(slug: str) -> Callable[[sqlite3.Connection], dict[str, Any]]:
    return lambda conn: {
        "about": config.everything(conn),
        "collection": collections.one(conn, slug),
        "items": collections.items(conn, slug),
    }
