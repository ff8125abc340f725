"""Words of an article as a quotation: exactly as they stand, with paragraph, permanent link and hash, to take away."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from archive import cite
from archive.cite.quotation import Quotation, quote
from archive.cite.words import double_quoted
from archive.errors import NotFoundError
from archive.plugin import wanted
from archive.plugin.wanted import Wanted, following
from archive.store import config

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit

MOST_CHARACTERS = 4_000


@following
async def page(visit: Visit) -> Response:
    """`/article/ID/vN/quote`: a form; with `words`, and a `paragraph` to look in, the quotation."""
    asked, words, paragraph = _read(visit)
    return await visit.page("quote", **await visit.ask(lambda conn: _shown(conn, asked, words, paragraph)))


@following
async def plain(visit: Visit) -> Response:
    """`/article/ID/vN/quote.txt`: the quotation as text to paste."""
    asked, words, paragraph = _read(visit)
    return visit.text(await visit.ask(lambda conn: _written(_quoted(conn, asked, words, paragraph))))


def _read(visit: Visit) -> tuple[Wanted, str, int | None]:
    words = (visit.request.args.get("words") or "").replace("\x00", " ").strip()[:MOST_CHARACTERS]
    given = (visit.request.args.get("paragraph") or "").strip()
    is_number = given.isascii() and given.isdigit() and len(given) < 7
    return wanted.read(visit), words, int(given) if is_number and int(given) else None


def _shown(conn: sqlite3.Connection, asked: Wanted, words: str, paragraph: int | None) -> dict[str, Any]:
    article, reading = wanted.found(conn, asked)
    written = trouble = None
    if words or paragraph:
        try:
            written = _written(_quoted(conn, asked, words, paragraph))
        except NotFoundError as error:
            trouble = str(error)
    return {
        "about": config.everything(conn),
        "article": article,
        "title": reading.title,
        "language": reading.language,
        "quoted": words,
        "paragraph": paragraph,
        "written": written,
        "trouble": trouble,
    }


def _quoted(conn: sqlite3.Connection, asked: Wanted, words: str, paragraph: int | None) -> Quotation:
    """The words as they stand in what may be seen of the article; without any, the whole paragraph."""
    article, _ = wanted.found(conn, asked)
    return quote(
        asked.sight.shown(article),
        words or None,
        base_url=config.get(conn, "base_url"),
        accessed=asked.sight.today,
        archive=config.get(conn, "title"),
        paragraphs=(paragraph,) if paragraph else (),
    )


def _written(found: Quotation) -> str:
    where = ", ".join(f"¶{number}" for number in found.paragraphs)
    lines = [double_quoted(found.text), cite.plain(found.citation), f"{where} · {found.marked or found.permalink}"]
    return cite.as_text("\n\n".join([*lines, f"SHA-256 of the text: {found.text_sha256}"]))
