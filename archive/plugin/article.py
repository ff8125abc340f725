"""One article at one version: to read, to trust and to cite; as a page, as JSON and as the exact text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from archive import cite, export, text, urls
from archive.errors import NotFoundError
from archive.model import Article, Kept, Link, Reading
from archive.plugin import marks, wording
from archive.search import mark, parse
from archive.store import config, overrides, shelf

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import View, Visit


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks for: an article, perhaps at a version, seen as far as `sight` reaches."""

    article_id: int
    label: str | None
    sight: Sight


class _Moved(Exception):  # noqa: N818 - no error, but the answer: the article is another now
    def __init__(self, article_id: int) -> None:
        self.article_id = article_id


def _following(view: View) -> View:
    """A view of an article that leads on where the article turned out to be another."""

    @wraps(view)
    async def following(visit: Visit) -> Response | None:
        try:
            return await view(visit)
        except _Moved as moved:
            form = PurePosixPath(visit.request.path).suffix
            return visit.moved(visit.to.article(moved.article_id, form=form, q=_query(visit)))

    return following


@_following
async def page(visit: Visit) -> Response:
    """`/article/ID`, `/article/ID/vN`; with `q`, the words of a query are marked."""
    wanted, q = _wanted(visit), _query(visit)
    found = await visit.ask(lambda conn: _shown(conn, wanted, q))
    canonical = _canonical(visit, found["article"], found["about"].get("base_url"))
    return await visit.page("article", q=q, canonical=canonical, **found)


@_following
async def data(visit: Visit) -> Response:
    """`/article/ID.json`, `/article/ID/vN.json`."""
    wanted = _wanted(visit)
    return visit.json(await visit.ask(lambda conn: _whole(conn, wanted)))


@_following
async def plain(visit: Visit) -> Response:
    """`/article/ID.txt`, `/article/ID/vN.txt`: the text and nothing else, so that its SHA-256 is the one cited."""
    wanted = _wanted(visit)
    return visit.text(await visit.ask(lambda conn: _found(conn, wanted)[1].text))


async def unknown(visit: Visit) -> Response:
    """Anything else below `/article`."""
    raise NotFoundError(f"there is nothing at {visit.request.path}: articles are at /article/ and their number")


def _canonical(visit: Visit, article: Article, base_url: str | None) -> str:
    """The address that search engines should know: of the article as it stands, or of what it no longer says."""
    label = article.version.label if article.version.label != article.latest else None
    if base_url:
        return f"{base_url.rstrip('/')}/article/{article.id}{f'/v{label}' if label else ''}"
    return str(visit.room.datasette.absolute_url(visit.request, visit.to.article(article.id, label)))


def _query(visit: Visit) -> str:
    return (visit.request.args.get("q") or "").replace("\x00", " ").strip()


def _wanted(visit: Visit) -> _Wanted:
    found = visit.request.url_vars
    return _Wanted(int(found["id"]), found["label"], visit.room.sight)


def _found(conn: sqlite3.Connection, wanted: _Wanted) -> tuple[Article, Reading]:
    """The article, and its reading with what may be seen of it; a version that was cited stays where it was cited."""
    elsewhere = shelf.redirect(conn, wanted.article_id)
    if elsewhere is not None and wanted.label is None:
        raise _Moved(elsewhere)
    article = _at_version(conn, wanted)
    if wanted.sight.level(article) == "none":
        raise NotFoundError(f"article {wanted.article_id} is not shown to visitors")
    return article, wanted.sight.reading(article)


def _at_version(conn: sqlite3.Connection, wanted: _Wanted) -> Article:
    try:
        return shelf.article(conn, wanted.article_id, wanted.label)
    except NotFoundError:
        latest = shelf.article(conn, wanted.article_id).latest
        message = f"article {wanted.article_id} has no version {wanted.label}: the latest is version {latest}"
        raise NotFoundError(message) from None


def _shown(conn: sqlite3.Connection, wanted: _Wanted, q: str) -> dict[str, Any]:
    article, reading = _found(conn, wanted)
    about = config.everything(conn)
    citation = cite.of(article, base_url=about.get("base_url"), accessed=wanted.sight.today)
    marked = _marked(reading, q)
    paragraphs = text.paragraphs(marked.text)
    return {
        "about": about,
        "article": article,
        "version": article.version,
        "reading": marked,
        "title": reading.title,
        "direction": marks.direction(reading.title or reading.text),
        "paragraphs": paragraphs,
        "hits": [number for number, paragraph in enumerate(paragraphs, 1) if marks.has_hit(paragraph)],
        "links": list(_links(reading)),
        "from_url": _from(article.capture),
        "said": list(_said(reading)),
        "doubt": None if reading.published else reading.origin.get("published"),
        "flags": [wording.FLAGS.get(flag, flag) for flag in reading.flags],
        "level": wording.LEVELS.get(wanted.sight.level(article)),
        "versions": shelf.versions(conn, article.id),
        "became": shelf.redirect(conn, article.id),
        "cited": cite.plain(citation),
        "permalink": citation.permalink,
        "sight": wanted.sight,
    }


def _whole(conn: sqlite3.Connection, wanted: _Wanted) -> dict[str, Any]:
    article, reading = _found(conn, wanted)
    public = wanted.sight.public
    corrections = [] if public else overrides.history(conn, article.id)
    versions, base_url = shelf.versions(conn, article.id), config.get(conn, "base_url")
    found = export.whole(article, reading, versions, corrections, base_url=base_url)
    if public and found["evidence"]:
        del found["evidence"]["source"]  # the paths of the keeper's own files
    return found


def _marked(reading: Reading, q: str) -> Reading:
    """A reading with the words of a query marked; the search is for any of them, wherever they stand."""
    if not q:
        return reading
    root = parse(q).root
    title, dek = (mark(words, root) if words else words for words in (reading.title, reading.dek))
    return replace(reading, title=title, dek=dek, text=mark(reading.text, root))


def _links(reading: Reading) -> Iterator[Link]:
    """What was embedded in the page; only a web address is ever a link."""
    for link in reading.links:
        if link.kind == "embed":
            yield link if urls.is_web(link.url) else replace(link, url=None)


def _from(seen: Kept | None) -> str | None:
    address = (seen.final_url or seen.url) if seen else None
    return address if urls.is_web(address) else None


def _said(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each field that somebody gave, and who."""
    for name, label in wording.FIELDS.items():
        who = reading.origin.get(name)
        if who:
            yield label, wording.ORIGIN.get(who, who)
