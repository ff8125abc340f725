"""Tombstones: which articles were taken down, why, and how they are known if they come again.

Nothing of the article stands here but hashes: they tell who cites it that it was that text, and tell nobody else what
it said.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from archive import text


class Hashes(NamedTuple):
    """What a version was: its label, the SHA-256 of its text, and that of the bytes it was read from."""

    version: str
    text_sha256: str
    body_sha256: str | None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that was taken down; `by_law` where the law asked for it."""

    article_id: int
    at: str
    reason: str
    by_law: bool
    hashes: tuple[Hashes, ...]

    @property
    def words(self) -> str:
        """All that is told of it, in a sentence."""
        asked = " because the law asks for it" if self.by_law else ""
        known = "; ".join(f"version {one.version} had the SHA-256 {one.text_sha256}" for one in self.hashes)
        return f"article {self.article_id} was taken down on {self.at[:10]}{asked}: {self.reason} (the text of {known})"


def find(conn: sqlite3.Connection, article_id: int) -> Tombstone | None:
    """The stone of an article; None for one that was never taken down."""
    row = conn.execute(
        "SELECT at, reason, by_law, hashes FROM tombstones WHERE article_id = ?", [article_id]
    ).fetchone()
    if row is None:
        return None
    at, reason, by_law, hashes = row
    return Tombstone(article_id, at, reason, bool(by_law), tuple(Hashes(*one) for one in json.loads(hashes)))


def lay(conn: sqlite3.Connection, stone: Tombstone, keys: Iterable[str], *, by: str | None) -> None:
    """Put up a stone, and bar what comes under these keys or has the hashes on it."""
    hashes = json.dumps([list(one) for one in stone.hashes])
    conn.execute(
        "INSERT INTO tombstones VALUES (?, ?, ?, ?, ?, ?)",
        [stone.article_id, stone.at, stone.reason, stone.by_law, by, hashes],
    )
    known = {sha256 for one in stone.hashes for sha256 in one[1:] if sha256} - {text.sha256("")}
    known |= set(map(_hashed, keys))
    conn.executemany("INSERT OR IGNORE INTO barred VALUES (?, ?)", [(one, stone.article_id) for one in known])


def barring(conn: sqlite3.Connection, keys: Iterable[str], sha256s: Iterable[str] = ()) -> Tombstone | None:
    """The stone that keeps out what comes under one of these keys, or has one of these hashes."""
    wanted = json.dumps([*map(_hashed, keys), *sha256s])
    row = conn.execute(
        "SELECT article_id FROM json_each(?) AS wanted JOIN barred ON sha256 = wanted.value LIMIT 1", [wanted]
    ).fetchone()
    return find(conn, row[0]) if row else None


def barred(conn: sqlite3.Connection, keys: Iterable[str], sha256s: Iterable[str]) -> set[str]:
    """Those of many keys and hashes that are kept out."""
    if not conn.execute("SELECT EXISTS (SELECT 1 FROM barred)").fetchone()[0]:
        return set()
    meant = {_hashed(key): key for key in keys} | {sha256: sha256 for sha256 in sha256s}
    found = conn.execute(
        "SELECT sha256 FROM json_each(?) AS wanted CROSS JOIN barred ON sha256 = wanted.value", [json.dumps([*meant])]
    )
    return {meant[sha256] for (sha256,) in found}


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
