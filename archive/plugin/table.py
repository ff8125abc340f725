"""A search as a file: every match in the order asked for, streamed, whole or visibly broken off."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

from archive import export, text
from archive.errors import UsageError
from archive.export import Form, Question
from archive.plugin import asked as addresses
from archive.plugin.download import Pieces
from archive.plugin.visit import HEADERS
from archive.store import snapshot

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.room import Room
    from archive.plugin.visit import Visit

# A public server gives of an article no more than an excerpt unless told otherwise; a whole archive's excerpts in one
# file would be more than that. A copy may be of an article that is hidden.
_NOT_IN_PUBLIC = {"dek", "snippet", "text", "copies", "copy_of"}
# What the path of a search can end in, as a part of a route.
ENDINGS = "|".join(form.suffix.replace(".", r"\.") for form in export.FORMS)


async def download(visit: Visit) -> Response | None:
    """`/search.csv` and the others; `columns` names some, `count=distinct` folds copies, `bom=1` is for Excel."""
    args, sight = visit.request.args, visit.room.sight
    form = export.form_of(visit.request.path)
    if (args.get("bom") or "") not in {"", "0"} and form is export.CSV:
        form = export.EXCEL_CSV
    asked, names = addresses.read(args), form.columns(args.get("columns"))
    if asked.notes:  # a page says what it left out, a file cannot
        raise UsageError(" ".join(asked.notes))
    if sight.public:
        if _NOT_IN_PUBLIC.intersection(form.needed):
            raise UsageError(f"this archive does not give visitors whole texts, and so no {form.suffix}")
        names = tuple(name for name in names if name not in _NOT_IN_PUBLIC)
    question = asked.question(distinct=args.get("count") == "distinct")
    sight.of(question.request())  # what is not asked here is told on a page
    made = visit.room.download(lambda conn: _pieces(conn, visit.room, form, question, names))
    headers = {"content-type": form.media_type, "content-disposition": _disposition(asked.q, form), **HEADERS}
    await made.send(visit.send, visit.request.receive, headers)
    return None


def _pieces(conn: sqlite3.Connection, room: Room, form: Form, question: Question, names: tuple[str, ...]) -> Pieces:
    """The pieces of the file; raises StoreError where it would hold fewer rows than there are matches."""
    with snapshot(conn):
        table = export.found.articles(
            conn, room.engine(conn), question, names, made=room.now, visitor=room.sight.visitor
        )
        yield from export.pieces(form, export.counted(table))


def _disposition(q: str, form: Form) -> str:
    """A file name that says what was asked, with a plain one for programs that know no other."""
    name = f"pressmark-{text.slug(q) if q else 'articles'}{form.suffix}"
    plain = name if name.isascii() else f"pressmark-search{form.suffix}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
