"""Which article a capture is of: the keys by which it is known, and what they find (docs/decisions.md, 1 to 3).

A key is `url:` and an address without what does not matter, or `file:` and a path. An article may have several.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive import text, urls
from archive.model import Capture, Reading
from archive.store import many


def keys(capture: Capture, canonical: str | None, given_url: str | None) -> list[str]:
    """The keys of a capture, the most telling first; `canonical` is what `own_canonical` believes."""
    onward = capture.final_url if capture.final_url and not urls.is_front_page(capture.final_url) else None
    addresses = (canonical, given_url, capture.url, onward)
    found = [f"url:{urls.identity(address)}" for address in addresses if address]
    if capture.evidence == "file" and Path(capture.source.removeprefix("file:")).is_absolute():
        found.append(capture.source)
    return list(dict.fromkeys(found))


def own_canonical(reading: Reading, capture: Capture) -> str | None:
    """The canonical address a page gives, where it may be believed: never a front page, and only of its own site."""
    given, known = reading.canonical_url, capture.final_url or capture.url
    if not given or urls.is_front_page(given) or (known and not urls.same_site(given, known)):
        return None
    return urls.canonical(given) or None


def find(conn: sqlite3.Connection, known_by: Sequence[str], url: str | None) -> int | None:
    """The article that one of these keys names.

    A file that has an address of its own (`url`) is the article it was before only while that had no address.
    """
    by_address = _first(conn, [key for key in known_by if key.startswith("url:")])
    if by_address is not None:
        return by_address
    by_path = _first(conn, [key for key in known_by if key.startswith("file:")])
    if by_path is None or url is None:
        return by_path
    addressed = conn.execute("SELECT url FROM articles WHERE id = ?", [by_path]).fetchone()[0]
    return None if addressed else by_path


def find_text(conn: sqlite3.Connection, body: str) -> int | None:
    """An article that holds exactly this text."""
    row = conn.execute(
        "SELECT id FROM articles WHERE text_sha256 = ? ORDER BY id LIMIT 1", [text.sha256(body)]
    ).fetchone()
    return _at_the_end(conn, row[0]) if row and body else None


def last_seen(conn: sqlite3.Connection, url: str) -> str | None:
    """When the page of an address was last seen as it stands in the archive; None where it does not hold it."""
    known = find(conn, [f"url:{urls.identity(url)}"], url)
    row = conn.execute("SELECT last_seen FROM articles WHERE id = ?", [known]).fetchone()
    return str(row[0]) if row else None


def rests_on(conn: sqlite3.Connection, article_id: int, body_sha256: str) -> bool:
    """Whether the latest version was read from these very bytes, so that another reading is no edit by the outlet."""
    row = conn.execute(
        "SELECT c.body_sha256 FROM articles AS a JOIN captures AS c ON c.id = a.capture_id WHERE a.id = ?", [article_id]
    ).fetchone()
    return bool(row) and row[0] == body_sha256


def remember(conn: sqlite3.Connection, named: Iterable[tuple[str, int]]) -> None:
    """Let keys name articles from now on; a key that names another already goes on doing so."""
    many.insert(conn, "INSERT OR IGNORE INTO identities (key, article_id)", named)


def known(conn: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Those of many keys that name an article already."""
    rows = conn.execute(
        "SELECT wanted.value FROM json_each(?) AS wanted CROSS JOIN identities ON identities.key = wanted.value",
        [json.dumps(list(keys))],
    )
    return {key for (key,) in rows}


def held_texts(conn: sqlite3.Connection, sha256s: Iterable[str]) -> set[str]:
    """Those of many texts that an article holds already, by their SHA-256."""
    rows = conn.execute(
        "SELECT wanted.value FROM json_each(?) AS wanted CROSS JOIN articles ON text_sha256 = wanted.value",
        [json.dumps(list(sha256s))],
    )
    return {sha256 for (sha256,) in rows}


def _first(conn: sqlite3.Connection, known_by: Sequence[str]) -> int | None:
    for key in known_by:
        row = conn.execute("SELECT article_id FROM identities WHERE key = ?", [key]).fetchone()
        if row:
            return _at_the_end(conn, row[0])
    return None


def _at_the_end(conn: sqlite3.Connection, article_id: int) -> int:
    """Follow an article that turned out to be another."""
    row = conn.execute("SELECT redirect_to FROM articles WHERE id = ?", [article_id]).fetchone()
    return int(row[0]) if row and row[0] is not None else article_id
