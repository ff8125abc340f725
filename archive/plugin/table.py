"""A search as CSV: every match, streamed, whole or visibly broken off."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from archive import export, text
from archive.errors import StoreError, UsageError
from archive.plugin import asked as addresses
from archive.plugin.asked import Asked
from archive.plugin.download import Pieces
from archive.plugin.visit import HEADERS
from archive.search import Engine
from archive.store import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit

# A public server gives of an article no more than an excerpt unless told otherwise; a whole archive's excerpts in one
# file would be more than that.
_NOT_IN_PUBLIC = {"dek", "snippet", "text"}


async def csv(visit: Visit) -> Response | None:
    """`/search.csv`: all matches in the order asked for; `columns` names some, `bom=1` is for Excel."""
    args, sight = visit.request.args, visit.room.sight
    asked, names = addresses.read(args), export.chosen(args.get("columns"))
    if asked.notes:  # a page says what it left out, a table cannot
        raise UsageError(" ".join(asked.notes))
    if sight.public:
        names = tuple(name for name in names if name not in _NOT_IN_PUBLIC)
    excel = (args.get("bom") or "") not in {"", "0"}
    download = visit.room.download(
        lambda conn: _pieces(conn, visit.room.engine(conn), asked, names, sight, excel=excel)
    )
    headers = {"content-type": "text/csv; charset=utf-8", "content-disposition": _disposition(asked.q), **HEADERS}
    await download.send(visit.send, visit.request.receive, headers)
    return None


def _pieces(
    conn: sqlite3.Connection, engine: Engine, asked: Asked, names: Sequence[str], sight: Sight, *, excel: bool
) -> Pieces:
    """The pieces of the file; raises StoreError where it would hold fewer rows than there are matches."""
    matches, rows = 0, 0

    def ids() -> Iterator[int]:
        nonlocal matches
        for article_id in engine.ids(sight.of(asked.request())):
            matches += 1
            yield article_id

    def counted(done: int) -> None:
        nonlocal rows
        rows = done

    with snapshot(conn):
        yield from export.write(conn, names, ids(), query=asked.query.root, excel=excel, counted=counted)
    if rows != matches:
        raise StoreError(f"{matches:,} articles match, but only {rows:,} could be written: the file is not whole")


def _disposition(q: str) -> str:
    """A file name that says what was asked, with a plain one for programs that know no other."""
    name = f"pressmark-{text.slug(q) if q else 'articles'}.csv"
    plain = name if name.isascii() else "pressmark-search.csv"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
