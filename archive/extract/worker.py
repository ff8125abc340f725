"""Reading in processes that can be killed: a page may take too long, or all memory, and costs nothing but itself.

Some damaged or hostile pages keep a parser busy for minutes (threats are tried in tests/hostile), and no exception
ends that. So a page is read in a process of its own pool; where it takes too long the process is killed, the page is
refused with the reason, and the next page gets a new process. Bytes go in, and a Reading comes out.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.extract.line import Line
from archive.model import Capture, Reading, Why

PAGE_SECONDS = 15.0
# After so many pages a process makes way for a fresh one, so that no leak of a library adds up.
PAGES_OF_A_PROCESS = 500
BUFFER_BYTES = 64_000_000
_JOBS_AHEAD = 8
_START_SECONDS = 60.0
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from archive.extract import nursery; nursery.main(int(sys.argv[1]))"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One capture to read; `key` comes back with it, `habits` are plain data about the pages of its outlet."""

    key: Hashable
    capture: Capture
    habits: object = None


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a job: a reading, or `refused` in words and `why` in one."""

    key: Hashable
    reading: Reading | None
    refused: str | None = None
    why: Why = "ok"


class Readers:
    """A pool of `processes` that read, with the scrapers of a folder beside those that are shipped and installed.

    A process begins when there is a page for it, and not before; `seconds` are what one page may take.
    """

    def __init__(
        self, scrapers: Path | None = None, *, processes: int | None = None, seconds: float = PAGE_SECONDS
    ) -> None:
        self._scrapers = scrapers
        self._count = processes or os.cpu_count() or 1
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="read")
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in list(self._all):
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in list(self._all):
            self._end(process)

    def read(self, jobs: Iterable[Job]) -> Iterator[Read]:
        """What becomes of every job, in their order; only a few are taken before they are wanted."""
        waiting: deque[tuple[int, Future[Read]]] = deque()
        size = 0
        try:
            for job in jobs:
                waiting.append((len(job.capture.body), self._threads.submit(self._one, job)))
                size += len(job.capture.body)
                while waiting and (
                    waiting[0][1].done() or size > BUFFER_BYTES or len(waiting) > _JOBS_AHEAD * self._count
                ):
                    size -= waiting[0][0]
                    yield waiting.popleft()[1].result()
            while waiting:
                yield waiting.popleft()[1].result()
        finally:
            for _, future in waiting:
                future.cancel()

    def _one(self, job: Job) -> Read:
        process = self._idle.pop() if self._idle else self._begin()
        try:
            reading, refused, why = process.ask((job.capture, job.habits), self._seconds)
        except TimeoutError:
            self._end(process)
            told = f"reading it took more than {self._seconds:.0f} seconds, which no article does"
            return Read(job.key, None, told, "too slow")
        except (OSError, EOFError):
            return Read(job.key, None, *_told(self._end(process)))
        if process.pages < PAGES_OF_A_PROCESS:
            self._idle.append(process)
        else:
            self._end(process)
        return Read(job.key, reading, refused, why)

    def _begin(self) -> _Process:
        process = _Nursery.of_this_process().process(self._scrapers)
        self._all.add(process)
        process.line.receive(_START_SECONDS)
        return process

    def _end(self, process: _Process) -> int:
        """Kill a process and forget it; the status with which it ended."""
        self._all.discard(process)
        return process.end()


def _told(status: int) -> tuple[str, Why]:
    """What it means that a process is gone, by its wait status."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "reading it took so much memory that the system ended it", "too big"
    how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
    return f"the process that read it broke down ({how})", "unreadable"


class _Process:
    """A reader: its line, its pid, and how many pages it was given."""

    def __init__(self, nursery: _Nursery, line: Line, pid: int) -> None:
        self._nursery = nursery
        self.line = line
        self._pid = pid
        self._ended = threading.Lock()
        self._status: int | None = None
        self.pages = 0

    def ask(self, question: object, seconds: float) -> Any:
        """The answer to a question; raises OSError, of which TimeoutError is one, and EOFError."""
        self.pages += 1
        until = time.monotonic() + seconds
        self.line.send(question, seconds)
        return self.line.receive(max(until - time.monotonic(), 0.0))

    def kill(self) -> None:
        """End it at once; it stays there to be reaped, so that its pid is nobody else's."""
        with self._ended:
            if self._status is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)

    def end(self) -> int:
        """Kill and reap it; the status with which it ended, which is its own where it had ended before."""
        self.kill()
        with self._ended:
            if self._status is None:
                self._status = self._nursery.ask("reap", self._pid)
                self.line.close()
        return self._status


class _Nursery:
    """The process beside this one that forks readers; there is one, and it begins with the first reader."""

    _only: _Nursery | None = None
    _beginning = threading.Lock()

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        self._line = Line(ours)
        self._lock = threading.Lock()
        self._owner = os.getpid()
        with its:
            command = [sys.executable, "-c", _BOOT, str(its.fileno()), json.dumps(sys.path)]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, and our own words
                command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
            )
        atexit.register(self.close)

    @classmethod
    def of_this_process(cls) -> _Nursery:
        """The nursery, begun anew where there is none, where it has died, and after a fork."""
        with cls._beginning:
            if cls._only is None or not cls._only.stands():
                cls._only = cls()
            return cls._only

    def stands(self) -> bool:
        """Whether it can be asked by this process."""
        return self._owner == os.getpid() and self._process.poll() is None

    def process(self, scrapers: Path | None) -> _Process:
        """A new reader."""
        ours, its = socket.socketpair()
        with its, self._lock:
            self._line.send(("fork", scrapers))
            socket.send_fds(self._line.end, [b"-"], [its.fileno()])
            pid = self._line.receive(_START_SECONDS)
        return _Process(self, Line(ours), pid)

    def ask(self, what: str, about: int) -> int:
        """The answer to one question."""
        with self._lock:
            self._line.send((what, about))
            return int(self._line.receive(_START_SECONDS))

    def close(self) -> None:
        """Let it end, and its readers with it."""
        if self._owner == os.getpid():
            self._line.close()
            self._process.wait()
