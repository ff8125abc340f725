"""Numbers for rows that are new: ids that are never given twice, and slots in the order of dates."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

from archive import dates

# Of one day, so many articles have a slot each: more than an archive can hold.
_OF_A_DAY = 24


def next_id(conn: sqlite3.Connection, table: str) -> int:
    """The id after the highest that a table with AUTOINCREMENT has ever had."""
    row = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return (int(row[0]) if row else 0) + 1


def day(published: str | None) -> int:
    """The number of the first day that a date can mean; 0 where there is no date."""
    first = dates.first_day(published)
    return first.toordinal() if first else 0


def day_of(slot: int) -> int:
    """The number of the day that a slot is of."""
    return slot >> _OF_A_DAY


def free_slots(conn: sqlite3.Connection, days: Sequence[int]) -> list[int]:
    """A free slot for each of these days, in their order, each after all that its day has."""
    taken = conn.execute(
        "SELECT value, (SELECT max(slot) FROM articles WHERE slot BETWEEN value << ?1 AND (value + 1 << ?1) - 1)"
        " FROM json_each(?2)",
        [_OF_A_DAY, json.dumps(sorted(set(days)))],
    )
    last = Counter({one: slot or one << _OF_A_DAY for one, slot in taken})
    slots = []
    for one in days:
        last[one] += 1
        slots.append(last[one])
    return slots
