"""What went wrong outside our own views, told on a page that looks like the others, or as JSON where that was asked.

Datasette's own handler prints the local variables of what failed, a visitor's query among them, so `serve` leaves it
out; here a failure of ours is logged with its traceback alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Base400, Request
from datasette.views.base import DatasetteError

from archive.plugin.visit import Visit

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.room import Room

_HEADINGS = {
    400: "That cannot be read",
    403: "Not open to visitors",
    404: "There is nothing here",
    503: "That took too long",
}
_OURS = "Something went wrong on our side, and the keeper has been told by a line in the server’s log"
_FULL = "this server has as many readers as it can serve at a time: load this page again in a moment"
_log = logging.getLogger("pressmark")


async def told(room: Room, request: Request, error: Exception) -> Response:
    """The answer to a request that ended in an error."""
    if isinstance(error, DatasetteError):
        # It says 500 of a question that cannot be asked, such as a column to sort by that is none.
        status, words = 400 if error.status == 500 else error.status, str(error.message)
    elif isinstance(error, Base400):
        status, words = error.status, str(error) or "it has no such page"
    else:
        status, words = 500, _OURS
        _log.error("a page failed", exc_info=error)
    if status == 404:
        words = f"there is no page at {request.path}"
    return await Visit(room, request).trouble(status, _HEADINGS.get(status, "This page failed"), words)


async def crowded(room: Room, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """Answer a request for which there is no room, without asking the archive."""
    request = Request({**scope, "csrftoken": str}, receive)  # its page has no form that needs a token
    answer = await Visit(room, request).trouble(503, "Many are reading here", _FULL, about={})
    answer.headers["retry-after"] = "5"
    await answer.asgi_send(send)


async def refused(room: Room, request: Request) -> Response:
    """The answer to what a visitor may not see."""
    return await Visit(room, request).trouble(403, _HEADINGS[403], "this server keeps that to itself")
