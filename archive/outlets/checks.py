"""Whether outlets' files still do what they say: with the outlet as it is today, and on pages that are at hand.

A check looks at few addresses and tells what it found at each, good or bad. What is odd is said in words and never
mended: whether a byline is missing or was never there is for a person to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal

from archive import text
from archive.errors import FetchError, InputError
from archive.extract import not_an_article, read_page
from archive.fetch import Fetch
from archive.model import Capture, Reading, Ref
from archive.outlets import drafts
from archive.page import Page
from archive.scraper import Scraper, own_fields
from archive.sources import feed, sitemap

# In words: an article is rarely shorter, and a teaser rarely longer.
_SHORT = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what is to be said of it; `fine` where nobody need do anything."""

    what: Literal["home", "feed", "sitemap", "page", "method"]
    address: str
    fine: bool
    words: str


def live(scraper: Scraper, fetcher: Fetch, *, pages: int = 3) -> Iterator[Finding]:
    """The outlet as it is now: its home, its feeds and sitemaps, and the newest page of each, `pages` at most."""
    home = f"https://{scraper.hosts[0]}/"
    yield _home(home, scraper, fetcher)
    found: list[tuple[Ref, ...]] = []
    for address in scraper.feeds:
        finding, refs = _feed(address, fetcher)
        found.append(refs)
        yield finding
    for address in scraper.sitemaps:
        finding, refs = _sitemap(address, fetcher)
        found.append(refs)
        yield finding
    newest = dict.fromkeys(ref.url for ref in chain(*zip_longest(*found)) if ref is not None)
    for url in list(newest)[:pages]:
        yield _page(url, scraper, fetcher)
    if not newest:
        yield Finding("page", home, False, "no page to look at: no feed or sitemap of the file gave one")


def saved(scraper: Scraper, pages: Sequence[Page]) -> Iterator[Finding]:
    """What the outlet's methods do on pages that are at hand, and which of them do nothing."""
    fields = own_fields(scraper)
    changing: set[str] = set()
    for page in pages:
        reading = read_page(page, scraper)
        changed = _changed(reading, read_page(page), scraper, fields)
        changing.update(changed)
        odd = tuple(_odd(reading, scraper))
        says = "; ".join(odd) or (f"own reading of {', '.join(changed)}" if changed else "as generic reading has it")
        yield Finding("page", page.url or "", not odd, says)
    for name in fields:
        if pages and name not in changing:
            words = f"changes nothing, generic reading says the same: take it out (pages read: {len(pages)})"
            yield Finding("method", name, False, words)


def _changed(own: Reading, generic: Reading, scraper: Scraper, fields: Iterable[str]) -> list[str]:
    """The fields that the outlet's methods read differently; its name comes from the file without any method."""
    before = {name: scraper.name if name == "outlet" else getattr(generic, name) for name in fields}
    return [name for name in before if getattr(own, name) != before[name]]


def _home(address: str, scraper: Scraper, fetcher: Fetch) -> Finding:
    try:
        page = _fetched(address, fetcher)
    except (FetchError, InputError) as error:
        return Finding("home", address, False, str(error))
    unknown = [address for address in drafts.feeds_of(page) if address not in scraper.feeds]
    return Finding(
        "home", address, True, f"names feeds that the file does not: {', '.join(unknown)}" if unknown else ""
    )


def _feed(address: str, fetcher: Fetch) -> tuple[Finding, tuple[Ref, ...]]:
    try:
        refs = feed.parse(_answer(address, fetcher).body, address).pages
    except (FetchError, InputError) as error:
        return Finding("feed", address, False, str(error)), ()
    return Finding("feed", address, bool(refs), f"{len(refs):,} articles"), refs


def _sitemap(address: str, fetcher: Fetch) -> tuple[Finding, tuple[Ref, ...]]:
    try:
        found = sitemap.parse(_answer(address, fetcher).body, address)
    except (FetchError, InputError) as error:
        return Finding("sitemap", address, False, str(error)), ()
    fine = bool(found.pages or found.further)
    words = f"{len(found.pages):,} pages, {len(found.further):,} further sitemaps"
    return Finding("sitemap", address, fine, words), found.pages


def _page(url: str, scraper: Scraper, fetcher: Fetch) -> Finding:
    try:
        reading = read_page(_fetched(url, fetcher), scraper)
    except (FetchError, InputError) as error:
        return Finding("page", url, False, str(error))
    odd = "; ".join(_odd(reading, scraper))
    return Finding("page", url, not odd, odd or f"“{reading.title}”, {'; '.join(reading.authors)}, {reading.published}")


def _odd(reading: Reading, scraper: Scraper) -> Iterator[str]:
    """What a person should look at, a few words each."""
    reason = not_an_article(reading)
    if reason:
        yield reason
        return
    if "scraper_failed" in reading.flags:
        yield "a method of the file failed"
    empty = [name for name in ("title", "authors", "published") if not getattr(reading, name)]
    if empty:
        yield f"no {' and no '.join(empty)}"
    words = text.count_words(reading.text)
    if words < _SHORT:
        yield f"only {words} words"
    if isinstance(scraper.language, str) and reading.language not in {None, scraper.language}:
        yield f"the page is in “{reading.language}”, the file says “{scraper.language}”"


def _fetched(address: str, fetcher: Fetch) -> Page:
    return Page.of(_answer(address, fetcher))


def _answer(address: str, fetcher: Fetch) -> Capture:
    """What an address gives; raises InputError where that is an error page."""
    capture = fetcher.get(Ref(address, "person"))
    if capture.status is not None and not 200 <= capture.status < 300:
        raise InputError(f"HTTP {capture.status}")
    return capture
