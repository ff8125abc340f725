"""One visit: a request on its way to a view, and the answers that a view can give.

A view takes a `Visit`, puts one question to the library and renders. What goes wrong on the way is answered here, in
the form that was asked for: a page for people, JSON or plain text for programs.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs

from datasette.utils import MultiParams, add_cors_headers
from datasette.utils.asgi import Response

from archive.errors import BusyError, NoArchiveError, NotFoundError, StoreError, TakenDownError, UsageError
from archive.plugin import chart, marks, wording
from archive.plugin.addresses import Addresses
from archive.plugin.asked import Asked
from archive.plugin.room import PAGE_SECONDS
from archive.store import config

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

    from archive.plugin.download import Send
    from archive.plugin.room import Room

T = TypeVar("T")
View = Callable[["Visit"], Awaitable[Response | None]]

# Our pages have no script and no style but files of our own. Should a stranger's text ever pass for markup, it can do
# nothing.
HEADERS = {
    "content-security-policy": "default-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
}

_STATUS: Mapping[type[Exception], int] = {
    NoArchiveError: 404,
    NotFoundError: 404,
    UsageError: 400,
    TimeoutError: 503,
    StoreError: 503,
}
_HEADINGS = {
    400: "That cannot be read",
    404: "Not in this archive",
    410: "Taken down",
    451: "Taken down",
    503: "That took too long",
}
_SPECIAL: Mapping[type[Exception], str] = {
    NoArchiveError: "No archive here",
    BusyError: "Somebody is writing",
    StoreError: "Not written",
}
_TOO_LONG = "it was stopped after {:.0f} seconds, so that others need not wait: ask for rarer words, or a shorter time"


class Visit:
    """A request, and what is needed to answer it."""

    def __init__(self, room: Room, request: Request, send: Send | None = None) -> None:
        self.room = room
        self.request = request
        self._send = send
        self.to = Addresses(room.datasette, room.database)

    @property
    def send(self) -> Send:
        """The way to answer in pieces; only a view has one."""
        if self._send is None:
            raise RuntimeError("an answer to trouble is sent whole")
        return self._send

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer of the library to one question."""
        return await self.room.ask(question)

    def keepers_only(self, what: str) -> None:
        """Raise NotFoundError on a public server, of `what` its keeper keeps to themselves."""
        if self.room.sight.public:
            raise NotFoundError(f"{what} are the keeper’s own, and not shown to visitors")

    async def sent(self) -> MultiParams:
        """The fields of a form that was sent here; Datasette has seen to it that it is a form of ours."""
        return MultiParams(parse_qs((await self.request.post_body()).decode(errors="replace")))

    async def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """A page from a template, which finds the words, marks and addresses that all pages share."""
        shared = {"to": self.to, "words": wording, "marked": marks.marked, "period": chart.name}
        shared |= {"asked": Asked(), "q": "", "about": {}, "public": self.room.sight.public}
        datasette = self.room.datasette
        html = await datasette.render_template(f"pressmark/{template}.html", shared | context, request=self.request)
        return Response.html(html, status=status, headers=HEADERS)

    def json(self, data: Any, *, status: int = 200) -> Response:
        """Data for programs; of other sites too, where Datasette is started with `--cors`."""
        headers = dict(HEADERS)
        if self.room.datasette.cors:
            add_cors_headers(headers)
        return Response.json(data, status=status, headers=headers)

    def text(self, words: str, *, status: int = 200) -> Response:
        """Plain text, and nothing beside it."""
        return Response.text(words, status=status, headers=HEADERS)

    def data(self, body: bytes, media_type: str) -> Response:
        """Data in any form that is read by programs."""
        return Response(body, headers=HEADERS, content_type=media_type)

    def file(self, body: str | bytes, media_type: str, name: str) -> Response:
        """Something to be kept under a name, and never shown as a page of ours."""
        disposition = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(body, headers={**HEADERS, **disposition}, content_type=media_type)

    def csv(self, head: Sequence[str], rows: Iterable[Iterable[object]], name: str) -> Response:
        """A table for spreadsheets (RFC 4180)."""
        written = io.StringIO(newline="")
        writer = csv.writer(written)
        writer.writerow(head)
        writer.writerows(rows)
        return self.file(written.getvalue(), "text/csv; charset=utf-8", f"pressmark-{name}.csv")

    def moved(self, address: str) -> Response:
        """The same is at another address, for good."""
        return Response.redirect(address, status=301, headers=dict(HEADERS))

    def shown(self, address: str) -> Response:
        """A form was taken, and this page shows what came of it."""
        return Response.redirect(address, status=303, headers=dict(HEADERS))

    async def refuse(self, error: Exception) -> Response:
        """Say what one of our own views could not do."""
        status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
        if isinstance(error, TakenDownError):  # RFC 9110, 15.5.11; RFC 7725
            status = 451 if error.by_law else 410
        words = str(error) or _TOO_LONG.format(PAGE_SECONDS)
        heading = _SPECIAL.get(type(error), _HEADINGS[status])
        return await self.trouble(status, heading, words)

    async def trouble(self, status: int, heading: str, words: str, about: Mapping[str, str] | None = None) -> Response:
        """Say what went wrong, in the form that was asked for; the archive is asked for `about` where it is None."""
        if self.request.path.endswith(".json"):
            return self.json({"error": words}, status=status)
        if self.request.path.endswith((".csv", ".txt")):
            return self.text(words, status=status)
        others = [] if self.room.database else await self.room.databases(self.request.actor)
        if about is None:
            about = await self.ask(config.everything) if self.room.database else {}
        return await self.page("notice", status=status, heading=heading, said=words, others=others, about=about)


async def answer(view: View, room: Room, request: Request, send: Send) -> Response | None:
    """Let a visitor in and show a view, or say why not."""
    visit = Visit(room, request, send)
    try:
        await room.enter(request.actor)
        return await view(visit)
    except tuple(_STATUS) as error:
        return await visit.refuse(error)
