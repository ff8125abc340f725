"""Which steps an archive has and lacks, read without what applies them: that is slow to import, and few need it."""

from __future__ import annotations

import sqlite3

from archive.errors import TooNewError
from archive.store.schema import STEPS


def check_known(conn: sqlite3.Connection, path: object) -> None:
    """Refuse an archive that holds steps this program does not know; raises TooNewError."""
    unknown = [name for name in _applied(conn) if name not in STEPS]
    if unknown:
        raise TooNewError(
            f"{path} was made by a newer Pressmark (it has the step “{unknown[0]}”): update Pressmark to open it"
        )


def is_complete(conn: sqlite3.Connection) -> bool:
    """Whether an archive has every step that this program knows."""
    return set(STEPS) <= set(_applied(conn))


def _applied(conn: sqlite3.Connection) -> list[str]:
    """The steps in the order in which they were applied, as `sqlite_utils.Migrations` notes them."""
    if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    asked = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'pressmark' ORDER BY rowid"
    return [name for (name,) in conn.execute(asked)]
