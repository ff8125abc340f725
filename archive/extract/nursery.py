"""The process that has imported everything and forks a reader on demand; it runs beside the one that asks.

It has no terminal to interrupt it, holds none of the archive's files and has one thread, so that a fork of it is safe
at any moment and takes milliseconds. Its readers read page after page within a limit of memory, until their line is
closed. When whoever began it is gone, however that ended, its own line is closed: it kills its readers and ends.
"""

from __future__ import annotations

import gc
import hashlib
import os
import resource
import signal
import socket
from pathlib import Path
from typing import NoReturn

from archive.extract.line import OUT_OF_MEMORY, Line
from archive.extract.readers import Job, Read, answer
from archive.model import Capture
from archive.registry import Registry

_WARMING_UP = b"""<!doctype html><html lang=en><head><title>Depot closes - The Paper</title>
<meta property="article:published_time" content="2025-03-14T18:40:00Z"><meta name="author" content="Ida Moreau">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Depot closes"}</script></head>
<body><article><h1>Depot closes</h1><p>The tram depot on Harbour Street closes on Friday, the council said.</p>
</article></body></html>"""


def main(fd: int) -> None:
    """Serve the line until it closes: `("fork", order)` and a socket, answered by a pid, and `("reap", pid)`."""
    os.dup2(2, 1)  # whatever a scraper prints is no result of a command
    _warm_up()
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
                        _read_for(given, *about)
                    os.close(given)
                    readers.add(pid)
                    line.send(pid)
                else:
                    readers.discard(about)
                    line.send(os.waitpid(about, 0)[1])
        except (EOFError, OSError):
            for pid in readers:
                os.kill(pid, signal.SIGKILL)


def _warm_up() -> None:
    """Read a page, so that what is imported and compiled at the first one is there in every fork, and is shared."""
    digest = hashlib.sha256(_WARMING_UP).hexdigest()
    answer(Job(0, Capture(None, None, "", "text/html", _WARMING_UP, digest, "file", "")), lambda _url: None)
    gc.collect()
    gc.freeze()


def _read_for(fd: int, scrapers: Path | None, memory: int) -> NoReturn:
    """Read what comes over a line until it closes."""
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        line = Line(socket.socket(fileno=fd))
        registry = Registry.found(scrapers)
        line.send("ready")
        while True:
            line.send(_answer(registry, line.receive()))
    except (EOFError, OSError):
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)


def _answer(registry: Registry, job: Job) -> Read:
    """What comes of a job, whatever its page does to our code."""
    try:
        return answer(job, registry.for_url)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the other pages are read all the same
        return Read(job.key, None, f"it cannot be read ({type(error).__name__}: {error})", "unreadable")
