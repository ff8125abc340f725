"""What a capture says, by what its bytes are: a page, a text, or a document that has none for us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from archive import dates
from archive.errors import InputError
from archive.extract.habits import Habits, Sample
from archive.extract.judge import not_an_article
from archive.extract.reading import study_page
from archive.model import Capture, Reading
from archive.page import Page
from archive.scraper import Scraper
from archive.sources import files, plaintext, saved

ScraperFor = Callable[[str | None], Scraper | None]
_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain", "text/markdown"}
_PACKED = "multipart/related"


def read_capture(capture: Capture, scraper_for: ScraperFor, habits: Habits | None = None) -> Reading:
    """The reading of a capture, by its outlet's habits if known; raises InputError where it cannot be read."""
    return study(capture, scraper_for, habits)[0]


def study(capture: Capture, scraper_for: ScraperFor, habits: Habits | None = None) -> tuple[Reading, Sample | None]:
    """The same, with what an article shows of its outlet's habits; None where it teaches nothing new.

    Servers call a PDF or a picture a page often enough that what was fetched is told by its first bytes as well.
    """
    seen = files.kind_by_bytes(capture.body[:4096]) if capture.evidence == "fetched" else None
    if capture.media_type == _PACKED and capture.evidence == "file":
        root = saved.of_mhtml(capture.body, capture.captured_at)
        capture = replace(
            capture, body=root.body, media_type="text/html", headers=(("Content-Type", root.content_type),)
        )
    if capture.media_type in _PAGES and seen in {None, "html", "text"}:
        page = Page.of(capture)
        found = study_page(page, scraper_for(page.url), habits)
        return found.reading, None if not_an_article(found.reading) else found.sample()
    if capture.media_type in _TEXTS and seen in {None, "text"}:
        return plaintext.read(capture), None
    if seen == "document" or (seen is None and not capture.media_type.startswith("text/")):
        place = urlsplit(capture.final_url or capture.url or "").path or capture.source
        title = PurePosixPath(unquote(place)).stem or None
        return Reading(title=title, origin={"title": "file"}, flags=("no_text",)), None
    raise InputError(f"it is {capture.media_type}, not a page or a text")


def page_of(capture: Capture) -> Page | None:
    """The page that a capture holds; None where it holds none that can be read."""
    try:
        return Page.of(capture) if capture.media_type in _PAGES else None
    except InputError:
        return None


def believable(found: Reading, capture: Capture) -> Reading:
    """A reading without impossible dates; what was said of them is kept in `origin`, and flagged."""
    for name in ("published", "modified"):
        value = getattr(found, name)
        if value and not dates.plausible(value, capture.captured_at):
            origin = {**found.origin, name: f"{found.origin.get(name, 'file')} said {value}"}
            found = replace(found, origin=origin, **{name: None})  # type: ignore[arg-type]
            if name == "published":
                found = replace(found, flags=(*found.flags, "date_impossible"))
    return found
