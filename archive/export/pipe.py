"""Between a library that writes to a file and a download that wants pieces."""

from __future__ import annotations

import io
from typing import Any


class Pipe(io.RawIOBase):
    """A file that is only written to: what came in since it was last asked is handed on, and forgotten."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any) -> int:
        """Take a piece."""
        taken = bytes(piece)
        self._pieces.append(taken)
        return len(taken)

    def taken(self) -> bytes:
        """All that came in since."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
