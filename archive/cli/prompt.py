"""HTTP that sends each answer at once.

Asyncio sees to that for sockets that it opened itself. Those that several processes share are opened for it, and there
the body of an answer waits for the reader to have acknowledged its head: forty milliseconds.
"""

from __future__ import annotations

import socket
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol


class Protocol(AutoHTTPProtocol):  # type: ignore[misc]
    """The web server's own, whichever is installed."""

    def connection_made(self, transport: Any) -> None:
        """Begin with a reader."""
        at_hand: socket.socket | None = transport.get_extra_info("socket")
        if at_hand is not None and at_hand.family in {socket.AF_INET, socket.AF_INET6}:
            at_hand.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
