"""One round: sources are read first, then the pages that are due are fetched and handed on, each address once.

A round is the source of items and the fetcher of them in one: `ingest` draws `items()`, asks the round for each page,
which is in hand by then, and tells it of every result, upon which the page's next visit is set. Until then it stays
due, so that a round which is stopped or killed leaves to the next what it has not finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive import urls
from archive.errors import FetchError
from archive.fetch import Crew, Fetcher
from archive.model import Capture, Given, Item, Note, Ref, Refused, Result, Source, Validators, Visit, Wanted, Why
from archive.sources import wayback
from archive.store import Store, identity, schedule
from archive.watch.reading import Read, Reader, ScraperFor
from archive.watch.wayback import Machine, copy_as_capture

# Pages that are taken at a time.
LOT = 5_000
_LATER = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants of a round: at most so many pages, none that its source dates before a day (ISO).

    `again` looks at every page that is still on its schedule, due or not; `hosts` are asked at a time.
    """

    most: int | None = None
    since: str | None = None
    again: bool = False
    hosts: int = 8


@dataclass(slots=True)
class Tally:
    """What one source gave in a round: how it was read, how many pages it named, and what became of those asked for."""

    why: Why | None = None
    words: str = ""
    named: int = 0
    new: int = 0
    changed: int = 0
    left: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    whys: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """Whether the source itself could not be read."""
        return self.why not in {None, "ok", "unchanged"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page, where it is asked for, and the copy in the Wayback Machine that this is, if it is one."""

    visit: Visit
    ref: Ref
    copy: wayback.Copy | None = None


class Round:
    """A round over `chosen` sources; `stopped` is asked between pages whether to come to an end.

    `tallies` says by the id of a source what it gave, `news` lists the articles that are new or changed, with their
    addresses; `takes_up` says that the round before was cut short.
    """

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        chosen: Sequence[Source],
        scraper_for: ScraperFor,
        *,
        wishes: Wishes = Wishes(),
        machine: Machine | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.chosen = chosen
        self.tallies = {source.id: Tally() for source in chosen}
        self._store = store
        self._fetcher = fetcher
        self._machine = machine or Machine(fetcher)
        self._reader = Reader(store, Crew(fetcher, wishes.hosts), scraper_for, self._machine)
        self._wishes = wishes
        self._stopped = stopped
        self._in_hand: dict[str, Capture | FetchError] = {}
        self._visits: dict[str, Visit] = {}
        self._validators: dict[str, Validators] = {}
        self._asked = 0
        self._exhausted = False
        self.news: list[tuple[int, str]] = []
        with store.transaction() as conn:
            self.number, self.takes_up = schedule.begin(conn, store.clock())

    def items(self) -> Iterator[Item]:
        """What the round brings, page by page, with remarks on how its sources fared."""
        for read in self._reader.read(self.chosen, since=self._wishes.since):
            yield from self._noted(read)
            if self._stopped():
                return
        while lot := self._lot():
            yield from self._pages(lot)
            if self._stopped():
                return
        self._exhausted = True

    def get(self, ref: Ref, validators: Validators | None = None) -> Capture:
        """The page that `items` has just brought; raises the FetchError that came in its place."""
        del validators  # they were sent when the page was asked for
        got = self._in_hand.pop(ref.url)
        if isinstance(got, FetchError):
            raise got
        if got.status == 200:
            self._validators[ref.url] = Validators(got.header("etag"), got.header("last-modified"))
        return got

    def told(self, result: Result) -> None:
        """What became of a page, which sets its next visit."""
        visit, validators = self._visits.pop(result.input), self._validators.pop(result.input, None)
        tally = self.tallies[visit.source.id]
        tally.outcomes[result.outcome] += 1
        tally.whys[result.why or result.outcome] += 1
        if result.article is not None and result.outcome in {"added", "changed"} and visit.snapshot is None:
            self.news.append((result.article, visit.ref.url))
        # What was refused may be read better later, and is asked for in full again.
        kept = validators if result.outcome != "rejected" else None
        with self._store.transaction() as conn:
            schedule.seen(conn, visit, at=self._store.clock(), validators=kept)

    @property
    def failed(self) -> bool:
        """Whether a source could not be read; that pages are gone or closed is the news of every day."""
        return any(tally.failed for tally in self.tallies.values())

    def end(self) -> bool:
        """Note that the round is over, once everything was told; False for one that was stopped before its end."""
        if self._exhausted:
            with self._store.transaction() as conn:
                schedule.end(conn, self.number, self._store.clock())
        return self._exhausted

    def _noted(self, read: Read) -> Iterator[Note]:
        """Take what a file gave into the numbers, and say what a person should know of it."""
        tally = self.tallies[read.listing.source.id]
        tally.named += read.named
        tally.new += read.new
        tally.changed += read.changed
        if read.listing.depth == 1:
            tally.why, tally.words = read.why, read.words
        if read.words:
            yield Note(read.listing.url, f"could not be read: {read.why} ({read.words})")
        elif read.new or read.changed:
            yield Note(read.listing.url, f"{read.named:,} pages named, {read.new:,} new, {read.changed:,} changed")

    def _lot(self) -> list[Visit]:
        room = LOT if self._wishes.most is None else min(LOT, self._wishes.most - self._asked)
        if room <= 0:
            return []
        by = None if self._wishes.again else self._store.clock()
        with self._store.transaction() as conn:
            lot = schedule.take(conn, self.chosen, number=self.number, by=by, since=self._wishes.since, limit=room)
        self._asked += len(lot)
        return lot

    def _pages(self, lot: Sequence[Visit]) -> Iterator[Item]:
        """Fetch these pages and hand them on as they come, from their sites or from the Wayback Machine."""
        yield from self._fetched([_Asked(visit, visit.ref) for visit in lot if visit.snapshot is None], self._fetcher)
        copies = []
        for visit in lot:
            if visit.snapshot is not None:
                copy = wayback.Copy(visit.snapshot, visit.ref.url)
                place = replace(visit.ref, url=wayback.as_received(self._machine.service, copy))
                copies.append(_Asked(visit, place, copy))
        older = {one: held for one in copies if (held := self._held_later(one))}
        for one, held in older.items():
            self._visits[one.ref.url] = one.visit
            yield Refused(one.ref.url, held, "skipped", "unchanged", one.visit.source.key)
        yield from self._fetched([one for one in copies if one not in older], self._machine.fetcher)

    def _fetched(self, asked: Sequence[_Asked], fetcher: Fetcher) -> Iterator[Item]:
        """What came for each; the pages of hosts that want to be left alone stay due."""
        resting: Counter[str] = Counter()
        for one, got in Crew(fetcher, self._wishes.hosts).run(asked, lambda one: one.visit.validators):
            if got.status in _LATER if isinstance(got, Capture) else fetcher.parked(one.ref.url) > 0:
                resting[urls.host(one.ref.url)] += 1
                self.tallies[one.visit.source.id].left += 1
                continue
            self._visits[one.ref.url] = one.visit
            self._in_hand[one.ref.url] = self._as_it_was(one.copy, got)
            yield Wanted(one.ref.url, one.ref, Given(outlet=one.visit.source.outlet))
            if self._stopped():
                return
        for host, count in resting.items():
            yield Note(host, f"asked to be left alone for a while: {count:,} pages are left for the next round")

    def _held_later(self, one: _Asked) -> str | None:
        """Why an old copy is of no use: the archive has the page as it was later, and versions follow each other."""
        seen = identity.last_seen(self._store.conn, one.visit.ref.url)
        if not seen or one.copy is None or seen <= one.copy.captured_at:
            return None
        return f"the archive holds this page as it was on {seen[:10]}, after this copy"

    def _as_it_was(self, copy: wayback.Copy | None, got: Capture | FetchError) -> Capture | FetchError:
        if copy is None or isinstance(got, FetchError) or got.status != 200:
            return got
        return copy_as_capture(self._machine.service, copy, got)
