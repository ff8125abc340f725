"""One writer at a time: a lock file beside the database, held for a batch.

SQLite would make writers wait too, but not name who they wait for, and the evidence files need the same lock.
The lock is advisory (flock), so a killed process frees it at once; the file's text names the holder.
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import BusyError

WAIT_SECONDS = 30.0
# Two commands that take turns wait moments for each other; that is no news.
_NEWS_SECONDS = 1.0
_POLL_SECONDS = 0.1


@contextmanager
def held(
    database: Path,
    *,
    wait: float = WAIT_SECONDS,
    say: Callable[[str], None] = lambda _text: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the lock of `database` for the block; raises BusyError, naming the holder, after `wait` seconds."""
    path = database.with_name(database.name + ".lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(handle, path, wait=wait, say=say, sleep=sleep)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} ({Path(sys.argv[0]).name})".encode(), 0)
        yield
    finally:
        os.close(handle)  # frees the lock


def _acquire(
    handle: int, path: Path, *, wait: float, say: Callable[[str], None], sleep: Callable[[float], None]
) -> None:
    waited = 0.0
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 200, 0).decode(errors="replace") or "another process"
            if _NEWS_SECONDS <= waited < _NEWS_SECONDS + _POLL_SECONDS:
                say(f"{path.stem} is being written by {holder}; waiting up to {wait:.0f} s")
            if waited >= wait:
                message = f"{path.stem} is still being written by {holder}: try again when it has ended"
                raise BusyError(message) from None
            sleep(_POLL_SECONDS)
            waited += _POLL_SECONDS
        else:
            return
