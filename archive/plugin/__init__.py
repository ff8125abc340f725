"""The reading room: a Datasette plugin with pages for search and articles, beside Datasette's own of tables and SQL.

    visit       a request, and the answers a view can give      room        read-only connections, threads, limits
    home        the first page                                  download    streaming that never ends short
    results     a search as a page and as JSON                  asked       what an address asks for
    article     one article as a page, JSON and text            addresses   where things are
    table       a search as a file                                sight       what a visitor may see
    chart       a timeline as a picture                         marks       hits in text of strangers
    wording     the words of the pages

Only the reading side is here: nothing in it fetches, extracts or writes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from pluggy import HookimplMarker

from archive import dates
from archive.plugin import article, home, results, table
from archive.plugin.headers import with_headers
from archive.plugin.room import Room
from archive.plugin.visit import View, answer

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")

_ARTICLE = r"^/article/(?P<id>[0-9]{1,18})(?:/v(?P<label>[0-9]{1,9}(?:\.[0-9]{1,9})?))?"
# In this order; Datasette's own come after all of ours.
ROUTES: tuple[tuple[str, View], ...] = (
    (r"^/$", home.page),
    (r"^/search/?$", results.page),
    (r"^/search\.json$", results.data),
    (rf"^/search(?:{table.ENDINGS})$", table.download),
    (rf"{_ARTICLE}/?$", article.page),
    (rf"{_ARTICLE}\.json$", article.data),
    (rf"{_ARTICLE}\.txt$", article.plain),
    (r"^/article(?:/.*)?$", article.unknown),
)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages, which come before Datasette's own of the same address."""
    room = Room(datasette, clock=dates.now)
    return [(route, partial(answer, view, room)) for route, view in ROUTES]


@hookimpl
def asgi_wrapper() -> Callable[..., Any]:
    """Headers that no page here should go without."""
    return with_headers


@hookimpl
def extra_css_urls(datasette: Datasette, view_name: str | None) -> list[str]:
    """Long texts keep to their cell on Datasette's own tables."""
    return [datasette.urls.static_plugins("pressmark", "tables.css")] if view_name in {"table", "row"} else []
