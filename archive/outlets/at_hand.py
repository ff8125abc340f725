"""The pages of an outlet that are at hand: its fixtures, what the archive has of it, and one that a person names."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from archive import shipped, sources
from archive.errors import InputError, UsageError
from archive.evidence import reader
from archive.fetch import Fetch
from archive.model import Capture, Found, Given, Kept, Refused, Wanted
from archive.page import Page
from archive.scraper import Scraper
from archive.store import Store, captures, shelf

# As many captures of an outlet as it takes to see a habit.
_CAPTURES = 20


@dataclass(frozen=True, slots=True)
class Places:
    """Where outlets' files lie, and their fixtures."""

    files: Path
    fixtures: Path

    @classmethod
    def of(cls, folder: Path | None) -> Self:
        """Those of a person's own folder, else of the checkout; raises UsageError where there is neither."""
        root = shipped.checkout()
        if folder is not None:
            return cls(folder, folder / "fixtures")
        if root is None:
            raise UsageError("name the folder of your outlets with --scrapers DIR")
        return cls(root / "scrapers", root / "tests" / "outlets")

    def write(self, written: dict[Path, str]) -> None:
        """Write files that are not there yet, all or none; raises UsageError where one is."""
        taken = [str(path) for path in written if path.exists()]
        if taken:
            raise UsageError(f"{', '.join(taken)} is there already, and nothing is overwritten")
        for path, words in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")


def first_page(thing: str, url: str | None, fetcher: Fetch, at: str) -> Page:
    """The page that a person named by its address or file; raises InputError or FetchError where it is none."""
    item = next(sources.look(thing, Given(url=url, firm=True), at=at, stdin=io.BytesIO()), None)
    if isinstance(item, Wanted):
        capture = fetcher.get(item.ref)
        if capture.status is not None and not 200 <= capture.status < 300:
            raise InputError(f"{thing}: HTTP {capture.status}")
    elif isinstance(item, Found):
        capture = item.capture
    else:
        raise InputError(f"{thing}: {item.reason if isinstance(item, Refused) else 'there is no page'}")
    return Page.of(capture)


def fixtures(folder: Path, scraper: Scraper) -> Iterator[Page]:
    """The outlet's fixtures in a folder, in the order of their names."""
    for host in scraper.hosts:
        for path in sorted((folder / host).glob("*.html")):
            said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            yield Page(path.read_text(encoding="utf-8"), said["url"])


def captured(store: Store, scraper: Scraper) -> Iterator[Page]:
    """The newest pages that the archive has of the outlet, from the bytes as they were kept."""
    for one in captures.of_hosts(store.conn, scraper.hosts, _CAPTURES):
        kept = shelf.capture(store.conn, one)
        if kept is not None and kept.place is not None:
            yield Page.of(_again(store, kept))


def _again(store: Store, kept: Kept) -> Capture:
    """A capture as it came in, but for the headers, which its page can do without."""
    if kept.place is None:
        raise InputError(f"the bytes of {kept.url} were not kept")
    names = ("url", "final_url", "captured_at", "media_type", "body_sha256", "evidence", "source", "status")
    body = reader.payload(store.evidence_folder, kept.place, kept.body_sha256)
    return Capture(**{name: getattr(kept, name) for name in names}, body=body)
