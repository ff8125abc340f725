"""What has been applied to an archive, step by step; a released step is never edited, only followed by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from sqlite3 import Connection, complete_statement

from sqlite_utils import Database, Migrations

from archive.store.schema import STEPS


def apply(conn: Connection) -> None:
    """Apply every step that an archive lacks."""
    steps.apply(Database(conn))


def _step(texts: Iterable[str]) -> Callable[[Database], None]:
    """A step that runs texts of several statements inside its own transaction, which `executescript` would end."""

    def run(db: Database) -> None:
        statement = ""
        for line in "".join(texts).splitlines(keepends=True):
            statement += line
            if complete_statement(statement):
                db.conn.execute(statement)
                statement = ""

    return run


steps = Migrations("pressmark")
for _name, _texts in STEPS.items():
    steps(name=_name)(_step(_texts))
