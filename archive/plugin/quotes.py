"""Who said what: the quotations of a search, with their speakers and how far these are sure."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from archive import text
from archive.plugin import asked as addresses
from archive.plugin.asked import Asked
from archive.search.speech import Quotes, said
from archive.store import config

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit

LINES = 100
MOST_LINES = 1_000
_HEAD = ("article_id", "version", "paragraph", "words", "speaker", "sign", "title", "outlet", "published")


async def page(visit: Visit) -> Response:
    """`/quotes`, with the parameters of a search and a `speaker`."""
    asked, speaker = _read(visit)
    found = await visit.ask(_said(visit, asked, speaker, LINES)) if asked.q or speaker else None
    about = await visit.ask(config.everything)
    return await visit.page("quotes", asked=asked, q=asked.q, speaker=speaker, found=found, about=about)


async def data(visit: Visit) -> Response:
    """`/quotes.csv`."""
    asked, speaker = _read(visit)
    found = await visit.ask(_said(visit, asked, speaker, MOST_LINES))
    rows = (
        (one.article_id, one.version, one.speech.paragraph, text.unmarked(one.speech.words), one.speech.speaker,
         one.speech.sign, one.title, one.outlet, one.published)
        for one in found.said
    )  # fmt: skip
    return visit.csv(_HEAD, rows, "quotes")


def _read(visit: Visit) -> tuple[Asked, str]:
    asked = addresses.read(visit.request.args)
    return replace(asked, sort=None), (visit.request.args.get("speaker") or "").replace("\x00", " ").strip()


def _said(visit: Visit, asked: Asked, speaker: str, limit: int) -> Callable[[sqlite3.Connection], Quotes]:
    room, sight = visit.room, visit.room.sight
    request = sight.of(asked.request())

    def question(conn: sqlite3.Connection) -> Quotes:
        def shown(ids: Sequence[int]) -> Sequence[int]:
            return sight.whole(conn, ids)

        return said(room.engine(conn), conn, request, speaker, limit=limit, shown=shown)

    return question
