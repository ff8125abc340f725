"""A round over sources that were just named, into an archive: what every page came to, and every remark."""

from __future__ import annotations

from collections.abc import Sequence

from archive import ingest
from archive.extract import Readers
from archive.fetch import Fetcher
from archive.model import Note, Result
from archive.registry import Registry
from archive.store import Store, sources
from archive.watch import Round


def collected(
    store: Store, fetcher: Fetcher, places: Sequence[tuple[str, str]], readers: Readers | None = None
) -> tuple[list[Result], list[Note]]:
    """Add the sources, pairs of address and kind, and go round them once."""
    with store.transaction() as conn:
        for url, kind in places:
            sources.add(conn, kind, url, name=url, at=store.clock())
    round_ = Round(store, fetcher, sources.everything(store.conn), Registry().for_url)
    results: list[Result] = []
    notes: list[Note] = []

    def told(result: Result) -> None:
        results.append(result)
        round_.told(result)

    ingest.add(store, round_.items(), round_, told=told, noted=notes.append, readers=readers)
    round_.end()
    return results, notes
