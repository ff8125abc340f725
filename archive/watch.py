"""A round over sources: feeds and sitemaps are fetched and read here, and what they name is handed to `ingest`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from archive.errors import FetchError, InputError
from archive.fetch import Fetch
from archive.model import Item, Note, Ref, Refused, Wanted
from archive.sources import feed, sitemap

SourceKind = Literal["feed", "sitemap"]
# A sitemap may name sitemaps, and those again; deeper nesting is a trap or a mistake.
SITEMAP_DEPTH = 3


def round_over(sources: Iterable[tuple[str, SourceKind]], fetcher: Fetch) -> Iterator[Item]:
    """The pages that sources name now, each address once, in the order of the sources."""
    seen: set[str] = set()
    for address, kind in sources:
        for item in _feed(address, fetcher) if kind == "feed" else _sitemap(address, fetcher):
            if isinstance(item, Wanted) and item.ref.url in seen:
                continue
            if isinstance(item, Wanted):
                seen.add(item.ref.url)
            yield item


def _feed(address: str, fetcher: Fetch) -> Iterator[Item]:
    try:
        found = feed.parse(fetcher.get(Ref(address, "person")).body, address)
    except (FetchError, InputError) as error:
        yield Refused(address, str(error))
        return
    yield Note(address, f"feed with {len(found)} articles")
    for ref in found:
        yield Wanted(ref.url, ref)


def _sitemap(address: str, fetcher: Fetch) -> Iterator[Item]:
    waiting, done = [(address, 1)], set()
    while waiting:
        url, depth = waiting.pop(0)
        if url in done or depth > SITEMAP_DEPTH:
            continue
        done.add(url)
        try:
            found = sitemap.parse(fetcher.get(Ref(url, "person")).body, url)
        except (FetchError, InputError) as error:
            yield Refused(url, str(error))
            continue
        if found.pages:
            yield Note(url, f"sitemap with {len(found.pages)} pages")
        waiting += [(one, depth + 1) for one in found.sitemaps]
        for ref in found.pages:
            yield Wanted(ref.url, ref)
