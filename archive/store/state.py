"""The state of an archive as a hash, and how much was ever asked for: what a manifest and a methods section need."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """How many articles there are, the highest number among them, and a SHA-256 over their numbers and texts."""

    articles: int
    last_article: int
    sha256: str


# Read off an index, so that no text is touched.
_TEXTS = "SELECT text_sha256, id FROM articles ORDER BY text_sha256, id"


def state(conn: sqlite3.Connection) -> State:
    """The state: the hash is of a line `TEXT_SHA256 ID` for every article, in the order of the hashes."""
    digest, count, last = hashlib.sha256(), 0, 0
    cursor = conn.execute(_TEXTS)
    while rows := cursor.fetchmany(5_000):
        digest.update("".join(f"{text_sha256} {article_id}\n" for text_sha256, article_id in rows).encode())
        count, last = count + len(rows), max(last, *(article_id for _, article_id in rows), 0)
    return State(count, last, digest.hexdigest())


def refused(conn: sqlite3.Connection) -> dict[str, int]:
    """What was asked for and did not become an article: how many addresses or files for each reason, at their last try.

    One that came later is no refusal any more.
    """
    rows = conn.execute(
        "SELECT coalesce(why, kind), count(*) FROM outcomes WHERE id IN ("
        "SELECT max(id) FROM outcomes GROUP BY coalesce(url, source))"
        " AND article_id IS NULL AND kind IN ('rejected', 'skipped') AND coalesce(why, '') <> 'unchanged'"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return dict(rows.fetchall())
