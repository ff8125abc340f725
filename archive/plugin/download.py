"""A download: pieces of bytes, sent as SQLite gives them, and never a short file that looks whole.

The generator runs in a pool, one piece at a time, so that a slow reader holds no thread. When the reader leaves, the
statement under way is interrupted. Whatever else goes wrong after the first byte is raised: the server then breaks the
connection off, and the reader's program sees that the file is not whole.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Generator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, TypeVar

from archive import store

T = TypeVar("T")
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Pieces = Generator[bytes, None, None]

# How often SQLite asks whether to go on, in steps of its virtual machine: some thousand times a second.
STEPS = 20_000
# A reader that takes no byte for so long is gone, and keeps the database's log from being tidied.
STALLED_SECONDS = 60.0


class Download:
    """What `produce` yields from a read-only connection to the archive at `path`, made in the threads of `pool`."""

    def __init__(self, path: Path, produce: Callable[[sqlite3.Connection], Pieces], pool: Executor) -> None:
        self._path = path
        self._produce = produce
        self._pool = pool
        self._stopped = threading.Event()
        self._turn = threading.Lock()
        self._conn: sqlite3.Connection | None = None
        self._source: Pieces | None = None

    async def send(self, send: Send, receive: Receive, headers: Mapping[str, str]) -> None:
        """Answer a request with the whole download; raises whatever `produce` raises, or TimeoutError."""
        watcher = asyncio.ensure_future(self._watch(receive))
        try:
            # The first piece comes before the head of the answer, so that what fails at once is a page that says so.
            piece = await self._next()
            raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
            await send({"type": "http.response.start", "status": 200, "headers": raw})
            while piece is not None:
                body = {"type": "http.response.body", "body": piece, "more_body": True}
                await asyncio.wait_for(send(body), STALLED_SECONDS)
                piece = await self._next()
            await send({"type": "http.response.body", "body": b""})
        except Exception:
            if not self._stopped.is_set():
                raise
        finally:
            watcher.cancel()
            self._stopped.set()
            await asyncio.shield(self._in_pool(self._close))

    async def _watch(self, receive: Receive) -> None:
        """Stop when the reader has left."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self._stopped.set()

    async def _next(self) -> bytes | None:
        return await self._in_pool(self._make)

    def _in_pool(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _make(self) -> bytes | None:
        """The next piece; None when all are sent."""
        with self._turn:
            if self._conn is None or self._source is None:
                self._conn = store.open_reader(self._path)
                self._conn.set_progress_handler(self._stopped.is_set, STEPS)
                self._source = self._produce(self._conn)
            if self._stopped.is_set():
                raise InterruptedError
            return next(self._source, None)

    def _close(self) -> None:
        with self._turn:
            if self._conn and self._source:
                self._conn.set_progress_handler(None, 0)
                self._source.close()  # it may have something to tidy in the database yet
                self._conn.close()
