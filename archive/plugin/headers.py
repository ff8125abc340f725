"""Headers that every answer of this server carries, Datasette's own pages too, unless they were set already.

Datasette sends none of them. Its pages have scripts of their own, so the strict policy is set by our views alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

App = Callable[..., Awaitable[None]]

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"content-security-policy": b"frame-ancestors 'none'",
}


def with_headers(app: App) -> App:
    """An ASGI application that adds them to what `app` answers."""

    async def wrapped(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Awaitable[None]]) -> None:
        async def send_more(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                known = {name.lower() for name, _ in given}
                message = {**message, "headers": [*given, *(one for one in HEADERS.items() if one[0] not in known)]}
            await send(message)

        await app(scope, receive, send_more)

    return wrapped
