"""What the index cannot decide is read in the texts of the articles that it selects."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from archive.search.compile import Plan


def verified(conn: sqlite3.Connection, plan: Plan, slots: Sequence[int]) -> list[int]:
    """Those of the slots, in their order, whose article is what the plan says must be verified; all where nothing is.

    Texts are read some at a time, so an interrupt or a progress handler of the connection ends it soon, and it raises
    sqlite3.OperationalError as any statement does. For a page, give it so many slots as a page may need.
    """
    if plan.verify is None:
        return list(slots)
    raise NotImplementedError("no query needs it yet")
