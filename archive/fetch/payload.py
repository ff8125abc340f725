"""A body while it comes: kept as it was sent, within caps on what is sent and on what that unpacks to.

Whether it unpacks is checked here, piece by piece and without keeping the result, because a page that cannot be read
back is no evidence of anything. One content coding is taken at most, and no brotli, whose decoder knows no limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from archive import codings
from archive.errors import FetchError

RAW_CAP = 20_000_000
DECODED_CAP = 50_000_000
_GZIP = {"gzip", "x-gzip"}
_PIECE = 1 << 20


def whole(pieces: Iterable[bytes], coding: str, address: str) -> bytes:
    """The body that arrives in pieces; raises FetchError (`too big`, `truncated`, `unreadable`)."""
    kept: list[bytes] = []
    size = 0
    unpacked = _Unpacked(coding, address)
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        unpacked.feed(piece)
        if size > RAW_CAP or unpacked.size > DECODED_CAP:
            raise FetchError(
                "too big",
                f"{address} sends more than {RAW_CAP // 10**6} MB, or {DECODED_CAP // 10**6} MB once unpacked",
            )
    unpacked.end()
    return b"".join(kept)


class _Unpacked:
    """Counts what a payload unpacks to, and says whether it does."""

    def __init__(self, coding: str, address: str) -> None:
        self.size = 0
        self._address = address
        self._name = coding.strip().lower()
        self._window = zlib.MAX_WBITS | 16 if self._name in _GZIP else None
        self._stream: zlib._Decompress | None = None
        if self._name not in _GZIP | {"", "identity", "deflate"}:
            told = f"{address} came in the coding “{self._name[:40]}”, which was not asked for"
            raise FetchError("unreadable", told)

    def feed(self, piece: bytes) -> None:
        """Count one more piece, up to just past the cap."""
        if self._name in {"", "identity"}:
            self.size += len(piece)
            return
        try:
            while piece and self.size <= DECODED_CAP:
                if self._stream is None or (self._stream.eof and piece.strip(b"\0")):
                    self._stream = zlib.decompressobj(self._window or codings.deflate_window(piece))
                self.size += len(self._stream.decompress(piece, _PIECE))
                piece = self._stream.unused_data.lstrip(b"\0") if self._stream.eof else self._stream.unconsumed_tail
        except zlib.error as error:
            raise FetchError("truncated", f"{self._address} sent damaged {self._name}: {error}") from None

    def end(self) -> None:
        """Raise FetchError where a packed payload stopped before its end."""
        if self._stream is not None and not self._stream.eof:
            raise FetchError("truncated", f"{self._address} sent {self._name} that breaks off")
