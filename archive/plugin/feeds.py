"""A search as a feed, newest first."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.export import feeds
from archive.export.feeds import Feed
from archive.plugin import asked as addresses
from archive.plugin import results
from archive.store import config, shelf

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit


async def atom(visit: Visit) -> Response:
    """`/search.atom`."""
    return visit.data(feeds.atom(await _feed(visit, ".atom")), "application/atom+xml; charset=utf-8")


async def json(visit: Visit) -> Response:
    """`/search.feed.json`."""
    return visit.json(feeds.json_feed(await _feed(visit, ".feed.json")))


async def _feed(visit: Visit, form: str) -> Feed:
    asked, sight = replace(addresses.read(visit.request.args), sort="newest", size=feeds.MOST), visit.room.sight

    def whole(path: str) -> str:
        return str(visit.room.datasette.absolute_url(visit.request, path))

    def question(conn: sqlite3.Connection) -> Feed:
        hits = tuple(results.visible(conn, visit.room.engine(conn).stretch(sight.of(asked.request())).hits, sight))
        about, ids = config.everything(conn), [hit.article_id for hit in hits]
        title = about.get("title", "Pressmark")
        return Feed(
            title=f"{asked.q} · {title}" if asked.q else title,
            feed_url=whole(visit.to.search(asked, form)),
            page_url=whole(visit.to.search(asked)),
            uuid=about["uuid"],
            hits=hits,
            pages={one: whole(visit.to.article(one)) for one in ids},
            seen=shelf.version_seen(conn, ids),
        )

    return await visit.ask(question)
