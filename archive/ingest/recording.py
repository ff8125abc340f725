"""From readings to articles: a batch is one transaction, with its outcomes, and is told when the disk has it.

Articles go in by date, because the index flushes whenever a row goes down; so no article may be met twice in one
batch. Whoever strikes a note off the list of unread captures records it: two runs that read the same capture make one
version of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby

from archive.evidence import Keeper
from archive.ingest import barring, keeping, together
from archive.ingest.reading import Prepared
from archive.ingest.report import Report
from archive.model import Capture, Outcome, Reading, Result, version_label
from archive.store import Store, articles, identity, numbers, outcomes, unread
from archive.store.batch import indexed_together, merged_a_little

# The larger a batch, the less of the archive is written again for each, and the fewer pieces of the index are merged.
BATCH_ITEMS = 16_000
BATCH_BYTES = 64_000_000
# Batches begin small and double: the first is written while the second is read, and something is told soon.
FIRST_ITEMS = 500
BATCH_SECONDS = 2.0
# What was fetched does not wait so long; the rows of a table lie in their file.
BULK_SECONDS = 20.0
# So many rows of a table are worth a second thread; and so many leave a piece of the index that is worth merging.
_MANY, _LARGE = 200, 4_000


def record(
    store: Store,
    keeper: Keeper,
    prepared: Iterable[Prepared],
    batch: int,
    told: Callable[[Result], None],
    monotonic: Callable[[], float],
) -> Report:
    """Record everything that was prepared, in its order, and tell of it.

    While a batch of many rows is indexed and written to the disk, the next is prepared.
    """
    report = Report(batch)

    def tell(results: Iterable[Result]) -> None:
        store.settle()
        for result in results:
            report.count(result)
            told(result)

    untold: list[Result] = []
    large = 0
    for some in _batches(prepared, monotonic):
        tell(untold)
        is_bulk = len(some) >= _MANY and all(one.newcomer for one in some)
        untold = _record_batch(store, keeper, some, batch, aside=is_bulk)
        large += len(some) >= _LARGE
        some.clear()  # what is written is not held while the next is read
        if not is_bulk:
            tell(untold)
            untold = []
    tell(untold)
    _merge(store, large)
    return report


def _merge(store: Store, batches: int) -> None:
    """Merge what so many large batches have left in the index, or searches and smaller additions would pay for it."""
    for _ in range(batches):
        with store.transaction(lasting=False) as conn:
            if not merged_a_little(conn):
                return


def _batches(prepared: Iterable[Prepared], monotonic: Callable[[], float]) -> Iterator[list[Prepared]]:
    """Runs of items for one transaction: no identity twice in one, none held for long."""
    batch: list[Prepared] = []
    keys: set[str] = set()
    size, since, most = 0, 0.0, min(FIRST_ITEMS, BATCH_ITEMS)
    for one in prepared:
        if batch and not keys.isdisjoint(one.keys):
            yield batch
            batch, keys, size = [], set(), 0
        since = since if batch else monotonic()
        batch.append(one)
        keys.update(one.keys)
        size += len(one.reading.text) if one.reading else 0
        seconds = BULK_SECONDS if one.newcomer else BATCH_SECONDS
        if len(batch) >= most or size >= BATCH_BYTES or monotonic() - since >= seconds:
            yield batch
            batch, keys, size, most = [], set(), 0, min(2 * most, BATCH_ITEMS)
    if batch:
        yield batch


def _record_batch(store: Store, keeper: Keeper, batch: Sequence[Prepared], number: int, *, aside: bool) -> list[Result]:
    """Record a batch by date; one that ends `aside` is on the disk when the store has settled."""

    def day(index: int) -> int:
        reading, given = batch[index].reading, batch[index].arrival.given
        return numbers.day(given.published or (reading.published if reading else None))

    results: dict[int, Result] = {}
    with ExitStack() as work:
        conn = work.enter_context(store.transaction(bounded=True))
        work.enter_context(indexed_together(conn))
        plain = together.plain(conn, batch)
        for is_plain, some in groupby(sorted(range(len(batch)), key=day), key=plain.__contains__):
            places = list(some)
            ones = [batch[place] for place in places]
            found = together.record(conn, ones) if is_plain else _record_each(store, ones, number)
            results.update(zip(places, found, strict=True))
        keeper.settle()
        if aside:
            store.end_aside(work.pop_all())
    return [results[index] for index in range(len(batch))]


def _record_each(store: Store, ones: Sequence[Prepared], number: int) -> Iterator[Result]:
    """Record items one by one, with their outcomes."""
    for one in ones:
        result, outcome = _record_one(store, one)
        if outcome:
            outcomes.add(store.conn, number, [outcome])
        yield result


def _record_one(store: Store, one: Prepared) -> tuple[Result, Outcome | None]:
    """What became of one item, and what there is to note of it: nothing of a row that was simply added."""
    arrival, capture, at = one.arrival, one.arrival.capture, store.clock()
    if one.kept.unread_id is not None and not unread.take(store.conn, one.kept.unread_id):
        return _recorded_elsewhere(store, one), None
    capture_id = one.kept.capture_id
    url = capture.url if capture else arrival.url
    if one.refused is not None or capture is None:
        flags = one.reading.flags if one.reading else ()
        result = Result(arrival.input, arrival.kind, one.refused, flags=flags, why=one.why)
        return result, Outcome(arrival.source, url, at, arrival.kind, one.refused, None, capture_id, one.why)
    if one.why == "unchanged":
        return _unchanged(store, one, capture, at)
    why_barred = barring.barred_row(store.conn, capture)
    detail = why_barred
    why_barred = why_barred or barring.barred_reading(store, one.keys, one.reading, capture_id)
    if why_barred:
        result = Result(arrival.input, "rejected", why_barred, why="opted out")
        return result, Outcome("taken down", None, at, "rejected", detail, None, None, "opted out")
    if capture_id is None:
        capture_id = keeping.row(store, capture)
    found = _record(store, one, capture, capture_id)
    why = one.why if found.outcome != "unchanged" else "unchanged"
    result = Result(arrival.input, found.outcome, None, found.article_id, found.label, found.flags, why)
    if capture.evidence == "row" and found.outcome == "added":
        return result, None
    return result, Outcome(arrival.source, url, at, found.outcome, None, found.article_id, capture_id, why)


def _unchanged(store: Store, one: Prepared, capture: Capture, at: str) -> tuple[Result, Outcome]:
    """A page is as it was, by its bytes or its server's word: so is its article, where it was one."""
    arrival, known = one.arrival, identity.find(store.conn, one.keys, capture.url)
    said = Outcome(arrival.source, capture.url, at, "skipped", None, None, one.kept.capture_id, "unchanged")
    if known is None:
        reason = "it has not changed since it was last asked for, and was no article then"
        return Result(arrival.input, "skipped", reason, why="unchanged"), replace(said, detail=reason)
    found = articles.seen_again(store.conn, known, (), articles.Said({}), at=capture.captured_at)
    result = Result(arrival.input, "unchanged", None, known, found.label, found.flags, "unchanged")
    return result, replace(said, kind="unchanged", article_id=known)


def _recorded_elsewhere(store: Store, one: Prepared) -> Result:
    """The result that another run has recorded for this very capture."""
    outcome = outcomes.of_capture(store.conn, one.kept.capture_id or 0)
    if outcome is None:
        return Result(one.arrival.input, "skipped", "another run has recorded it", why=one.why)
    label, flags = None, ()
    if outcome.article_id:
        row = articles.latest(store.conn, outcome.article_id)
        label, flags = version_label(row["version"], row["reread"]), tuple(row["flags"].split())
    return Result(one.arrival.input, outcome.kind, outcome.detail, outcome.article_id, label, flags, outcome.why)


def _record(store: Store, one: Prepared, capture: Capture, capture_id: int) -> articles.Recorded:
    reading, conn, keys, given = one.reading or Reading(), store.conn, one.keys, one.arrival.given
    url, said = together.address(given, capture, one.canonical), together.said(given, reading)
    known = identity.find(conn, keys, url)
    if known is None and url is None:
        twin = identity.find_text(conn, reading.text)
        if twin is not None:
            return articles.seen_again(conn, twin, keys, said, at=capture.captured_at)
    if known is not None and one.before:
        _record_again(conn, known, one.before, at=capture.captured_at)
    reread = known is not None and identity.rests_on(conn, known, capture.body_sha256)
    return articles.record(
        conn,
        together.placed(reading, one.canonical, url),
        keys=keys,
        capture_id=capture_id,
        url=url,
        at=capture.captured_at,
        cause="reread" if reread else "capture",
        known=known,
        said=said,
    )


def _record_again(conn: sqlite3.Connection, known: int, before: Reading, *, at: str) -> None:
    """What the capture that an article rests on says today, so that only what the outlet changed is its edit."""
    capture_id = articles.latest(conn, known)["capture_id"]
    articles.record(conn, before, keys=(), capture_id=capture_id, url=None, at=at, cause="reread", known=known)
