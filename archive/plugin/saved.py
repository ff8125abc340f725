"""Searches that the keeper saved under a name: a list of them, a page of each with what is new, and its feed.

A saved search is a permanent link, which strangers who have it may follow on a public server; which ones there are, and
saving them, is the keeper's alone.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette.utils.asgi import Response

from archive.errors import UsageError
from archive.export import news
from archive.plugin import asked as addresses
from archive.plugin.asked import Asked
from archive.plugin.visit import HEADERS
from archive.store import config, searches, snapshot
from archive.store.searches import Saved

if TYPE_CHECKING:
    from archive.export.news import News
    from archive.plugin.visit import Visit

# How many of what is new are told on the page; the search has them all.
MOST_NEW = 50
_WHAT = "the lists of saved searches"


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved search on a page: what it is, how it is understood, and the search that it stands for."""

    saved: Saved
    understood: str
    asked: Asked


async def everything(visit: Visit) -> Response:
    """`/saved`; a form sent here saves the search whose parameters it has under the name it has."""
    visit.keepers_only(_WHAT)
    if visit.request.method == "POST":
        return await _save(visit)

    def question(conn: sqlite3.Connection) -> dict[str, Any]:
        return {"about": config.everything(conn), "shown": [_shown(one) for one in searches.everything(conn)]}

    return await visit.page("saved_all", **await visit.ask(question))


async def page(visit: Visit) -> Response:
    """`/saved/NAME`; a form sent here marks what is new as seen, or keeps the search no longer."""
    name = _name(visit)
    if visit.request.method == "POST":
        return await _change(visit, name)

    def question(conn: sqlite3.Connection) -> dict[str, Any]:
        one = searches.saved(conn, name)
        return {"about": config.everything(conn), "shown": _shown(one), "found": _news(visit, conn, one)}

    return await visit.page("saved", **await visit.ask(question))


async def feed(visit: Visit) -> Response:
    """`/saved/NAME.atom`: leads to the feed of the search, whatever it is by now."""
    name = _name(visit)
    shown = await visit.ask(lambda conn: _shown(searches.saved(conn, name)))
    return Response.redirect(visit.to.search(shown.asked, ".atom"), headers=dict(HEADERS))


async def _save(visit: Visit) -> Response:
    sent = await visit.sent()
    name, asked = "-".join((sent.get("name") or "").split()), addresses.read(sent)
    data = asked.question(distinct=asked.count == "distinct").data()

    def change(conn: sqlite3.Connection, at: str) -> None:
        if any(one.name == name and one.asked != data for one in searches.everything(conn)):
            raise UsageError(f"another search is saved as “{name}”: choose another name, or remove that one first")
        searches.save(conn, name, data, at=at)

    await visit.room.write(change)
    return visit.shown(visit.to.saved(name))


async def _change(visit: Visit, name: str) -> Response:
    visit.keepers_only(_WHAT)
    if (await visit.sent()).get("do") == "remove":
        await visit.room.write(lambda conn, _at: searches.remove(conn, name))
        return visit.shown(visit.to.saved())
    found = await visit.ask(lambda conn: _news(visit, conn, searches.saved(conn, name)))
    seen = {"matches": found.matches, "last_article": found.stamp.article, "last_change": found.stamp.change}
    await visit.room.write(lambda conn, at: searches.was_run(conn, name, at=at, **seen))
    return visit.shown(visit.to.saved(name))


def _news(visit: Visit, conn: sqlite3.Connection, one: Saved) -> News:
    room = visit.room
    with snapshot(conn):
        return news.news(conn, room.engine(conn), one, visitor=room.sight.visitor, most=MOST_NEW)


def _name(visit: Visit) -> str:
    return unquote(visit.request.url_vars["name"])


def _shown(one: Saved) -> Shown:
    asked = news.question(one)
    search = Asked(asked.words, asked.choices, asked.since, asked.until, asked.sort)
    return Shown(one, asked.query.understood, search if asked.distinct else replace(search, count="articles"))
