"""What went wrong outside our own views, told on a page that looks like the others, or as JSON where that was asked.

Datasette's own handler prints the local variables of what failed, a visitor's query among them, so `serve` leaves it
out; here a failure of ours is logged with its traceback alone.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from archive.plugin.visit import Visit

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

    from archive.plugin.room import Room

_HEADINGS = {
    400: "That cannot be read",
    403: "Not open to visitors",
    404: "There is nothing here",
    503: "That took too long",
}
_OURS = "Something went wrong on our side, and the keeper has been told by a line in the server’s log"
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


async def refused(room: Room, request: Request) -> Response:
    """The answer to what a visitor may not see."""
    return await Visit(room, request).trouble(403, _HEADINGS[403], "this server keeps that to itself")
