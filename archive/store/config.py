"""What an archive says of itself: its id, title, keeper, contact, licence and public address."""

from __future__ import annotations

import difflib
import sqlite3

from archive import urls
from archive.errors import NotFoundError, UsageError

SETTINGS = {
    "title": "what the archive is called, on its pages and in citations",
    "keeper": "the person or library that keeps it",
    "contact": "where to write to the keeper: an address or e-mail",
    "licence": "what others may do with the collection",
    "base_url": "the public address of the reading room, for permanent links",
    "indexing": "yes lets search engines list the articles of a public server",
    "heed_opt_outs": "yes leaves what sites reserve from mining and machine learning; else it is recorded",
    "wayback_cdx": "where the Wayback Machine lists its copies, if not at web.archive.org",
    "wayback_replay": "where it gives them",
    "wayback_save": "where it is asked to make one",
    "search_engine": "fts5, which every archive has, or tantivy (see pressmark index)",
}
_ADDRESSES = {"base_url", "wayback_cdx", "wayback_replay", "wayback_save"}
# Set once, when the archive is made.
FIXED = {"uuid": "the archive's own identifier, for ever", "created": "when the archive was made (UTC)"}


def start(conn: sqlite3.Connection, uuid: str, at: str) -> None:
    """Give a new archive its identifier and birthday; an archive that has them keeps them."""
    # One statement, so that whoever is killed here leaves both or none.
    conn.execute("INSERT OR IGNORE INTO config VALUES ('uuid', ?), ('created', ?)", [uuid, at])


def everything(conn: sqlite3.Connection) -> dict[str, str]:
    """All settings that have a value, by name."""
    return dict(conn.execute("SELECT name, value FROM config ORDER BY name"))


def get(conn: sqlite3.Connection, name: str) -> str | None:
    """One setting; None where it was never set. Raises NotFoundError for a name that is none."""
    _known(name)
    row = conn.execute("SELECT value FROM config WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def put(conn: sqlite3.Connection, name: str, value: str) -> None:
    """Set or, with an empty value, clear a setting; raises NotFoundError or UsageError."""
    _known(name)
    if name in FIXED:
        raise UsageError(f"“{name}” was fixed when the archive was made")
    if name in _ADDRESSES and value and not urls.is_web(value):
        raise UsageError(f"{name} must be an http or https address, not “{value}”")
    if name == "search_engine" and value not in {"", "fts5", "tantivy"}:
        raise UsageError(f"search_engine is fts5 or tantivy, not “{value}”")
    if value:
        conn.execute("INSERT INTO config VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", [name, value])
    else:
        conn.execute("DELETE FROM config WHERE name = ?", [name])


def _known(name: str) -> None:
    names = [*SETTINGS, *FIXED]
    if name not in names:
        close = difflib.get_close_matches(name, names, 1)
        hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(names)}"
        raise NotFoundError(f"“{name}” is no setting: {hint}")
