"""One article at one version: to read, to trust and to cite; as a page, as JSON and as the exact text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from archive import cite, export, text, urls
from archive.cite import Reference, formats
from archive.errors import NotFoundError
from archive.model import Article, Citation, Kept, Link, Reading
from archive.plugin import marks, wanted, wording
from archive.plugin.wanted import Wanted, following
from archive.search import mark, parse
from archive.store import config, copies, overrides, shelf

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit


@following
async def page(visit: Visit) -> Response:
    """`/article/ID`, `/article/ID/vN`; with `q`, the words of a query are marked."""
    asked, q = wanted.read(visit), wanted.query(visit)
    found = await visit.ask(lambda conn: _shown(conn, asked, q))
    canonical = _canonical(visit, found["article"], found["about"].get("base_url"))
    return await visit.page("article", q=q, canonical=canonical, **found)


@following
async def data(visit: Visit) -> Response:
    """`/article/ID.json`, `/article/ID/vN.json`."""
    asked = wanted.read(visit)
    return visit.json(await visit.ask(lambda conn: _whole(conn, asked)))


@following
async def plain(visit: Visit) -> Response:
    """`/article/ID.txt`, `/article/ID/vN.txt`: the text and nothing else, so that its SHA-256 is the one cited."""
    asked = wanted.read(visit)
    return visit.text(await visit.ask(lambda conn: wanted.found(conn, asked)[1].text))


async def unknown(visit: Visit) -> Response:
    """Anything else below `/article`."""
    raise NotFoundError(f"there is nothing at {visit.request.path}: articles are at /article/ and their number")


def _canonical(visit: Visit, article: Article, base_url: str | None) -> str:
    """The address that search engines should know: of the article as it stands, or of what it no longer says."""
    label = article.version.label if article.version.label != article.latest else None
    if base_url:
        return f"{base_url.rstrip('/')}/article/{article.id}{f'/v{label}' if label else ''}"
    return str(visit.room.datasette.absolute_url(visit.request, visit.to.article(article.id, label)))


def _shown(conn: sqlite3.Connection, asked: Wanted, q: str) -> dict[str, Any]:
    article, reading = wanted.found(conn, asked)
    about = config.everything(conn)
    citation = cite.of(
        asked.sight.shown(article),
        base_url=about.get("base_url"),
        accessed=asked.sight.today,
        archive=about.get("title"),
    )
    marked = _marked(reading, q)
    paragraphs = text.paragraphs(marked.text)
    group = copies.of(conn, article.id, asked.sight.visitor)
    return {
        "about": about,
        "article": article,
        "version": article.version,
        "reading": marked,
        "title": reading.title,
        "direction": marks.direction(reading.title or reading.text),
        "paragraphs": paragraphs,
        "hits": [number for number, paragraph in enumerate(paragraphs, 1) if marks.has_hit(paragraph)],
        "embeds": list(_links(reading, "embed")),
        "links": list(_links(reading, "link")),
        "copies": group,
        "first": copies.first(group),
        "from_url": _from(article.capture),
        "said": list(_said(reading)),
        "doubt": None if reading.published else reading.origin.get("published"),
        "flags": [wording.FLAGS.get(flag, flag) for flag in reading.flags],
        "level": wording.LEVELS.get(asked.sight.level(article)),
        "versions": shelf.versions(conn, article.id),
        "became": shelf.redirect(conn, article.id),
        "cited": cite.plain(citation),
        "styles": [(wording.STYLES[name], _reference(style(citation))) for name, style in cite.STYLES.items()],
        "meta": formats.meta(citation, rights=about.get("licence")),
        "described": _described(citation, about),
        "permalink": citation.permalink,
        "sight": asked.sight,
    }


def _described(citation: Citation, about: dict[str, str]) -> Markup:
    """JSON-LD of what this page is: an archive's copy of an article, and not the article (schema.org).

    A script element ends at the first `</script`, so that no `<` may stand in it.
    """
    of = {
        "@type": "NewsArticle",
        "headline": citation.title,
        "url": citation.url,
        "datePublished": citation.published,
        "inLanguage": citation.language,
        "author": [{"@type": "Person", "name": name} for name in citation.authors],
        "publisher": {"@type": "Organization", "name": citation.outlet} if citation.outlet else None,
    }
    copy = {
        "@context": "https://schema.org",
        "@type": "ArchiveComponent",
        "name": citation.title,
        "identifier": citation.permalink,
        "version": citation.version,
        "dateCreated": citation.captured_at,
        "holdingArchive": {"@type": "ArchiveOrganization", "name": about.get("title"), "identifier": about.get("uuid")},
        "isBasedOn": {name: value for name, value in of.items() if value},
    }
    written = json.dumps({name: value for name, value in copy.items() if value}, ensure_ascii=False)
    return Markup(written.replace("<", "\\u003c"))  # noqa: S704 - no tag can stand in it without a `<`


def _reference(found: Reference) -> list[Markup]:
    """A reference as it stands in a text and in a list, once where they are the same."""
    lines = dict.fromkeys([found.cited, found.listed])
    return [Markup(cite.as_html(line)) for line in lines]  # noqa: S704 - `as_html` escapes all but its own marks


def _whole(conn: sqlite3.Connection, asked: Wanted) -> dict[str, Any]:
    article, reading = wanted.found(conn, asked)
    public = asked.sight.public
    corrections = [] if public else overrides.history(conn, article.id)
    versions, base_url = shelf.versions(conn, article.id), config.get(conn, "base_url")
    found = export.whole(article, reading, versions, corrections, base_url=base_url)
    if public and found["evidence"]:
        del found["evidence"]["source"]  # the paths of the keeper's own files
    if public and found["copy_of"] not in {one.article_id for one in copies.of(conn, article.id, asked.sight.visitor)}:
        found["copy_of"] = None
    return found


def _marked(reading: Reading, q: str) -> Reading:
    """A reading with the words of a query marked; the search is for any of them, wherever they stand."""
    if not q:
        return reading
    root = parse(q).root
    title, dek = (mark(words, root, reading.language) if words else words for words in (reading.title, reading.dek))
    return replace(reading, title=title, dek=dek, text=mark(reading.text, root, reading.language))


def _links(reading: Reading, kind: Literal["embed", "link"]) -> Iterator[Link]:
    """What was embedded in the page, or where its text leads; only a web address is ever a link."""
    for link in reading.links:
        if link.kind == kind:
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
