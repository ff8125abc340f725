"""A search as a file: every match in the order asked for, streamed, whole or visibly broken off.

Its rows are articles, or with `rows=matches` the places where the words stand, or with `rows=days` days.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from archive import export, text
from archive.errors import UsageError
from archive.export import Form, Question, Table
from archive.export.found import OTHERS, Other
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
    asked = addresses.read(args)
    if asked.notes:  # a page says what it left out, a file cannot
        raise UsageError(" ".join(asked.notes))
    rows = _rows(args.get("rows"), form, args.get("columns"))
    question = asked.question(distinct=args.get("count") == "distinct")
    sight.of(question.request())  # what is not asked here is told on a page
    table = (
        partial(_others, room=visit.room, question=question, rows=rows)
        if rows
        else partial(_articles, room=visit.room, question=question, names=_columns(visit, form))
    )
    made = visit.room.download(lambda conn: _pieces(conn, form, table))
    name = f"{asked.q or 'articles'}{f' {rows}' if rows else ''}"
    headers = {"content-type": form.media_type, "content-disposition": _disposition(name, form), **HEADERS}
    await made.send(visit.send, visit.request.receive, headers)
    return None


def _rows(given: str | None, form: Form, columns: str | None) -> Other | None:
    """The rows asked for, where they are no articles; raises UsageError for what a file cannot have."""
    if given in {None, "", "articles"}:
        return None
    for rows in OTHERS:
        if rows == given and form.holds_any and not columns:
            return rows
    raise UsageError("rows can be articles, or in .csv, .xlsx, .jsonl and .parquet matches or days, with their columns")


def _columns(visit: Visit, form: Form) -> tuple[str, ...]:
    """The columns asked for that a visitor may have; raises UsageError where the form cannot do without the others."""
    names = form.columns(visit.request.args.get("columns"))
    if not visit.room.sight.public:
        return names
    if _NOT_IN_PUBLIC.intersection(form.needed):
        raise UsageError(f"this archive does not give visitors whole texts, and so no {form.suffix}")
    return tuple(name for name in names if name not in _NOT_IN_PUBLIC)


def _articles(conn: sqlite3.Connection, room: Room, question: Question, names: tuple[str, ...]) -> Table:
    engine, visitor = room.engine(conn), room.sight.visitor
    return export.found.articles(conn, engine, question, names, made=room.now, visitor=visitor)


def _others(conn: sqlite3.Connection, room: Room, question: Question, rows: Other) -> Table:
    engine, sight = room.engine(conn), room.sight
    return export.found.others(
        conn, engine, question, rows, made=room.now, visitor=sight.visitor, shown=partial(sight.whole, conn)
    )


def _pieces(conn: sqlite3.Connection, form: Form, table: Callable[[sqlite3.Connection], Table]) -> Pieces:
    """The pieces of the file; raises StoreError where it would hold fewer rows than there are matches."""
    with snapshot(conn):
        yield from export.pieces(form, export.counted(table(conn)))


def _disposition(name: str, form: Form) -> str:
    """A file name that says what was asked, with a plain one for programs that know no other."""
    name = f"pressmark-{text.slug(name)}{form.suffix}"
    plain = name if name.isascii() else f"pressmark-search{form.suffix}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
