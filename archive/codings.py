"""Content codings undone: gzip and deflate, in one piece, within a limit.

What a body is in is told by its first bytes before its header: many WARC files keep the header of a coding that they
have already undone, and a saved `.html.gz` never had one.
"""

from __future__ import annotations

import zlib

from archive.errors import InputError, TooBigError
from archive.model import Capture

GZIP_MAGIC = b"\x1f\x8b"
# Enough for the longest live blog and for any table's row; sitemaps.org sets the same limit for its files.
LIMIT_BYTES = 50_000_000


def body(capture: Capture) -> bytes:
    """The bytes of a capture behind its content coding; raises InputError as `undo` does."""
    return undo(capture.body, capture.header("content-encoding") or "")


def undo(body: bytes, coding: str = "", *, limit: int = LIMIT_BYTES) -> bytes:
    """The bytes behind one content coding, or the bytes themselves.

    Raises InputError where they are damaged, cut short, in a coding that cannot be read, or larger than `limit`.
    """
    name = coding.strip().lower()
    if body.startswith(GZIP_MAGIC):
        body = _inflate(body, zlib.MAX_WBITS | 16, limit)
    elif name == "deflate" and not _is_markup(body):
        body = _inflate(body, deflate_window(body), limit)
    elif name in {"br", "zstd"} and not _is_markup(body):
        raise InputError(f"it is compressed with {name}, which cannot be read here: save or fetch it without")
    if len(body) > limit:
        raise _too_big(limit)
    return body


def head(body: bytes, coding: str, size: int) -> bytes:
    """The first `size` bytes behind one content coding; raises InputError where they are damaged."""
    if body.startswith(GZIP_MAGIC):
        return _beginning(body, zlib.MAX_WBITS | 16, size)
    if coding.strip().lower() == "deflate" and not _is_markup(body):
        return _beginning(body, deflate_window(body), size)
    return body[:size]


def _beginning(body: bytes, window: int, size: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(body, size)
    except zlib.error as error:
        raise _damaged(error) from None


def deflate_window(body: bytes) -> int:
    """What zlib must be told to undo `deflate`: RFC 9110 means zlib by it, and some servers send the bare stream."""
    return zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    pieces: list[bytes] = []
    room = limit
    while body.strip(b"\x00"):  # a gzip file may have several members, and padding after the last
        stream = zlib.decompressobj(window)
        try:
            piece = stream.decompress(body, room + 1)
        except zlib.error as error:
            raise _damaged(error) from None
        room -= len(piece)
        if room < 0:
            raise _too_big(limit)
        if not stream.eof:
            raise InputError("its compressed bytes are cut short: save or fetch it again")
        pieces.append(piece)
        body = stream.unused_data
    return b"".join(pieces)


def _is_markup(body: bytes) -> bool:
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _damaged(error: zlib.error) -> InputError:
    return InputError(f"its compression is damaged ({error}): save or fetch it again")


def _too_big(limit: int) -> TooBigError:
    return TooBigError(f"it is larger than {limit // 1_000_000} MB once unpacked, and no article is")
