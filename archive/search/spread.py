"""How the matches of each outlet lie in time: how many there are, from when to when, and how many in every period.

A slot carries the day, and slots are sorted; of several values that numpy writes to one place the last one stays.
"""

from __future__ import annotations

import sqlite3
from datetime import date

import numpy as np

from archive.search.columns import Ints
from archive.search.engine import Period, Spread
from archive.search.matches import Matches
from archive.search.timelines import A_DAY

_NAMES = "SELECT id, slug, name, host FROM outlets"


def of_outlets(conn: sqlite3.Connection, matches: Matches, by: Period) -> tuple[Spread, ...]:
    """The outlets of all matches, the commonest first, of those as common by the alphabet."""
    columns, at = matches.columns
    outlets = columns.outlets[at].astype(np.int64)
    size = int(outlets.max(initial=0)) + 1
    counts = np.bincount(outlets, minlength=size)
    outlets, slots = outlets[matches.undated :], matches.slots[matches.undated :]
    first, last = _last(size, outlets[::-1], slots[::-1]), _last(size, outlets, slots)
    names, numbers = matches.source.calendar.numbered(slots, by)
    each = np.bincount(outlets * len(names) + numbers, minlength=size * len(names)).reshape(size, len(names))
    found = (
        Spread(slug, name, host, int(counts[one]), _day(first[one]), _day(last[one]), _counted(names, each[one]))
        for one, slug, name, host in conn.execute(_NAMES)
        if one < size and counts[one]
    )
    return tuple(sorted(found, key=lambda one: (-one.articles, one.name)))


def _last(size: int, outlets: Ints, slots: Ints) -> Ints:
    """Of each outlet the last of these slots; 0 where it has none."""
    found = np.zeros(size, np.int64)
    found[outlets] = slots
    return found


def _day(slot: int) -> str | None:
    return date.fromordinal(int(slot) // A_DAY).isoformat() if slot else None


def _counted(names: list[str], counts: Ints) -> dict[str, int]:
    """The periods that have any."""
    return {names[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()}
