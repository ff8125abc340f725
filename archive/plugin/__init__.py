"""The reading room: a Datasette plugin with pages for search and articles, beside Datasette's own of tables and SQL.

    visit       a request, and the answers a view can give      room        read-only connections, threads, limits
    home        the first page                                  download    streaming that never ends short
    results     a search as a page and as JSON                  asked       what an address asks for
    article     one article as a page, JSON and text            addresses   where things are
    table       a search as a file                                sight       what a visitor may see
    chart       a timeline as a picture                         marks       hits in text of strangers
    wording     the words of the pages                      about       the archive about itself
    crawlers    what programs that walk the web are told    permissions what a public server keeps to itself
    trouble     what went wrong elsewhere                   changes     two versions of an article compared
    analysis    concordance, keywords and trends            lines       trends as a picture
    names       outlets, and everything of one name         references  an article for reference managers
    feeds       a search as a feed                          sources     how sources fare, month by month
    evidence    what an article rests on, and a check       wanted      which article an address asks for
    copies      who else ran it, and how they differ        likes       more like this
    quote       words of it, to take away                   collecting  sets that a reader picks
    quotes      who said what                               gaps        what was not collected
    saved       searches under a name                       packing     fewer bytes on the way
    crowd       how many at a time

Only the reading side is here: nothing in it fetches or extracts, and it writes nothing but what a reader picks.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from pluggy import HookimplMarker

from archive import dates
from archive.plugin import (
    about,
    analysis,
    article,
    changes,
    collecting,
    copies,
    crawlers,
    evidence,
    feeds,
    home,
    likes,
    names,
    permissions,
    quote,
    quotes,
    references,
    results,
    saved,
    sources,
    table,
    trouble,
)
from archive.plugin.crowd import limited
from archive.plugin.headers import with_headers
from archive.plugin.packing import packed
from archive.plugin.repeats import repeated
from archive.plugin.room import Room
from archive.plugin.visit import View, answer

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

hookimpl = HookimplMarker("datasette")
_ROOM = "_pressmark_room"

_NUMBER = r"^/article/(?P<id>[0-9]{1,18})"
_ARTICLE = rf"{_NUMBER}(?:/v(?P<label>[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?))?"
# Datasette's pages about itself name the file, its folder and what is installed; strangers get its style sheets alone.
_INSIDES = r"^/-/(?!static)"
# In this order; Datasette's own come after all of ours.
ROUTES: tuple[tuple[str, View], ...] = (
    (r"^/$", repeated(home.page)),
    (r"^/search/?$", repeated(results.page)),
    (r"^/search\.json$", repeated(results.data)),
    (rf"^/search(?:{table.ENDINGS})$", table.download),
    (r"^/search\.atom$", feeds.atom),
    (r"^/search\.feed\.json$", feeds.json),
    (rf"{_ARTICLE}/?$", repeated(article.page)),
    (rf"{_ARTICLE}\.json$", repeated(article.data)),
    (rf"{_ARTICLE}\.txt$", repeated(article.plain)),
    (rf"{_ARTICLE}\.(?P<form>{references.ENDINGS})$", references.record),
    (rf"{_NUMBER}/diff/(?P<before>[0-9.]{{1,19}}?)\.\.(?P<after>[0-9.]{{1,19}})/?$", repeated(changes.page)),
    (rf"{_NUMBER}/copies/?$", repeated(copies.page)),
    (rf"{_NUMBER}/copies/(?P<other>[0-9]{{1,18}})/?$", repeated(copies.compared)),
    (rf"{_NUMBER}/like/?$", repeated(likes.page)),
    (rf"{_ARTICLE}/quote/?$", quote.page),
    (rf"{_ARTICLE}/quote\.txt$", quote.plain),
    (rf"{_ARTICLE}/capture/?$", evidence.page),
    (rf"{_ARTICLE}/capture\.warc\.gz$", evidence.download),
    (r"^/article(?:/.*)?$", article.unknown),
    (r"^/collections/?$", collecting.everything),
    (r"^/collection/(?P<slug>[^/]{1,200})/?$", collecting.one),
    (r"^/outlets/?$", repeated(names.outlets)),
    (r"^/outlet/(?P<name>[^/]{1,200})/?$", repeated(names.outlet)),
    (r"^/author/(?P<name>.{1,300}?)/?$", repeated(names.author)),
    (r"^/concordance/?$", repeated(analysis.lines_page)),
    (r"^/concordance\.csv$", analysis.lines_csv),
    (r"^/keyness/?$", repeated(analysis.keywords_page)),
    (r"^/keyness\.csv$", analysis.keywords_csv),
    (r"^/quotes/?$", repeated(quotes.page)),
    (r"^/quotes\.csv$", quotes.data),
    (r"^/trends/?$", repeated(analysis.trends_page)),
    (r"^/trends\.csv$", analysis.trends_csv),
    (r"^/trends\.png$", analysis.trends_png),
    (r"^/sources/?$", sources.page),
    (r"^/saved/?$", saved.everything),
    (r"^/saved/(?P<name>[^/]{1,80})\.atom$", saved.feed),
    (r"^/saved/(?P<name>[^/]{1,80})/?$", saved.page),
    (r"^/about/?$", repeated(about.page)),
    (r"^/robots\.txt$", crawlers.robots),
    (r"^/sitemap\.xml$", crawlers.sitemap),
)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our pages, which come before Datasette's own of the same address."""
    room = _room(datasette)
    routes: list[tuple[str, Callable[..., Any]]] = [(route, partial(answer, view, room)) for route, view in ROUTES]
    if permissions.is_public(datasette):
        routes.append((_INSIDES, partial(trouble.refused, room)))
    return routes


@hookimpl
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> bool | None:
    """What a public server keeps to itself."""
    return permissions.allowed(datasette, action, resource)


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """What went wrong on Datasette's pages is told on ours."""
    return partial(trouble.told, _room(datasette), request, exception)


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Awaitable[Response]]:
    """So is what a visitor may not see."""
    return partial(trouble.refused, _room(datasette), request)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[..., Any]:
    """Headers that no page here should go without, fewer bytes, and a word to who comes when it is full."""

    def wrapped(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        if permissions.is_public(datasette):
            app = limited(app, partial(trouble.crowded, _room(datasette)))
        return packed(with_headers(app))

    return wrapped


@hookimpl
def extra_css_urls(datasette: Datasette, view_name: str | None) -> list[str]:
    """Long texts keep to their cell on Datasette's own tables."""
    return [datasette.urls.static_plugins("pressmark", "tables.css")] if view_name in {"table", "row"} else []


def _room(datasette: Datasette) -> Room:
    """The reading room of a Datasette, the same for every hook."""
    if not hasattr(datasette, _ROOM):
        setattr(datasette, _ROOM, Room(datasette, clock=dates.now))
    room: Room = getattr(datasette, _ROOM)
    return room
