"""What has been applied to an archive, step by step; a released step is never edited, only followed by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from archive.errors import TooNewError
from archive.store.schema import APPLICATION_ID, STEPS

if TYPE_CHECKING:
    from sqlite_utils import Database

steps = Migrations("pressmark")


@steps()
def first(db: Database) -> None:
    """Version 0.1: captures, articles, versions, names, overrides, outcomes, the index and the export view."""
    for statements in STEPS["first"]:
        _run(db, statements)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def check_known(db: Database, path: object) -> None:
    """Refuse an archive that holds steps this program does not know; raises TooNewError."""
    known = {step.name for step in steps._migrations}  # noqa: SLF001 - the library has no public list of all steps
    unknown = [step.name for step in steps.applied(db) if step.name not in known]
    if unknown:
        raise TooNewError(
            f"{path} was made by a newer Pressmark (it has the step “{unknown[0]}”): update Pressmark to open it"
        )


def _run(db: Database, statements: str) -> None:
    """Run a text of several statements inside the step's own transaction, which `executescript` would end."""
    from sqlite3 import complete_statement

    statement = ""
    for line in statements.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
