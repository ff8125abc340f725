"""Several searches over the same stretch of time, as counts and as shares of all articles of each period.

Weeks begin on Monday (ISO 8601) and are called by that day; engines know days, of which they are put together here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from archive.search.engine import Engine, Point, Request

Step = Literal["day", "week", "month", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Trends:
    """For each search its points; all have the same periods, which `starts` names and `totals` counts."""

    by: Step
    starts: tuple[str, ...]
    totals: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]

    def shares(self, line: int) -> tuple[float, ...]:
        """The share of all articles of each period that a search found, in per cent."""
        return tuple(
            100 * count / total if total else 0.0 for count, total in zip(self.counts[line], self.totals, strict=True)
        )

    def until(self, start: str) -> str:
        """How a period ends that begins so, as a date that belongs to it."""
        return (date.fromisoformat(start) + timedelta(6)).isoformat() if self.by == "week" else start


def trends(engine: Engine, requests: Sequence[Request], by: Step) -> Trends:
    """The searches side by side, from the first period in which any of them found something to the last."""
    found = [{point.start: point for point in _points(engine, request, by)} for request in requests]
    everything = {start: point.total for points in found for start, point in points.items()}
    hits = sorted(start for points in found for start, point in points.items() if point.count)
    starts = tuple(start for start in sorted(everything) if hits and hits[0] <= start <= hits[-1])
    nothing = Point("", 0, 0)
    return Trends(
        by,
        starts,
        tuple(everything[start] for start in starts),
        tuple(tuple(points.get(start, nothing).count for start in starts) for points in found),
    )


def _points(engine: Engine, request: Request, by: Step) -> Sequence[Point]:
    return _weeks(engine.timeline(request, "day")) if by == "week" else engine.timeline(request, by)


def _weeks(days: Sequence[Point]) -> list[Point]:
    found: dict[str, Point] = {}
    for point in days:
        day = date.fromisoformat(point.start)
        start = (day - timedelta(day.weekday())).isoformat()
        week = found.get(start, Point(start, 0, 0))
        found[start] = Point(start, week.count + point.count, week.total + point.total)
    return list(found.values())
