"""Taking an article down: out of every table, index and evidence file at once, and never collected again.

What stays is a stone with the hashes of what it was, the reason, and the day. Readers see it gone with the first
transaction; the bytes that deleting leaves behind (pieces of the index, free pages, the log) go with what follows,
which is gone through again when the same article is taken down again. What this archive cannot reach is named.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive import evidence
from archive import store as stores
from archive.errors import EvidenceError, StoreError
from archive.search import tantivy_index, upkeep
from archive.store import Store, config, forgetting, shelf, tombstones
from archive.store.forgetting import Held
from archive.store.tombstones import Tombstone

_OURS = "captures-"


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What became of it: the articles, the records that were overwritten, and in words what still holds them.

    `copies` are articles that stand and say the same.
    """

    articles: tuple[int, ...]
    records: int
    copies: tuple[int, ...]
    held_by: tuple[str, ...]


def redact(
    store: Store,
    article_id: int,
    *,
    reason: str,
    by_law: bool = False,
    with_copies: bool = False,
    by: str | None = None,
) -> TakenDown:
    """Take an article down, `with_copies` what says the same too; raises NotFoundError where there is none.

    One that was taken down before is only looked for in what was left behind.
    """
    conn = store.conn
    stone = tombstones.find(conn, article_id)
    if stone:
        return TakenDown((article_id,), 0, (), (*_purged(store), *_elsewhere(store, [article_id])))
    meant = shelf.redirect(conn, article_id) or shelf.article(conn, article_id).id
    with store.transaction() as conn:
        forgetting.zeroing(conn)
        copies = forgetting.copies(conn, meant)
        ids = [one for number in (meant, *(copies if with_copies else ())) for one in forgetting.same(conn, number)]
        held = forgetting.captures(conn, ids)
        for one in ids:
            its = Tombstone(one, store.clock(), reason, by_law, forgetting.hashes(conn, one))
            tombstones.lay(conn, its, forgetting.keys(conn, one), by=by)
        records, kept = _blank(store, held)
        forgetting.forget(conn, ids, held)
    held_by = (*kept, *_files(held), *_purged(store), *_elsewhere(store, ids))
    return TakenDown(tuple(ids), records, () if with_copies else tuple(copies), held_by)


def _blank(store: Store, held: Sequence[Held]) -> tuple[int, list[str]]:
    """Overwrite the records of these captures and of what was asked to get them; how many, and what could not."""
    count, kept = 0, list[str]()
    addresses = {url for one in held for url in (one.url, one.final_url) if url}
    for file in sorted({one.place.file for one in held if one.place}):
        path = store.evidence_folder / file
        spans = list(_spans(store.conn, file, held))
        others = forgetting.others(store.conn, file, held)
        if Path(file).is_absolute():
            kept.append(f"{file}, which was added in place and is not this archive’s to change")
            continue
        try:
            count += evidence.blank(path, spans, addresses, others)
        except EvidenceError as error:
            kept.append(f"{path}, which still holds it ({error})")
    return count, kept


def _spans(conn: sqlite3.Connection, file: str, held: Sequence[Held]) -> Iterator[range]:
    """Where the records of these captures lie in a file; in one of ours, with what was asked before them."""
    for one in held:
        if one.place and one.place.file == file:
            begin = forgetting.begins(conn, one.place) if file.startswith(_OURS) else one.place.offset
            yield range(begin, one.place.offset + one.place.length)


def _purged(store: Store) -> list[str]:
    """Clear away what deleting has left behind; what could not be, in words."""
    folder = tantivy_index.beside(store.path)
    if folder.exists():
        shutil.rmtree(folder)
    try:
        with store.transaction() as conn:
            forgetting.zeroing(conn)
            upkeep.purge(conn)
        is_clear = forgetting.scrub(store)
    except sqlite3.Error as error:
        raise StoreError(
            f"it is taken down, but its bytes are still in {store.path} ({error}): make room and run this again"
        ) from None
    return [] if is_clear else [f"{store.path}-wal, which another program is reading: close that and run this again"]


def _files(held: Sequence[Held]) -> Iterator[str]:
    """The files that it came from, where they still are."""
    for source in dict.fromkeys(one.source for one in held):
        kind, _, place = source.partition(":")
        path, _, line = place.partition("#L" if kind == "file" else "@")
        if kind in {"file", "warc"} and path and Path(path).is_file():
            yield f"line {line} of {path}" if kind == "file" and line else path


def _elsewhere(store: Store, ids: Sequence[int]) -> Iterator[str]:
    """Other copies of this archive that lie beside it and hold any of these articles."""
    uuid = config.get(store.conn, "uuid")
    for path in sorted(store.path.parent.iterdir()):
        if path == store.path or not path.is_file() or path.suffix not in {".db", ".sqlite", ".sqlite3", ".bak"}:
            continue
        try:
            with closing(stores.open_reader(path)) as conn:
                if (
                    stores.is_ours(conn)
                    and config.get(conn, "uuid") == uuid
                    and any(shelf.versions(conn, i) for i in ids)
                ):
                    yield f"{path}, another copy of this archive"
        except sqlite3.Error:
            continue
