"""Many hosts at once: as many threads as hosts may be asked at the same time, and never two at one host.

A thread takes the host whose rest is over first, asks it for one page, and lets it rest, so that a host with ten
thousand pages takes turns with a host that has one. Addresses are taken from their source in the thread of whoever
reads the results, a bounded number ahead; results wait in a bounded number and size, and where nobody takes them no
more is asked for.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from archive import urls
from archive.errors import FetchError
from archive.fetch.client import Fetcher
from archive.fetch.patience import CalledOff
from archive.model import Capture, Ref, Validators

# How many addresses are taken ahead: the more, the more hosts are known between which to take turns.
AHEAD = 5_000
BUFFER_BYTES = 64_000_000
# How long the threads are given to notice that nobody waits any more; one that is still connecting ends by itself.
FAREWELL_SECONDS = 2.0


class Wish(Protocol):
    """Anything that wants an address, such as `archive.model.Wanted`."""

    @property
    def ref(self) -> Ref:
        """The address, and who said so."""


W = TypeVar("W", bound=Wish)


class Crew:
    """Fetches with up to `hosts` threads; `ahead` addresses are read at most before they are wanted."""

    def __init__(self, fetcher: Fetcher, hosts: int = 8, *, ahead: int = AHEAD) -> None:
        self._fetcher = fetcher
        self._hosts = hosts
        self._ahead = ahead

    def run(
        self, items: Iterable[W], validators: Callable[[W], Validators | None] = lambda _item: None
    ) -> Iterator[tuple[W, Capture | FetchError]]:
        """Every item with what became of it, in the order of completion.

        `validators` gives what is known of an item's page, to ask only whether it changed. To stop, close the
        iterator; what was taken from `items` and not answered yet is then not asked for.
        """
        round_: _Round[W] = _Round(self._fetcher, self._hosts)
        source = iter(items)
        more = True
        try:
            while more or round_.waiting:
                if more and round_.waiting < self._ahead and not round_.done:
                    item = next(source, None)
                    if item is None:
                        more = False
                    else:
                        round_.add(item, validators(item))
                else:
                    yield round_.result()
        finally:
            round_.stop()


class _Round(Generic[W]):
    """What the threads of one run share, under one lock."""

    def __init__(self, fetcher: Fetcher, most: int) -> None:
        self._fetcher = fetcher
        self._most = most
        self._changed = threading.Condition()
        self._items: dict[str, deque[tuple[W, Validators | None]]] = {}
        self._due: list[tuple[float, int, str]] = []
        self._turns = 0
        self._bytes = 0
        self._stopped = False
        self._threads: list[threading.Thread] = []
        self.waiting = 0
        self.done: deque[tuple[W, Capture | BaseException]] = deque()

    def add(self, item: W, known: Validators | None) -> None:
        """Put an item in the queue of its host."""
        host = urls.host(item.ref.url)
        with self._changed:
            self.waiting += 1
            if host in self._items:
                self._items[host].append((item, known))
                return
            self._items[host] = deque([(item, known)])
            self._queue(host)
            if len(self._threads) < min(self._most, len(self._items)):
                thread = threading.Thread(target=self._work, name="fetch", daemon=True)
                self._threads.append(thread)
                thread.start()

    def result(self) -> tuple[W, Capture | FetchError]:
        """The next item that is done; waits for it."""
        with self._changed:
            while not self.done:
                self._changed.wait()
            item, outcome = self.done.popleft()
            self.waiting -= 1
            self._bytes -= _size(outcome)
            self._changed.notify_all()
        if isinstance(outcome, (Capture, FetchError)):
            return item, outcome
        raise outcome

    def stop(self) -> None:
        """Call everything off, and wait a little for the threads to end."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        until = time.monotonic() + FAREWELL_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _queue(self, host: str) -> None:
        self._turns += 1
        heapq.heappush(
            self._due, (time.monotonic() + self._fetcher.resting(self._items[host][0][0].ref.url), self._turns, host)
        )
        self._changed.notify_all()

    def _work(self) -> None:
        while (turn := self._turn()) is not None:
            host, item, known = turn
            outcome: Capture | BaseException
            try:
                outcome = self._fetcher.get(item.ref, known, called_off=lambda: self._stopped)
            except CalledOff:
                return
            except BaseException as error:  # noqa: BLE001 - whoever reads the results is told of it
                outcome = error
            with self._changed:
                self.done.append((item, outcome))
                self._bytes += _size(outcome)
                if self._items[host]:
                    self._queue(host)
                else:
                    del self._items[host]
                self._changed.notify_all()

    def _turn(self) -> tuple[str, W, Validators | None] | None:
        """A host that may be asked now, and for what; None when all is over."""
        with self._changed:
            while not self._stopped:
                full = len(self.done) >= self._most or self._bytes >= BUFFER_BYTES
                rest = self._due[0][0] - time.monotonic() if self._due else None
                if rest is not None and rest <= 0 and not full:
                    host = heapq.heappop(self._due)[2]
                    return host, *self._items[host].popleft()
                self._changed.wait(None if full else rest)
            return None


def _size(outcome: Capture | BaseException) -> int:
    return len(outcome.body) if isinstance(outcome, Capture) else 0
