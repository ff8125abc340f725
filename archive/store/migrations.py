"""What has been applied to an archive, step by step; a released step is never edited, only followed by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from sqlite3 import complete_statement
from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from archive.errors import TooNewError
from archive.store.schema import STEPS

if TYPE_CHECKING:
    from sqlite_utils import Database


def check_known(db: Database, path: object) -> None:
    """Refuse an archive that holds steps this program does not know; raises TooNewError."""
    unknown = [step.name for step in steps.applied(db) if step.name not in STEPS]
    if unknown:
        raise TooNewError(
            f"{path} was made by a newer Pressmark (it has the step “{unknown[0]}”): update Pressmark to open it"
        )


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
