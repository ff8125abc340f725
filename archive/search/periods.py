"""Dates of a query as spans of days, and days as spans of index rows.

`2022`, `2022-05` and `2022-05-01` are the whole year, month and day. Days are proleptic ordinals (`date.toordinal`), so
a span may run past the last day there is. An article without a date lies before the first day, in no span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive import dates

FIRST_DAY, LAST_DAY = 1, (1 << 38) - 1
SHIFT = 24  # bits of a slot that count the articles of a day
LAST_UNDATED_SLOT = (1 << SHIFT) - 1
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included, as ordinals; empty where `first` is the later."""

    first: int = FIRST_DAY
    last: int = LAST_DAY

    def within(self, other: Days) -> Days:
        """The days that both have."""
        return Days(max(self.first, other.first), min(self.last, other.last))

    @property
    def slots(self) -> tuple[int, int]:
        """The first and last row of the index that these days can have."""
        return self.first << SHIFT, (self.last + 1 << SHIFT) - 1


ANY_TIME = Days(first=0)  # the undated too


def of_slot(slot: int) -> int:
    """The ordinal of an article's day; 0 for one without a date."""
    return slot >> SHIFT


def as_iso(value: str) -> str | None:
    """A year, month or day in ISO form (`2022-5` is `2022-05`); None where there is no such time."""
    match = _ISO.fullmatch(value)
    if not match:
        return None
    iso = "-".join(f"{int(part):0{width}}" for part, width in zip(match.groups(), (4, 2, 2), strict=True) if part)
    try:
        dates.first_day(iso)
    except ValueError:
        return None
    return iso


def of(field: str, iso: str) -> Days:
    """The days that a date filter allows: `date` that time, `from` and `to` with it, `after` and `before` without."""
    start, end = dates.first_day(iso), dates.last_day(iso)
    first, last = start.toordinal() if start else FIRST_DAY, end.toordinal()
    return {
        "date": Days(first, last),
        "from": Days(first=first),
        "to": Days(last=last),
        "after": Days(first=last + 1),
        "before": Days(last=first - 1),
    }[field]
