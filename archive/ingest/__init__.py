"""The pipeline: items from any source become captures, readings and versions, and nothing that was received is lost.

    arriving    what sources bring: what is wanted is fetched, what cannot be taken is told
    barring     what was taken down does not come again
    keeping     evidence first: every capture is kept, and noted as unread, before anything looks into it
    reading     readers read what was kept, in any order; their answers come back in the order of arrival
    knowing     by what is known of its outlet, and with what each page teaches of it
    recording   a batch of readings becomes articles, versions and outcomes, and the notes are struck off
    together    rows of tables that are plainly new, thousands of them in a handful of statements

A process that is killed between keeping and recording leaves its captures unread; the next run reads them from their
evidence first. A batch is told only when the disk has it. Whatever happens to an item, there is a `Result` for it, in
the order in which it came.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from archive.evidence import Keeper
from archive.extract import Inline, Readers
from archive.fetch import Fetch
from archive.ingest import arriving, barring, keeping, knowing, reading, recording
from archive.ingest.report import Report
from archive.model import Item, Note, Result
from archive.scraper import Scraper
from archive.store import Store, captures, outcomes

__all__ = ["Report", "add"]

Told = Callable[[Result], None]
Noted = Callable[[Note], None]


def add(
    store: Store,
    items: Iterable[Item],
    fetcher: Fetch,
    scraper_for: Callable[[str | None], Scraper | None] = lambda _url: None,
    told: Told = lambda _result: None,
    noted: Noted = lambda _note: None,
    *,
    readers: Readers | None = None,
    in_place: bool = False,
    monotonic: Callable[[], float] = time.monotonic,
) -> Report:
    """Archive everything that `items` brings; `told` hears every result, `noted` every remark of a source.

    `readers` read what is kept, this process with `scraper_for` where there are none. WARC files of others are copied
    beside the archive's own, unless they are to stay `in_place`. `monotonic` gives seconds: it says when what waits
    has waited long enough.
    """
    readers = readers or Inline(scraper_for)
    keeper = Keeper(store.evidence_folder, lambda file: captures.known_end(store.conn, file), clock=store.clock)
    with store.transaction(lasting=False) as conn:  # what is recorded under its number takes it along to the disk
        batch = outcomes.next_batch(conn, store.clock())

    knowledge = knowing.Knowledge(store)

    def finish(kept: Iterable[keeping.Kept], told: Told) -> Report:
        read = reading.read(store, kept, readers, knowledge, monotonic)
        return recording.record(store, keeper, read, batch, told, monotonic)

    left = finish(keeping.left_behind(store, keeper), lambda _result: None)
    if left.counts:
        noted(Note("left by a run that was stopped", f"{left}, from the evidence that it had kept"))
    arrived = arriving.arrivals(items, fetcher, noted, lambda *known: barring.barred(store.conn, *known))
    report = finish(keeping.keep(store, keeper, arrived, in_place=in_place), told)
    knowledge.keep()
    return report
