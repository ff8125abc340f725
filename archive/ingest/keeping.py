"""Evidence first: a capture is kept, and noted as unread, before anything looks into it.

A fetched page is kept the moment it arrives, because nobody can ask for it twice in good manners; what lies in files
anyway goes in batches. None of this waits for the disk: `recording` does, once for many, before anything is told. The
row of a table has no bytes here, and was read by its source: it is kept as it is recorded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive import evidence
from archive.errors import EvidenceError
from archive.evidence import Keeper
from archive.ingest.arriving import Arrival
from archive.model import Capture, Place
from archive.store import Store, captures, unread

BATCH_ITEMS = 200
BATCH_BYTES = 4_000_000
_AT_ONCE = frozenset({"fetched", "wayback"})


@dataclass(frozen=True, slots=True)
class Kept:
    """An arrival whose capture is safe, and the note by which it will be read after all should we be killed."""

    arrival: Arrival
    capture_id: int | None = None
    unread_id: int | None = None


def keep(store: Store, keeper: Keeper, arrivals: Iterable[Arrival], *, in_place: bool) -> Iterator[Kept]:
    """Keep what arrives, in its order; files of others are copied beside ours, unless they are to stay in place."""
    adopted: dict[str, str] = {}
    folder = store.evidence_folder
    for batch in _batches(arrivals):
        homed = [_homed(one, folder, adopted, in_place=in_place) for one in batch]
        if not any(map(_with_bytes, homed)):
            yield from map(Kept, homed)
            continue
        with store.transaction(lasting=False), keeper.batch():
            kept = [_keep(store, keeper, one) for one in homed]
        yield from kept


def left_behind(store: Store, keeper: Keeper) -> Iterator[Kept]:
    """What earlier runs kept and never recorded, read back from its evidence."""
    for one in unread.waiting(store.conn):
        source = one.capture.source
        if one.capture.place:
            keeper.doubt(one.capture.place)
        try:
            capture = evidence.capture(store.evidence_folder, one.capture)
            arrival = Arrival(one.input, source, capture, given=one.given)
        except EvidenceError as error:
            arrival = Arrival(one.input, source, refused=str(error), why="unreadable", url=one.capture.url)
        yield Kept(arrival, one.capture.id, one.id)


def row(store: Store, capture: Capture) -> int:
    """Keep the row of a table: its place and the hash of its line; the same line again is the same capture."""
    earlier = captures.same_bytes(store.conn, capture)
    return earlier.id if earlier else captures.add(store.conn, capture, None)


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    batch: list[Arrival] = []
    size = 0
    for one in arrivals:
        batch.append(one)
        size += len(one.capture.body) if one.capture else 0
        at_once = one.capture and one.capture.evidence in _AT_ONCE
        if at_once or len(batch) >= BATCH_ITEMS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _with_bytes(one: Arrival) -> Capture | None:
    """The capture of an arrival, where there are bytes of it to keep."""
    return one.capture if one.capture and one.capture.evidence != "row" else None


def _homed(one: Arrival, folder: Path, adopted: dict[str, str], *, in_place: bool) -> Arrival:
    """An arrival whose record lies in a file of its own, with that file where the archive will look for it."""
    if one.place is None or in_place:
        return one
    if one.place.file not in adopted:
        adopted[one.place.file] = evidence.adopt(folder, Path(one.place.file))
    return replace(one, place=replace(one.place, file=adopted[one.place.file]))


def _keep(store: Store, keeper: Keeper, one: Arrival) -> Kept:
    capture = _with_bytes(one)
    if capture is None:
        return Kept(one)
    capture_id = _capture_id(store.conn, keeper, capture, one.place)
    return Kept(one, capture_id, unread.add(store.conn, capture_id, one.input, one.given))


def _capture_id(conn: sqlite3.Connection, keeper: Keeper, capture: Capture, place: Place | None) -> int:
    """Keep a capture's bytes; the same file or record is not kept twice, the same page again is a revisit."""
    if place:
        there = captures.at(conn, place)
        return there.id if there else captures.add(conn, capture, place)
    known = captures.last_answer if capture.status == 304 else captures.same_bytes
    earlier = known(conn, capture)
    if earlier is None:
        return captures.add(conn, capture, keeper.keep(capture))
    if capture.evidence == "file" or (capture.evidence == "wayback" and earlier.captured_at == capture.captured_at):
        return earlier.id
    return captures.add(conn, capture, keeper.keep_revisit(capture, earlier), revisit_of=earlier)
