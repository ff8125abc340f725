"""Reading in processes that can be killed: a page may take too long, or all memory, and costs nothing but itself.

Some damaged or hostile pages keep a parser busy for minutes (threats are tried in tests/hostile), and no exception
ends that. So a page is read in a process of its own pool; where it takes too long the process is killed, the page is
refused with the reason, and the next page gets a new process. Bytes go in, and a Reading comes out.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.extract.processes import Nursery, Process, told
from archive.extract.readers import Job, Read

PAGE_SECONDS = 15.0
PAGE_BYTES = 1_000_000_000
# After so many pages a process makes way for a fresh one, so that no leak of a library adds up.
PAGES_OF_A_PROCESS = 500
BUFFER_BYTES = 64_000_000
_JOBS_AHEAD = 8


class Pool:
    """Readers in `processes` of their own, with the scrapers of a folder beside those that are shipped and installed.

    A process begins when there is a page for it, and not before; `seconds` and `memory` (bytes of address space, where
    the system limits that) are what one page may take.
    """

    def __init__(
        self,
        scrapers: Path | None = None,
        *,
        processes: int | None = None,
        seconds: float = PAGE_SECONDS,
        memory: int = PAGE_BYTES,
    ) -> None:
        self._order = (scrapers and scrapers.resolve(), memory)
        self._count = processes or os.cpu_count() or 1
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="read")
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
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
        process = self._take()
        try:
            answer: Read = process.ask(job, self._seconds)
        except TimeoutError:
            self._end(process)
            words = f"reading it took more than {self._seconds:g} seconds, and no article does"
            return Read(job.key, None, words, "too slow")
        except (OSError, EOFError):
            return Read(job.key, None, *told(self._end(process)))
        if process.pages < PAGES_OF_A_PROCESS:
            self._idle.append(process)
        else:
            self._end(process)
        return answer

    def _take(self) -> Process:
        """A process that has nothing to do, or a new one."""
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        process = Nursery.of_this_process().process(self._order)
        self._all.add(process)
        if self._closed:
            process.kill()
        return process

    def _end(self, process: Process) -> int:
        """Kill a process and forget it; the status with which it ended."""
        self._all.discard(process)
        return process.end()
