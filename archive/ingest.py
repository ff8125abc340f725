"""The pipeline: items from any source become captures, readings and versions, a batch at a time.

One batch is one transaction: evidence is written first, then its capture, article, version and index row, all or
nothing. Whatever happens to an item, there is a `Result` for it, in the order in which it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from archive import dates, urls
from archive.errors import FetchError, InputError
from archive.evidence import Keeper
from archive.extract import not_an_article, read_capture
from archive.fetch import Fetch
from archive.model import Capture, Given, Item, Note, Outcome, Reading, Refused, Result, Wanted
from archive.scraper import Scraper
from archive.store import Store, articles, captures, identity, outcomes
from archive.store.batch import indexed_together

BATCH_ITEMS = 2000
BATCH_BYTES = 16_000_000
# What was fetched is stored at once: a run that is stopped loses no page that it has asked an outlet for.
BATCH_FETCHED = 1

# Who says a field so weakly that what a person says of many things at once may take its place.
_WEAK_ORIGINS = {"first sentence", "url"}
_REFUSALS = {401: "blocked", 403: "blocked", 404: "gone", 410: "gone", 429: "too many requests"}


@dataclass(slots=True)
class Report:
    """What a run did, in numbers; the results themselves are handed on one by one, so that a run of any size fits."""

    batch: int
    counts: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """Whether something asked for could not be done."""
        return self.counts["rejected"] > 0


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An item on its way, read or refused; `canonical` is the address that it may be believed to give itself."""

    input: str
    source: str
    capture: Capture | None = None
    reading: Reading | None = None
    given: Given = field(default_factory=Given)
    canonical: str | None = None
    keys: tuple[str, ...] = ()
    refused: str | None = None
    kind: Literal["rejected", "skipped"] = "rejected"


def add(
    store: Store,
    items: Iterable[Item],
    fetcher: Fetch,
    scraper_for: Callable[[str | None], Scraper | None] = lambda _url: None,
    told: Callable[[Result], None] = lambda _result: None,
    noted: Callable[[Note], None] = lambda _note: None,
) -> Report:
    """Archive everything that `items` brings; `told` hears every result, `noted` every remark of a source."""
    keeper = Keeper(store.evidence_folder, lambda file: captures.known_end(store.conn, file), clock=store.clock)
    with store.transaction() as conn:
        report = Report(outcomes.next_batch(conn))
    for batch in _batches(_prepare(items, fetcher, scraper_for, noted)):
        for result in _write(store, keeper, batch, report.batch):
            report.counts[result.outcome] += 1
            report.flags.update(result.flags)
            if result.outcome in {"rejected", "skipped"}:
                report.reasons[result.reason or ""] += 1
            told(result)
    return report


def _prepare(
    items: Iterable[Item],
    fetcher: Fetch,
    scraper_for: Callable[[str | None], Scraper | None],
    noted: Callable[[Note], None],
) -> Iterator[_Prepared]:
    """Fetch what is wanted and read what is found; nothing is stored yet."""
    for item in items:
        if isinstance(item, Note):
            noted(item)
        elif isinstance(item, Refused):
            yield _Prepared(item.input, item.input, refused=item.reason, kind=item.kind)
        elif isinstance(item, Wanted):
            try:
                capture = fetcher.get(item.ref)
            except FetchError as error:
                yield _Prepared(item.input, item.ref.source, refused=f"{error.kind}: {error}")
                continue
            given = replace(item.given, url=None)  # the address is the capture's own
            yield _read(item.input, capture, None, given, scraper_for)
        else:
            yield _read(item.input, item.capture, item.reading, item.given, scraper_for)


def _read(
    shown: str,
    capture: Capture,
    known: Reading | None,
    given: Given,
    scraper_for: Callable[[str | None], Scraper | None],
) -> _Prepared:
    if capture.status is not None and not 200 <= capture.status < 300:
        word = _REFUSALS.get(capture.status, "server error" if capture.status >= 500 else "refused")
        return _Prepared(shown, capture.source, capture, refused=f"{word} (HTTP {capture.status})")
    try:
        found = known or read_capture(capture, scraper_for)
    except InputError as error:
        return _Prepared(shown, capture.source, capture, refused=str(error))
    reason = not_an_article(found)
    if reason and not known:
        return _Prepared(shown, capture.source, capture, found, refused=reason)
    canonical = identity.own_canonical(found, capture)
    keys = tuple(identity.keys(capture, canonical, given.url))
    return _Prepared(shown, capture.source, capture, _believed(found, capture), given, canonical, keys)


def _believed(found: Reading, capture: Capture) -> Reading:
    """A reading without impossible dates; what was said of them is kept in `origin`, and flagged."""
    for name in ("published", "modified"):
        value = getattr(found, name)
        if value and not dates.plausible(value, capture.captured_at):
            origin = {**found.origin, name: f"{found.origin.get(name, 'file')} said {value}"}
            found = replace(found, origin=origin, **{name: None})  # type: ignore[arg-type]
            if name == "published":
                found = replace(found, flags=(*found.flags, "date_impossible"))
    return found


def _batches(prepared: Iterable[_Prepared]) -> Iterator[list[_Prepared]]:
    """Runs of items for one transaction: no identity twice in one, so that the order of writing is free."""
    batch: list[_Prepared] = []
    keys: set[str] = set()
    size = 0
    for one in prepared:
        if batch and not keys.isdisjoint(one.keys):
            yield batch
            batch, keys, size = [], set(), 0
        batch.append(one)
        keys.update(one.keys)
        size += len(one.capture.body) + len(one.reading.text if one.reading else "") if one.capture else 0
        limit = BATCH_FETCHED if one.capture and one.capture.evidence == "fetched" else BATCH_ITEMS
        if len(batch) >= limit or size >= BATCH_BYTES:
            yield batch
            batch, keys, size = [], set(), 0
    if batch:
        yield batch


def _write(store: Store, keeper: Keeper, batch: Sequence[_Prepared], number: int) -> list[Result]:
    """One transaction; articles go in by date, because the index flushes whenever a rowid goes down."""

    def day(index: int) -> int:
        reading = batch[index].reading
        first = dates.first_day(batch[index].given.published or (reading.published if reading else None))
        return first.toordinal() if first else 0

    results: dict[int, Result] = {}
    with store.transaction() as conn, keeper.batch(), indexed_together(conn):
        for index in sorted(range(len(batch)), key=day):
            results[index], outcome = _write_one(store, keeper, batch[index])
            if outcome:
                outcomes.add(store.conn, number, [outcome])
    return [results[index] for index in range(len(batch))]


def _write_one(store: Store, keeper: Keeper, one: _Prepared) -> tuple[Result, Outcome | None]:
    capture, at = one.capture, store.clock()
    capture_id = _keep(store, keeper, capture) if capture else None
    url = capture.url if capture else None
    if one.refused is not None or capture is None or one.reading is None:
        flags = one.reading.flags if one.reading else ()
        outcome = Outcome(one.source, url, at, one.kind, one.refused, capture_id=capture_id)
        return Result(one.input, one.kind, one.refused, flags=flags), outcome
    found = _record(store, one, capture, capture_id)
    result = Result(one.input, found.outcome, None, found.article_id, found.label, found.flags)
    if capture.evidence == "row" and found.outcome == "added":
        return result, None
    return result, Outcome(one.source, url, at, found.outcome, None, found.article_id, capture_id)


def _keep(store: Store, keeper: Keeper, capture: Capture) -> int | None:
    """Keep a capture's bytes; the same file again is not kept twice, the same page again is a revisit."""
    earlier = captures.same_bytes(store.conn, capture)
    if earlier is not None and capture.evidence != "fetched":
        return earlier
    if capture.evidence == "row":
        return captures.add(store.conn, capture, None)
    if earlier is not None:
        place = keeper.keep_revisit(capture, captures.captured_at(store.conn, earlier))
        return captures.add(store.conn, capture, place, revisit_of=earlier)
    return captures.add(store.conn, capture, keeper.keep(capture))


def _record(store: Store, one: _Prepared, capture: Capture, capture_id: int | None) -> articles.Recorded:
    reading, conn, keys = one.reading or Reading(), store.conn, one.keys
    url = one.given.url or capture.url or one.canonical
    said = articles.Said(_said(one.given, reading), one.given.by)
    known = identity.find(conn, keys, url)
    if known is None and url is None:
        twin = identity.find_text(conn, reading.text)
        if twin is not None:
            return articles.seen_again(conn, twin, keys, said, at=capture.captured_at)
    reread = known is not None and identity.rests_on(conn, known, capture.body_sha256)
    return articles.record(
        conn,
        replace(reading, canonical_url=one.canonical, outlet=reading.outlet or urls.host(url) or None),
        keys=keys,
        capture_id=capture_id,
        url=url,
        at=capture.captured_at,
        cause="reread" if reread else "capture",
        known=known,
        said=said,
    )


def _said(given: Given, reading: Reading) -> dict[str, str | tuple[str, ...]]:
    """What a person said: of one thing it corrects; of many it fills what they lack."""
    return {
        name: value
        for name, value in given.said().items()
        if given.firm or not getattr(reading, name) or reading.origin.get(name) in _WEAK_ORIGINS
    }
