"""Manners: one request at a time to a host, a rest between two, and none to a host that asked us to come back later.

How long the rest is, its robots.txt says (Crawl-delay). Where it says nothing, the rest is as long as the host needs
for an answer, by the rule of Scrapy's AutoThrottle extension for one request at a time
(https://docs.scrapy.org/en/latest/topics/autothrottle.html): the mean of the last rest and of the last answer's time,
and a refusal never makes it shorter. It is never under the least that was configured; a least of zero is for servers
of one's own, and leaves it at that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from archive.errors import FetchError
from archive.fetch.patience import SPELL_SECONDS, Abandoned, CalledOff, pause

LONGEST_REST = 60.0
LONGEST_PARKING = 3600.0


@dataclass(slots=True)
class _Host:
    """What is known of one host: its rest in seconds, and the moments before which it is left alone."""

    rest: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    due: float = 0.0
    parked_until: float = 0.0


@dataclass(slots=True)
class Turn:
    """The right to ask once; whoever has it says whether the answer was `good`, for errors come faster than pages."""

    good: bool = False


class Pace:
    """The manners towards all hosts; times are seconds of `monotonic`."""

    def __init__(self, least: float, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._least = least
        self._monotonic = monotonic
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, crawl_delay: float | None, called_off: Abandoned) -> Iterator[Turn]:
        """The right to ask a host once, after its rest; raises CalledOff, and FetchError while it is parked."""
        known = self._host(host)
        with held(known.lock, called_off):
            if self.parked(host):
                raise FetchError("server error", f"{host} asked us to come back after {self.parked(host):.0f} s")
            pause(known.due - self._monotonic(), self._sleep, called_off)
            began = self._monotonic()
            turn = Turn()
            try:
                yield turn
            finally:
                ended = self._monotonic()
                if crawl_delay is None and self._least:
                    mean = min(LONGEST_REST, (known.rest + ended - began) / 2)
                    known.rest = max(self._least, mean if turn.good else max(mean, known.rest))
                known.due = ended + (known.rest if crawl_delay is None else max(crawl_delay, self._least))

    def resting(self, host: str) -> float:
        """The seconds for which a host still has its rest."""
        return max(0.0, self._host(host).due - self._monotonic())

    def parked(self, host: str) -> float:
        """The seconds for which a host has asked to be left alone."""
        return max(0.0, self._host(host).parked_until - self._monotonic())

    def park(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, an hour at most, and be slower with it afterwards."""
        known = self._host(host)
        known.parked_until = max(known.parked_until, self._monotonic() + min(seconds, LONGEST_PARKING))
        known.rest = min(LONGEST_REST, 2 * known.rest)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(self._least))


@contextmanager
def held(lock: threading.Lock, called_off: Abandoned) -> Iterator[None]:
    """A lock, waited for only as long as somebody wants it; raises CalledOff."""
    while not lock.acquire(timeout=SPELL_SECONDS):
        if called_off():
            raise CalledOff
    try:
        yield
    finally:
        lock.release()


def retry_after(value: str | None, now: str) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110, 10.2.3: seconds, or a date); None where it says nothing.

    `now` is what the server's own `Date` says, so that a clock that goes wrong makes no difference, or ISO 8601.
    """
    said = (value or "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:10])
    until, since = _moment(said), _moment(now)
    return max(0.0, (until - since).total_seconds()) if until and since else None


def _moment(words: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(words)
        except (ValueError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
