"""A line between two of our own processes: whole Python objects over a socket, within a time."""

from __future__ import annotations

import pickle
import socket
import struct
import time
from typing import Any

OUT_OF_MEMORY = 77
"""The status with which a process on the line ends that has run out of memory, whatever it was doing."""

_LENGTH = struct.Struct("!Q")
_SHORTEST_WAIT = 1e-3


class Line:
    """One end of the line; `seconds` are for a whole object, and without them nobody is in a hurry."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end

    def send(self, thing: object, seconds: float | None = None) -> None:
        """Send an object; raises OSError, of which TimeoutError is one."""
        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        self.end.settimeout(seconds)
        self.end.sendall(_LENGTH.pack(len(data)))
        self.end.sendall(data)

    def receive(self, seconds: float | None = None) -> Any:
        """The next object; raises OSError, of which TimeoutError is one, and EOFError."""
        until = None if seconds is None else time.monotonic() + seconds
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, until))
        return pickle.loads(self._exactly(length, until))  # noqa: S301 - our own processes alone are on the line

    def close(self) -> None:
        """Hang up."""
        self.end.close()

    def _exactly(self, count: int, until: float | None) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            self.end.settimeout(None if until is None else max(until - time.monotonic(), _SHORTEST_WAIT))
            received = self.end.recv_into(view)
            if not received:
                raise EOFError
            view = view[received:]
        return data
