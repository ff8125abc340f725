"""What an address is, and which sources an outlet has, before anything is stored.

An outlet's own file in `scrapers/` knows best; else its front page and its robots.txt are asked, and else the places
are tried that publishing systems use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from archive import codings, urls
from archive.errors import FetchError, InputError
from archive.fetch import Fetch
from archive.fetch.robots import Rules
from archive.model import Capture, Ref, SourceKind
from archive.scraper import Scraper
from archive.sources import discovery, wayback
from archive.sources.discovery import Shape
from archive.sources.named import Named
from archive.watch.wayback import Machine

_KINDS: dict[Shape, SourceKind] = {
    "feed": "feed",
    "sitemap": "sitemap",
    "news sitemap": "sitemap",
    "sitemap index": "sitemap",
    "section page": "section",
    "front page": "section",
    "Wayback copies": "wayback",
}
ScraperFor = Callable[[str | None], Scraper | None]
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Find:
    """A source that was found: its form, what it names now, and whether it is what an outlet is best collected by.

    `told_by` says who named it: `you`, `its file in scrapers/`, `its front page`, `robots.txt`, `a usual place`.
    """

    shape: Shape
    url: str
    name: str
    named: Named
    told_by: str
    advised: bool = True

    @property
    def kind(self) -> SourceKind:
        """How a round reads it."""
        return _KINDS[self.shape]


def look_at(url: str, fetcher: Fetch, scraper_for: ScraperFor, said: Said = lambda _words: None) -> tuple[Find, ...]:
    """What lies at an address: the source it is, or all the sources of the outlet whose front page it is.

    Raises FetchError or InputError where nothing can be collected from it.
    """
    scraper = scraper_for(url)
    capture = _whole(fetcher, url)
    shape, named = discovery.what_is(capture, url, scraper.hosts if scraper else ())
    if shape == "list of feeds":
        raise InputError(f"{url} is a list of feeds: save it as a file, and give the file's name")
    home = Find(shape, url, _name(scraper, named, url), _with_examples(named, fetcher), "you")
    if shape != "front page":
        return (home,)
    search = _Search(fetcher, scraper, url, said)
    return search.told_by_scraper() or _advised((*search.feeds(capture), *search.sitemaps(), home))


def copies_of(url: str, machine: Machine, since: str | None, until: str | None) -> Find:
    """The copies of a page, or of all pages under an address that ends in `/` or `*`, in the Wayback Machine.

    `since` and `until` are days, months or years (ISO), included. Only the first of a long list are asked for. Raises
    FetchError or InputError.
    """
    place = wayback.copies_of(machine.service, url, since=since, until=until)
    copies, resume = wayback.parse(codings.body(_whole(machine.fetcher, place)))
    if not copies:
        raise InputError(f"the Wayback Machine lists no good copy of {url} in that time")
    pages = tuple(Ref(wayback.to_read(machine.service, one), f"wayback:{url}") for one in copies)
    further = ((place, None),) if resume else ()
    return Find("Wayback copies", url, f"{urls.host(url)} in the Wayback Machine", Named(pages, further), "you")


class _Search:
    """Looks for the sources of one outlet."""

    def __init__(self, fetcher: Fetch, scraper: Scraper | None, url: str, said: Said) -> None:
        self._fetcher = fetcher
        self._scraper = scraper
        self._url = url
        self._said = said

    def told_by_scraper(self) -> tuple[Find, ...]:
        """What the outlet's own file names."""
        if self._scraper is None:
            return ()
        named = (*self._scraper.feeds, *self._scraper.sitemaps, *self._scraper.sections)
        return tuple(self._probed(named, "its file in scrapers/"))

    def feeds(self, capture: Capture) -> tuple[Find, ...]:
        """What the front page names, else the first of the usual places that has a feed."""
        told = [
            one for one in self._probed(discovery.feeds_of(capture, self._url), "its front page") if one.kind == "feed"
        ]
        usual = (one for one in self._probed(discovery.usual_feeds(self._url), "a usual place") if one.kind == "feed")
        return tuple(told) or tuple(one for one in [next(usual, None)] if one)

    def sitemaps(self) -> tuple[Find, ...]:
        """What robots.txt names, else what lies at the usual places."""
        try:
            robots = Rules(codings.body(_whole(self._fetcher, urljoin(self._url, "/robots.txt")))).sitemaps()
        except (FetchError, InputError):
            robots = ()
        told = self._probed(robots, "robots.txt") if robots else self._usual_sitemaps()
        return tuple(one for one in told if one.kind == "sitemap")

    def _usual_sitemaps(self) -> Iterator[Find]:
        return self._probed(discovery.usual_sitemaps(self._url), "a usual place")

    def _probed(self, addresses: Iterable[str], told_by: str) -> Iterator[Find]:
        """Those of the addresses at which there is a source."""
        for url in addresses:
            self._said(f"looking at {url}")
            try:
                shape, named = discovery.what_is(_whole(self._fetcher, url), url)
            except (FetchError, InputError):
                continue
            if shape in _KINDS:
                named = _with_examples(named, self._fetcher)
                yield Find(shape, url, _name(self._scraper, named, url), named, told_by)


def _advised(found: tuple[Find, ...]) -> tuple[Find, ...]:
    """What an outlet is best collected by: its feeds and news sitemaps, else its sitemaps, else its front page."""
    for shapes in ({"feed", "news sitemap"}, {"sitemap", "sitemap index"}, {"front page"}):
        if any(one.shape in shapes for one in found):
            return tuple(replace(one, advised=one.shape in shapes) for one in found)
    return found


def _with_examples(named: Named, fetcher: Fetch) -> Named:
    """An index with the pages of the sitemap that changed last, so that there is something to show of it."""
    if named.pages or not named.further:
        return named
    newest = max(named.further, key=lambda one: one[1] or "")[0]
    try:
        _, inside = discovery.what_is(_whole(fetcher, newest), newest)
    except (FetchError, InputError):
        return named
    return replace(named, pages=inside.pages)


def _whole(fetcher: Fetch, url: str) -> Capture:
    """What lies at an address; raises FetchError, also where it is not there."""
    capture = fetcher.get(Ref(url, "person"))
    if capture.status is None or not 200 <= capture.status < 300:
        raise FetchError(
            "gone" if capture.status in {404, 410} else "blocked", f"{url} answered with HTTP {capture.status}"
        )
    return capture


def _name(scraper: Scraper | None, named: Named, url: str) -> str:
    return (scraper.name if scraper else None) or named.title or urls.host(url)
