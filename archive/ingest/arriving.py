"""What sources bring, as arrivals: what is wanted is fetched, and what cannot be had arrives as its own refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from archive import whys
from archive.errors import FetchError
from archive.fetch import Fetch
from archive.model import Capture, Found, Given, Item, Note, Place, Reading, Refused, Wanted, Why

# Neither its address nor its file is written down again.
_SOURCE_OF_BARRED = "taken down"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One input on its way: a capture, with its reading where its source could read it, or a refusal."""

    input: str
    source: str
    capture: Capture | None = None
    reading: Reading | None = None
    given: Given = field(default_factory=Given)
    place: Place | None = None
    refused: str | None = None
    why: Why | None = None
    kind: Literal["rejected", "skipped"] = "rejected"
    url: str | None = None


# Why something with one of these addresses or this hash is not taken any more; None where it may be.
Barred = Callable[[Sequence[str | None], str | None], str | None]


def arrivals(items: Iterable[Item], fetcher: Fetch, noted: Callable[[Note], None], barred: Barred) -> Iterator[Arrival]:
    """Every item but the remarks as an arrival, in its order; a clock that is set back does not turn time back.

    What is barred is not asked for, and where it came all the same it is not looked at.
    """
    latest = ""
    for item in items:
        if isinstance(item, Note):
            noted(item)
            continue
        arrival = _unless_barred(item, fetcher, barred)
        if arrival.capture and arrival.capture.evidence == "fetched":
            latest = max(latest, arrival.capture.captured_at)
            arrival = replace(arrival, capture=replace(arrival.capture, captured_at=latest))
        yield arrival


def _unless_barred(item: Found | Wanted | Refused, fetcher: Fetch, barred: Barred) -> Arrival:
    why = barred([item.ref.url], None) if isinstance(item, Wanted) else None
    arrival = Arrival(item.input, "") if why else _arrival(item, fetcher)
    # A record in somebody's WARC file comes with the file, and is overwritten there once it is read. A table's row is
    # looked at when it is recorded, with many others.
    if (capture := arrival.capture) and arrival.place is None and capture.evidence != "row":
        why = barred([arrival.given.url, capture.url, capture.final_url], capture.body_sha256)
    return Arrival(item.input, _SOURCE_OF_BARRED, refused=why, why="opted out") if why else arrival


def _arrival(item: Found | Wanted | Refused, fetcher: Fetch) -> Arrival:
    if isinstance(item, Refused):
        return Arrival(item.input, item.source or item.input, refused=item.reason, why=item.why, kind=item.kind)
    if isinstance(item, Found):
        return Arrival(item.input, item.capture.source, item.capture, item.reading, item.given, item.place)
    try:
        capture = fetcher.get(item.ref)
    except FetchError as error:
        why = whys.of_error(error.kind)
        return Arrival(item.input, item.ref.source, refused=f"{error.kind}: {error}", why=why, url=item.ref.url)
    return Arrival(item.input, capture.source, capture, given=replace(item.given, url=None))  # its address is its own
