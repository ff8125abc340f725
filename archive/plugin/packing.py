"""Pages, data and style sheets go out gzipped to whoever accepts that; Datasette sends them as they are.

Only what is whole before it is sent is packed: a download or a stream goes out as it comes, piece by piece.

A page that carries the token of a form is never packed. The token is the same on every page of a reader, and a page of
results repeats what an address asks for; who watches how long such a page is when packed, and may choose what is asked,
could guess the token letter by letter (BREACH: Y. Gluck, N. Harris, A. Prado, 2013). Only the keeper's pages have one,
and they mostly come from the same machine; a public server has no forms that change anything, so that what strangers
read is packed.
"""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

App = Callable[..., Awaitable[None]]
Message = dict[str, Any]
Headers = list[tuple[bytes, bytes]]

# In bytes: below, packing gains nothing; beyond, it would hold up the others.
LEAST, MOST = 1_000, 2_000_000
# Of zlib's nine: beyond it pages grow hardly smaller.
_LEVEL = 5
_GZIP = 16 + zlib.MAX_WBITS
_KINDS = (b"text/html", b"text/css", b"text/javascript", b"application/javascript", b"application/json")
# What a page holds that has a form which changes something.
TOKEN = b'name="csrftoken"'


def packed(app: App) -> App:
    """An ASGI application that answers as `app` does, in fewer bytes."""

    async def wrapped(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Awaitable[None]]) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        else:
            await app(scope, receive, _Answer(send, accepts=_accepts(scope["headers"])).take)

    return wrapped


class _Answer:
    """One answer on its way; its head is held back until it is known whether its body is packed."""

    def __init__(self, send: Callable[..., Awaitable[None]], *, accepts: bool) -> None:
        self._send = send
        self._accepts = accepts
        self._head: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        """Take a message of the application, and send on what can be sent."""
        if message["type"] == "http.response.start" and _is_packable(message["headers"]):
            self._head = message
            return
        if self._head is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        is_more = message.get("more_body", False)
        if is_more and _header(self._head["headers"], b"content-length"):  # a file, of which it is known how long it is
            return
        head, self._head = self._head, None
        is_packed = self._accepts and not is_more and LEAST <= len(self._body) <= MOST and TOKEN not in self._body
        if is_packed:
            packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
            self._body = packer.compress(self._body) + packer.flush()
        length = len(self._body) if is_packed else None
        await self._send({**head, "headers": list(_headers(head["headers"], length))})
        await self._send({**message, "body": self._body})


def _is_packable(headers: Headers) -> bool:
    length = _header(headers, b"content-length")
    return (
        _header(headers, b"content-type").startswith(_KINDS)
        and not _header(headers, b"content-encoding")
        and not _header(headers, b"content-disposition").startswith(b"attachment")
        and (not length or int(length) <= MOST)
    )


def _headers(given: Headers, length: int | None) -> Iterable[tuple[bytes, bytes]]:
    """The headers of an answer that depends on what the reader accepts; `length` is that of its body when packed."""
    vary = [value for name, value in given if name.lower() == b"vary"]
    replaced = {b"vary", b"content-length"} if length else {b"vary"}
    yield from (one for one in given if one[0].lower() not in replaced)
    yield b"vary", b", ".join([*vary, b"Accept-Encoding"])
    if length:
        yield from ((b"content-encoding", b"gzip"), (b"content-length", str(length).encode()))


def _header(headers: Headers, wanted: bytes) -> bytes:
    return next((value for name, value in headers if name.lower() == wanted), b"")


def _accepts(headers: Headers) -> bool:
    """Whether a reader accepts gzip (RFC 9110, 12.5.3)."""
    for coding in _header(headers, b"accept-encoding").lower().split(b","):
        name, *parameters = (part.strip().replace(b" ", b"") for part in coding.split(b";"))
        if name in {b"gzip", b"*"}:
            return not any(one.startswith(b"q=") and not one[2:].strip(b"0.") for one in parameters)
    return False
