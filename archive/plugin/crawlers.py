"""What programs that walk the web are told: which pages are theirs to read, and a list of them.

An archive of other people's articles stays out of search engines unless its keeper wants it there
(`pressmark config indexing yes`); searches and tables are never walked, for they have no end.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from archive.errors import NotFoundError
from archive.plugin.visit import HEADERS
from archive.store import config, visibility

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.download import Pieces
    from archive.plugin.visit import Visit

_NOT_WALKED = ("/search", "/archive", "/-/", "/trends", "/concordance", "/keyness", "/quotes")
# The protocol's own limit for one file (sitemaps.org).
_MOST = 50_000


async def robots(visit: Visit) -> Response:
    """`/robots.txt` (RFC 9309)."""
    address = str(visit.room.datasette.absolute_url(visit.request, visit.to.home)).rstrip("/")
    if not await visit.ask(lambda conn: _is_indexed(conn, public=visit.room.sight.public)):
        return visit.text("User-agent: *\nDisallow: /\n")
    closed = "".join(f"Disallow: {path}\n" for path in map(visit.to.below, _NOT_WALKED))
    return visit.text(f"User-agent: *\n{closed}\nSitemap: {address}/sitemap.xml\n")


async def sitemap(visit: Visit) -> None:
    """`/sitemap.xml`: the articles that strangers may see, the newest first."""
    sight = visit.room.sight
    if not await visit.ask(lambda conn: _is_indexed(conn, public=sight.public)):
        raise NotFoundError("this archive has no sitemap: its keeper keeps it out of search engines")
    address = str(visit.room.datasette.absolute_url(visit.request, visit.to.home)).rstrip("/")
    download = visit.room.download(lambda conn: _pages(conn, address, sight.today))
    await download.send(visit.send, visit.request.receive, {"content-type": "application/xml", **HEADERS})


def _is_indexed(conn: sqlite3.Connection, *, public: bool) -> bool:
    return public and config.get(conn, "indexing") == "yes"


def _pages(conn: sqlite3.Connection, address: str, today: str) -> Pieces:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for number, seen in visibility.shown(conn, today, _MOST):
        where = escape(f"{address}/article/{number}")
        yield f"<url><loc>{where}</loc><lastmod>{seen[:10]}</lastmod></url>\n".encode()
    yield b"</urlset>\n"
