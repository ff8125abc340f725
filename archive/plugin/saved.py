"""Searches that the keeper saved under a name: a list of them, a page of each with what is new, and its feed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette.utils.asgi import Response

from archive.export import news
from archive.plugin.asked import Asked
from archive.plugin.visit import HEADERS
from archive.store import config, searches, snapshot
from archive.store.searches import Saved

if TYPE_CHECKING:
    from archive.export.news import News
    from archive.plugin.visit import Visit

# How many of what is new are told on the page; the search has them all.
MOST_NEW = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved search on a page: what it is, how it is understood, and the search that it stands for."""

    saved: Saved
    understood: str
    asked: Asked


async def everything(visit: Visit) -> Response:
    """`/saved`."""

    def question(conn: sqlite3.Connection) -> dict[str, Any]:
        return {"about": config.everything(conn), "shown": [_shown(one) for one in searches.everything(conn)]}

    return await visit.page("saved_all", **await visit.ask(question))


async def page(visit: Visit) -> Response:
    """`/saved/NAME`."""
    name, room = _name(visit), visit.room

    def question(conn: sqlite3.Connection) -> dict[str, Any]:
        one = searches.saved(conn, name)
        with snapshot(conn):
            found: News = news.news(conn, room.engine(conn), one, visitor=room.sight.visitor, most=MOST_NEW)
        return {"about": config.everything(conn), "shown": _shown(one), "found": found}

    return await visit.page("saved", **await visit.ask(question))


async def feed(visit: Visit) -> Response:
    """`/saved/NAME.atom`: leads to the feed of the search, whatever it is by now."""
    name = _name(visit)
    shown = await visit.ask(lambda conn: _shown(searches.saved(conn, name)))
    return Response.redirect(visit.to.search(shown.asked, ".atom"), headers=dict(HEADERS))


def _name(visit: Visit) -> str:
    return unquote(visit.request.url_vars["name"])


def _shown(one: Saved) -> Shown:
    asked = news.question(one)
    as_asked = Asked(asked.words, asked.choices, asked.since, asked.until, asked.sort)
    return Shown(one, asked.query.understood, as_asked)
