"""Reading processes, as seen from the process that uses them: begun, asked, killed and reaped.

They are forks of one other process, the nursery (`archive.extract.nursery`), which has one thread, so that this one may
have as many as it likes. A process that was killed is reaped by the nursery alone, and on demand: until then its pid is
nobody else's, and cannot be killed by mistake.
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
from pathlib import Path
from typing import Any

from archive.errors import PressmarkError
from archive.extract.line import OUT_OF_MEMORY, Line
from archive.model import Why

START_SECONDS = 60.0
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from archive.extract import nursery; nursery.main(int(sys.argv[1]))"
)


class Process:
    """A reader: its line, its pid, and how many pages it was given."""

    def __init__(self, nursery: Nursery, line: Line, pid: int) -> None:
        self._nursery = nursery
        self._line = line
        self._pid = pid
        self._ending = threading.Lock()
        self._status: int | None = None
        self.pages = 0

    def ask(self, question: object, seconds: float) -> Any:
        """The answer to a question; raises OSError, of which TimeoutError is one, and EOFError."""
        if not self.pages:
            self._line.receive(START_SECONDS)
        self.pages += 1
        until = time.monotonic() + seconds
        self._line.send(question, seconds)
        return self._line.receive(until - time.monotonic())

    def kill(self) -> None:
        """End it at once; it stays there to be reaped, so that its pid is nobody else's."""
        with self._ending, contextlib.suppress(ProcessLookupError):
            if self._status is None:
                os.kill(self._pid, signal.SIGKILL)

    def end(self) -> int:
        """Kill and reap it; the status with which it ended, which is its own where it had ended before."""
        self.kill()
        with self._ending:
            if self._status is None:
                self._status = self._nursery.reap(self._pid)
                self._line.close()
            return self._status


class Nursery:
    """The process beside this one that forks readers; there is one, and it begins with the first reader."""

    _only: Nursery | None = None
    _beginning = threading.Lock()

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        self._line = Line(ours)
        self._lock = threading.Lock()
        self._owner = os.getpid()
        path = [str(Path(place).absolute()) for place in sys.path]
        with its:
            command = [sys.executable, "-c", _BOOT, str(its.fileno()), json.dumps(path)]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, and our own words
                command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, cwd="/", start_new_session=True
            )
        atexit.register(self._close)

    @classmethod
    def of_this_process(cls) -> Nursery:
        """The nursery, begun anew where there is none, where it has died, and after a fork."""
        with cls._beginning:
            if cls._only is None or not cls._only.stands():
                cls._only = cls()
            return cls._only

    def stands(self) -> bool:
        """Whether it can be asked by this process."""
        return self._owner == os.getpid() and self._process.poll() is None

    def process(self, order: tuple[Path | None, int]) -> Process:
        """A new reader, for a folder of scrapers and with so many bytes of memory; raises PressmarkError."""
        ours, its = socket.socketpair()
        try:
            with its, self._lock:
                self._line.send(("fork", order))
                socket.send_fds(self._line.end, [b"-"], [its.fileno()])
                pid = self._line.receive(START_SECONDS)
        except (OSError, EOFError):
            ours.close()
            raise PressmarkError("no process could be begun to read pages in: is there memory left?") from None
        return Process(self, Line(ours), pid)

    def reap(self, pid: int) -> int:
        """The wait status of a reader that has ended, or is about to."""
        try:
            with self._lock:
                self._line.send(("reap", pid))
                return int(self._line.receive(START_SECONDS))
        except (OSError, EOFError):  # it has died itself, and the system reaps
            return 0

    def _close(self) -> None:
        """Let it end, and its readers with it."""
        if self._owner == os.getpid():
            self._line.close()
            self._process.wait()


def told(status: int) -> tuple[str, Why]:
    """Why a page was not read, by the wait status of the process that was reading it."""
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL  # as a system does that has none left
    if killed or (os.WIFEXITED(status) and os.WEXITSTATUS(status) == OUT_OF_MEMORY):
        return "reading it takes more memory than any article needs", "too big"
    how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
    return f"the process that read it broke down ({how})", "unreadable"
