"""How many requests a public server has open at a time; who comes when it is full is told so on a page, at once.

The page asks the archive nothing, and style sheets are always given: neither takes long. The web server has a limit of
its own behind this one, which closes the door without a word.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

App = Callable[..., Awaitable[None]]

MOST_OPEN = 64


def limited(app: App, full: App, most: int = MOST_OPEN) -> App:
    """An ASGI application that answers as `app` while fewer than `most` requests are open, and else as `full`."""
    is_open = 0

    async def wrapped(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        nonlocal is_open
        if scope["type"] != "http" or "/-/static" in scope["path"]:
            await app(scope, receive, send)
            return
        if is_open >= most:
            await full(scope, receive, send)
            return
        is_open += 1
        try:
            await app(scope, receive, send)
        finally:
            is_open -= 1

    return wrapped
