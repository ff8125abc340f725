"""The files of sources, asked for and read: what they name is taken in, and how each source fared is noted.

What a file names, and the validators by which its server will say that nothing changed, are stored in one transaction:
a process that is killed in between cannot come to believe that it has seen what it has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from archive import codings, dates, whys
from archive.errors import FetchError, InputError
from archive.fetch import Crew
from archive.model import Capture, Listing, Ref, Source, Validators, Why
from archive.scraper import Scraper
from archive.sources import feed, section, sitemap, wayback
from archive.sources.named import Named
from archive.store import Store, health, schedule, sources
from archive.watch.wayback import Machine

# A sitemap may name sitemaps, and those again; deeper nesting is a trap or a mistake.
SITEMAP_DEPTH = 3
# Files of one source in one round; where there are more, the next round goes on.
MOST_FILES = 50

ScraperFor = Callable[[str | None], Scraper | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A file of a source, as a wish that a crew can grant."""

    listing: Listing
    ref: Ref


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: how many pages it names, how many of them are new or changed; or why it gave nothing."""

    listing: Listing
    why: Why
    words: str = ""
    named: int = 0
    new: int = 0
    changed: int = 0
    left_out: int = 0


class Reader:
    """Reads the files of sources; `crew` fetches them, `scraper_for` knows the hosts of an outlet."""

    def __init__(self, store: Store, crew: Crew, scraper_for: ScraperFor, machine: Machine) -> None:
        self._store = store
        self._crew = crew
        self._scraper_for = scraper_for
        self._machine = machine

    def read(self, chosen: Sequence[Source], *, since: str | None = None) -> Iterator[Read]:
        """Read every file that should be read now, a source's own first; `since` is a day, as in `schedule.due`."""
        for depth in range(1, SITEMAP_DEPTH + 1):
            wanted = [
                listing
                for source in chosen
                for listing in sources.listings(
                    self._store.conn, source, depth=depth, limit=MOST_FILES, since=since and dates.first_moment(since)
                )
            ]
            asked = [Asked(one, Ref(one.url, one.source.key)) for one in wanted if one.source.kind != "wayback"]
            for one, got in self._crew.run(asked, lambda asked: asked.listing.validators):
                yield self._take(one.listing, got)
            for listing in wanted:
                if listing.source.kind == "wayback":
                    yield from self._parts(listing)

    def _parts(self, listing: Listing) -> Iterator[Read]:
        """Read a list of the Wayback Machine, part by part as far as it goes."""
        part: Listing | None = listing
        while part:
            place = wayback.copies_of(
                self._machine.service, part.url, since=part.source.since, until=part.source.until, resume=part.resume
            )
            try:
                got: Capture | FetchError = self._machine.fetcher.get(Ref(place, part.source.key))
            except FetchError as error:
                got = error
            yield self._take(part, got)
            further = sources.listings(self._store.conn, part.source, depth=1, limit=1)
            part = next((one for one in further if one.resume and one.resume != part.resume), None)

    def _take(self, listing: Listing, got: Capture | FetchError) -> Read:
        """Take in what a file says, and note how its source fared."""
        try:
            read = self._understood(listing, got)
        except FetchError as error:
            read = Read(listing, cast("Why", error.kind), str(error))
        except InputError as error:
            read = Read(listing, "unreadable", str(error))
        if listing.depth == 1:
            with self._store.transaction() as conn:
                health.note_round(conn, listing.source, read.why, at=self._store.clock())
        return read

    def _understood(self, listing: Listing, got: Capture | FetchError) -> Read:
        if isinstance(got, FetchError):
            raise got
        at = self._store.clock()
        if got.status == 304:
            with self._store.transaction() as conn:
                sources.was_read(conn, listing, at=at)
            return Read(listing, "unchanged")
        if got.status is None or not 200 <= got.status < 300:
            why = whys.of_status(got.status or 0)
            return Read(listing, why, f"{listing.url} answered with HTTP {got.status}")
        if listing.source.kind == "wayback":
            return self._copies(listing, got, at)
        named = self._named(listing, got)
        validators = Validators(got.header("etag"), got.header("last-modified"))
        with self._store.transaction() as conn:
            new, changed = schedule.enrol(conn, listing.source, named.pages, at=at)
            further = [(url, dates.last_moment(said) if said else None) for url, said in named.further]
            sources.add_listings(conn, listing, further if listing.depth < SITEMAP_DEPTH else ())
            sources.was_read(conn, listing, at=at, validators=validators)
        return Read(listing, "ok", "", len(named.pages), new, changed, named.left_out)

    def _named(self, listing: Listing, capture: Capture) -> Named:
        kind = listing.source.kind
        if kind == "section":
            scraper = self._scraper_for(listing.url)
            return section.parse(capture, listing.url, scraper.hosts if scraper else ())
        if kind == "feed":
            return feed.parse(codings.body(capture), listing.url)
        return sitemap.parse(codings.body(capture), listing.url)

    def _copies(self, listing: Listing, capture: Capture, at: str) -> Read:
        """One part of a list of copies: those of pages that may be articles, or of the very page that was named."""
        copies, resume = wayback.parse(codings.body(capture))
        many = listing.url.endswith(("/", "*"))
        wanted = [(one.stamp, one.url) for one in copies if not many or section.may_be_article(one.url)]
        with self._store.transaction() as conn:
            new = schedule.enrol_copies(conn, listing.source, wanted, at=at)
            sources.was_read(conn, listing, at=at, resume=resume)
        return Read(listing, "ok", "", len(wanted), new, left_out=len(copies) - len(wanted))
