"""Where a dip of a timeline may be a gap of collection: how much of each period was not collected.

Told of rounds over sources alone; articles added by hand are of any time and have no gap.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archive import dates
from archive.model import Gap, Source
from archive.plugin.sight import Sight
from archive.search import Engine
from archive.store import health, sources

# Less of a period than this is no gap worth a reader's time.
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of an archive, and the sources that they are of."""

    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    today: str

    def shares(self, starts: Iterable[str]) -> Mapping[str, float]:
        """How much of each period was not collected, of all days of all sources; none where it is next to nothing."""
        found = {start: self._share(*_days(start)) for start in starts}
        return {start: share for start, share in found.items() if share >= _LEAST}

    def _share(self, first: date, last: date) -> float:
        due = sum(_common(first, last, one.added_at, one.removed_at or self.today) for one in self.sources)
        missed = sum(_common(first, last, gap.since, gap.until) for gap in self.gaps)
        return min(1.0, missed / due) if due else 0.0


def known(conn: sqlite3.Connection, sight: Sight, _engine: Engine | None = None) -> Gaps:
    """The gaps that a visitor may know of, up to today."""
    today = f"{sight.today}T23:59:59Z"
    found = tuple(health.gaps(conn, "", today, sight.visitor))
    kept = tuple(one for one in sources.everything(conn, removed=True) if one.kind != "wayback")
    return Gaps(found, kept, today)


def _days(start: str) -> tuple[date, date]:
    return dates.first_day(start) or date.min, dates.last_day(start)


def _common(first: date, last: date, since: str, until: str) -> float:
    """The days that two spans have in common."""
    begin, end = max(first, date.fromisoformat(since[:10])), min(last, date.fromisoformat(until[:10]))
    return max(0, (end - begin).days + 1)
