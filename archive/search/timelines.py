"""When matches were, beside all articles there are of each period: read off the slots, which carry the day."""

from __future__ import annotations

from datetime import date

import numpy as np

from archive.search import periods
from archive.search.columns import Ints
from archive.search.engine import Period, Point

A_DAY = periods.LAST_UNDATED_SLOT + 1  # as many slots has a day
_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}


class Calendar:
    """The days of which there are articles, `slots` being those of all; the undated have none."""

    def __init__(self, slots: Ints) -> None:
        self.slots = slots
        days = slots // A_DAY
        days = days[np.flatnonzero(np.diff(days, prepend=-1))]
        self._days = days[np.searchsorted(days, periods.FIRST_DAY) :]
        self._periods: dict[Period, tuple[list[str], Ints]] = {}
        self._iso = [date.fromordinal(day).isoformat() for day in self._days.tolist()]

    def _of(self, by: Period) -> tuple[list[str], Ints]:
        """The periods that have articles, and which of them each day is in."""
        if by not in self._periods:
            names = [iso[: _ISO_LENGTHS[by]] for iso in self._iso]
            numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
            self._periods[by] = list(numbers), np.array([numbers[name] for name in names], np.int64)
        return self._periods[by]

    def numbered(self, dated: Ints, by: Period) -> tuple[list[str], Ints]:
        """All periods that have articles, and which of them each of these slots, of dated articles, is in."""
        names, of_days = self._of(by)
        return names, of_days[np.searchsorted(self._days, dated // A_DAY)]

    def timeline(self, matches: Ints, by: Period, first: int, last: int) -> tuple[Point, ...]:
        """Every period that has articles between two slots, earliest first."""
        within = slice(*np.searchsorted(self._days, [-(-first // A_DAY), last // A_DAY + 1]))
        names, of_days = self._of(by)
        begins = np.flatnonzero(np.diff(of_days[within], prepend=-1))
        edges = self._days[within][begins] * A_DAY
        every = self.slots[: np.searchsorted(self.slots, last, side="right")]
        totals, counts = (
            np.diff(np.searchsorted(slots, edges), append=len(slots)).tolist() for slots in (every, matches)
        )
        return tuple(map(Point, (names[number] for number in of_days[within][begins].tolist()), counts, totals))
