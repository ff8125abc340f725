"""Searches that are counted: concordance, keywords and trends; as pages and, for spreadsheets, as CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from archive.export import picture
from archive.plugin import asked as addresses
from archive.plugin import lines, strip
from archive.plugin.asked import Asked
from archive.search import Request, parse
from archive.search.concordance import Concordance, Line, Order, concordance
from archive.search.keyness import Keyness, Keyword, keyness
from archive.search.trends import STEPS, Step, Trends, trends
from archive.store import config

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit

LINES, KEYWORDS, MOST_TRENDS = 200, 100, 6
ORDERS: tuple[Order, ...] = ("newest", "left", "right")


async def lines_page(visit: Visit) -> Response:
    """`/concordance`, with the parameters of a search, and `by=left` or `by=right` to sort the lines."""
    asked, order = addresses.read(visit.request.args), _order(visit)
    found = await visit.ask(_lines(visit, asked, order)) if asked.q else None
    about = await visit.ask(config.everything)
    strips = list(strip.strips(found.lines)) if found else []
    return await visit.page(
        "concordance", asked=asked, q=asked.q, found=found, strips=strips, order=order, orders=ORDERS, about=about
    )


async def lines_csv(visit: Visit) -> Response:
    """`/concordance.csv`."""
    asked = addresses.read(visit.request.args)
    found = await visit.ask(_lines(visit, asked, _order(visit)))
    rows = (asdict(line).values() for line in found.lines)
    return visit.csv([field.name for field in fields(Line)], rows, "concordance")


async def keywords_page(visit: Visit) -> Response:
    """`/keyness`, with the parameters of a search; `against` is another query, else the rest of the archive."""
    asked, against = addresses.read(visit.request.args), _text(visit, "against")
    found = await visit.ask(_keywords(visit, asked, against)) if asked.q else None
    about = await visit.ask(config.everything)
    return await visit.page("keyness", asked=asked, q=asked.q, found=found, against=against, about=about)


async def keywords_csv(visit: Visit) -> Response:
    """`/keyness.csv`."""
    found = await visit.ask(_keywords(visit, addresses.read(visit.request.args), _text(visit, "against")))
    return visit.csv(
        [field.name for field in fields(Keyword)], (asdict(one).values() for one in found.words), "keywords"
    )


async def trends_page(visit: Visit) -> Response:
    """`/trends`, with several `q`, `by` a period, and `show=shares`."""
    queries, by, shares = _queries(visit), _period(visit), _text(visit, "show") == "shares"
    found = await visit.ask(_trends(visit, queries, by)) if queries else None
    about = await visit.ask(config.everything)
    drawn = lines.draw(queries, found, shares=shares) if found else None
    return await visit.page(
        "trends", queries=queries, found=found, drawn=drawn, by=by, shares=shares, periods=STEPS, about=about,
        room=MOST_TRENDS - len(queries), pictures=picture.can_draw(),
    )  # fmt: skip


async def trends_csv(visit: Visit) -> Response:
    """`/trends.csv`."""
    queries = _queries(visit)
    found = await visit.ask(_trends(visit, queries, _period(visit)))
    rows = zip(found.starts, found.totals, *found.counts, strict=True)
    return visit.csv(["start", "total", *queries], rows, "trends")


async def trends_png(visit: Visit) -> Response:
    """`/trends.png`."""
    queries, shares = _queries(visit), _text(visit, "show") == "shares"
    found = await visit.ask(_trends(visit, queries, _period(visit)))
    body = await visit.room.work(lambda: picture.png(queries, found, shares=shares))
    return visit.file(body, "image/png", "pressmark-trends.png")


def _lines(visit: Visit, asked: Asked, order: Order) -> Callable[[sqlite3.Connection], Concordance]:
    room, sight = visit.room, visit.room.sight

    def question(conn: sqlite3.Connection) -> Concordance:
        def shown(ids: Sequence[int]) -> Sequence[int]:
            return sight.whole(conn, ids)

        return concordance(conn, room.engine(conn), sight.of(asked.request()), order=order, limit=LINES, shown=shown)

    return question


def _keywords(visit: Visit, asked: Asked, against: str) -> Callable[[sqlite3.Connection], Keyness]:
    room, sight = visit.room, visit.room.sight
    other = sight.of(asked.asking(against).request()) if against else None
    return lambda conn: keyness(conn, room.engine(conn), sight.of(asked.request()), other, limit=KEYWORDS)


def _trends(visit: Visit, queries: Sequence[str], by: Step) -> Callable[[sqlite3.Connection], Trends]:
    room = visit.room
    requests = [room.sight.of(Request(parse(query).root)) for query in queries]
    return lambda conn: trends(room.engine(conn), requests, by)


def _text(visit: Visit, name: str) -> str:
    return (visit.request.args.get(name) or "").replace("\x00", " ").strip()


def _queries(visit: Visit) -> list[str]:
    given = (one.replace("\x00", " ").strip() for one in visit.request.args.getlist("q"))
    return list(dict.fromkeys(filter(None, given)))[:MOST_TRENDS]


def _order(visit: Visit) -> Order:
    return next((one for one in ORDERS if one == _text(visit, "by")), "newest")


def _period(visit: Visit) -> Step:
    return next((one for one in STEPS if one == _text(visit, "by")), "month")
