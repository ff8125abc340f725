"""The Wayback Machine at work: the newest good copy of a page that is gone, and asking it to keep its own copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from archive import codings
from archive.errors import FetchError, InputError
from archive.fetch import Fetch, Fetcher
from archive.model import Capture, Note, Ref, Validators
from archive.sources import wayback
from archive.store import Store, captures

# When a page is looked for there: it is not to be had where it was. What robots.txt or an opt-out keeps from us is not
# fetched behind the outlet's back.
_DEAD = frozenset({"gone", "blocked", "dns", "unreachable"})
_DEAD_STATUSES = frozenset({401, 403, 404, 410, 451})
# How often, and after how many seconds each, the service is asked how a copy is coming on.
_ASKS = 10
_ASK_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Machine:
    """The Wayback Machine: where it listens, and by whom it is asked.

    It is an interface for programs, of which its robots.txt, made for crawlers, does not speak: `fetcher` should be one
    that does not ask for it. Its manners are a rest between two requests, and leaving it alone when it says so.
    """

    fetcher: Fetcher
    service: wayback.Service = field(default_factory=wayback.Service)

    def good(self, place: str, source: str) -> Capture | None:
        """What it gives at an address, where that is something."""
        try:
            got = self.fetcher.get(Ref(place, source))
        except FetchError:
            return None
        return got if got.status == 200 and got.body else None


class Rescuer:
    """A fetcher that looks for a page in the Wayback Machine where it is not to be had any more.

    `last_seen` says when the archive itself saw a page: a copy that is older would be no news of it.
    """

    def __init__(self, fetcher: Fetch, machine: Machine, last_seen: Callable[[str], str | None]) -> None:
        self._fetcher = fetcher
        self._machine = machine
        self._last_seen = last_seen

    def get(self, ref: Ref, validators: Validators | None = None) -> Capture:
        """The page, or else its newest good copy; raises FetchError where there is neither."""
        try:
            found = self._fetcher.get(ref, validators)
        except FetchError as error:
            copy = self._newest(ref) if error.kind in _DEAD else None
            if copy is None:
                raise
            return copy
        return self._newest(ref) or found if found.status in _DEAD_STATUSES else found

    def _newest(self, ref: Ref) -> Capture | None:
        machine = self._machine
        listed = machine.good(wayback.newest_of(machine.service, ref.url), ref.source)
        try:
            copies = wayback.parse(codings.body(listed))[0] if listed else ()
        except InputError:
            return None
        if not copies or (self._last_seen(ref.url) or "") > copies[-1].captured_at:
            return None
        got = machine.good(wayback.as_received(machine.service, copies[-1]), ref.source)
        return replace(copy_as_capture(machine.service, copies[-1], got), url=ref.url) if got else None


def copy_as_capture(service: wayback.Service, copy: wayback.Copy, got: Capture) -> Capture:
    """A copy as what it is: the page at its own address, at the copy's own time, and where a person reads it."""
    return replace(
        got,
        url=copy.url,
        final_url=copy.url,
        captured_at=copy.captured_at,
        evidence="wayback",
        archived_url=wayback.to_read(service, copy),
    )


def keep_copies(
    store: Store,
    machine: Machine,
    articles: Iterable[tuple[int, str]],
    *,
    sleep: Callable[[float], None],
) -> Iterator[Note]:
    """Ask the Wayback Machine to keep its own copy of articles (id and address), and record where each lies.

    Articles whose copy was made are told by a remark, and so are those of which there is none.
    """
    for article_id, url in articles:
        try:
            lies = _saved(machine, url, sleep)
        except FetchError as error:
            yield Note(url, f"the Wayback Machine made no copy ({error})")
            continue
        if lies is None:
            yield Note(url, "the Wayback Machine was asked for a copy, and has not said where it lies")
            continue
        with store.transaction() as conn:
            captures.lies_also_at(conn, article_id, lies)
        yield Note(url, f"copied to {lies}")


def _saved(machine: Machine, url: str, sleep: Callable[[float], None]) -> str | None:
    answer = machine.fetcher.get(Ref(machine.service.save + url, "person"))
    job = wayback.job_at(machine.service, answer)
    lies = wayback.saved_at(machine.service, answer)
    for _ in range(_ASKS):
        if lies or job is None:
            break
        sleep(_ASK_SECONDS)
        lies = wayback.saved_at(machine.service, machine.fetcher.get(Ref(job, "person")))
    return lies
