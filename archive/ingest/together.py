"""Rows of tables that are new, recorded together: thousands of them in a handful of statements.

Only what is plainly new goes this way. A row that was met before by its address, its line or its text, or that is
barred, or shares its text with another of the batch, is recorded by itself, as everything else is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from archive import urls
from archive.model import Capture, Given, Reading, Result
from archive.store import articles, captures, identity, newcomers, tombstones

if TYPE_CHECKING:
    from archive.ingest.reading import Prepared

# Who says a field so weakly that what a person says of many things at once may take its place.
_WEAK_ORIGINS = {"first sentence", "url"}


def said(given: Given, reading: Reading) -> articles.Said:
    """What a person said: of one thing it corrects; of many it fills what they lack."""
    fields = {
        name: value
        for name, value in given.said().items()
        if given.firm or not getattr(reading, name) or reading.origin.get(name) in _WEAK_ORIGINS
    }
    return articles.Said(fields, given.by)


def address(given: Given, capture: Capture, canonical: str | None) -> str | None:
    """The address of an article, as far as anybody knows one."""
    return given.url or capture.url or canonical


def placed(reading: Reading, canonical: str | None, url: str | None) -> Reading:
    """A reading with the address that it may be believed to give itself, and with its site as its outlet at least."""
    outlet = reading.outlet or urls.host(url) or None
    if (canonical, outlet) == (reading.canonical_url, reading.outlet):
        return reading
    return replace(reading, canonical_url=canonical, outlet=outlet)


def ready(
    reading: Reading, capture: Capture, given: Given, canonical: str | None, keys: Sequence[str]
) -> newcomers.Newcomer:
    """A row as the article that it will be if it is new."""
    url = address(given, capture, canonical)
    found = placed(reading, canonical, url)
    return newcomers.ready(found, keys=keys, url=url, at=capture.captured_at, said=said(given, reading))


def plain(conn: sqlite3.Connection, batch: Sequence[Prepared]) -> set[int]:
    """The places in a batch of the rows that are plainly new."""
    rows = [
        (place, one.newcomer, one.arrival.capture)
        for place, one in enumerate(batch)
        if one.newcomer and one.arrival.capture
    ]
    keys = [key for _, new, _ in rows for key in new.keys]
    lines = [capture.body_sha256 for _, _, capture in rows]
    texts = [new.columns["text_sha256"] for _, new, _ in rows]
    met = identity.known(conn, keys) | tombstones.barred(conn, keys, lines + texts)
    # A row with an address that came before is known by that, and its line need not be looked for.
    met |= captures.held(conn, [capture.body_sha256 for _, _, capture in rows if not capture.url])
    unaddressed = {new.columns["text_sha256"] for _, new, _ in rows if not new.columns["url"]}
    twins = {text for text, times in Counter(texts).items() if times > 1} & unaddressed
    twins |= identity.held_texts(conn, unaddressed)
    return {
        place
        for place, new, capture in rows
        if met.isdisjoint((*new.keys, capture.body_sha256, new.columns["text_sha256"]))
        and (new.columns["url"] or new.columns["text_sha256"] not in twins)
    }


def record(conn: sqlite3.Connection, ones: Sequence[Prepared]) -> list[Result]:
    """Record rows that are plainly new, in their order; there is nothing to note of them but that they came."""
    rows = [(one, one.newcomer, one.arrival.capture) for one in ones if one.newcomer and one.arrival.capture]
    kept = captures.add_rows(conn, [capture for _, _, capture in rows])
    found = newcomers.add(conn, [new for _, new, _ in rows], kept)
    return [
        Result(one.arrival.input, new.outcome, None, new.article_id, new.label, new.flags, one.why)
        for (one, _, _), new in zip(rows, found, strict=True)
    ]
