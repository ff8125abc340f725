"""The process that has imported everything and forks a reader on demand; it runs beside the one that asks.

It has no terminal to interrupt it, holds none of the archive's files and has one thread, so that a fork of it is safe
at any moment and takes milliseconds. Its readers read page after page within a limit of memory, until their line is
closed. When whoever began it is gone, however that ended, its own line is closed: it kills its readers and ends.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
from pathlib import Path
from typing import Any, NoReturn

from archive.errors import InputError
from archive.extract.capture import read_capture
from archive.extract.line import Line
from archive.model import Capture
from archive.registry import Registry

MEMORY_BYTES = 1_000_000_000
_REQUEST_BYTES = 65_536


def main(fd: int) -> None:
    """Serve the line until it closes: `("fork", scrapers)` with a socket, answered by a pid, and `("reap", pid)`."""
    os.dup2(2, 1)  # whatever a scraper prints is no result of a command
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    readers: set[int] = set()
    with socket.socket(fileno=fd) as end:
        line = Line(end)
        try:
            while True:
                what, about = line.receive()
                if what == "fork":
                    _, (given,), *_rest = socket.recv_fds(end, 1, 1)
                    pid = os.fork()
                    if pid == 0:
                        end.close()
                        _read_for(socket.socket(fileno=given), about)
                    os.close(given)
                    readers.add(pid)
                    line.send(pid)
                else:
                    readers.discard(about)
                    line.send(os.waitpid(about, 0)[1])
        except (EOFError, OSError):
            for pid in readers:
                os.kill(pid, signal.SIGKILL)


def _read_for(end: socket.socket, scrapers: Path | None) -> NoReturn:
    """Read what comes over a line until it closes."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        line = Line(end)
        registry = Registry.found(scrapers)
        line.send("ready")
        while True:
            line.send(_answer(registry, *line.receive()))
    except (EOFError, OSError):
        os._exit(0)
    finally:
        os._exit(1)


def _answer(registry: Registry, capture: Capture, _habits: object) -> tuple[Any, ...]:
    """The reading of a capture, or why there is none, in words and in a word of `archive.model.Why`."""
    try:
        return read_capture(capture, registry.for_url), None, "ok"
    except InputError as error:
        return None, str(error), "unreadable"
    except MemoryError:
        return None, f"it needs more than {MEMORY_BYTES // 10**6} MB of memory to be read", "too big"
    except Exception as error:  # noqa: BLE001 - whatever a page does to our code, the others are read
        return None, f"it cannot be read ({type(error).__name__}: {error})", "unreadable"
