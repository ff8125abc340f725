"""Several searches over the same stretch of time, as counts and as shares of all articles of each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.search.engine import Engine, Period, Point, Request


@dataclass(frozen=True, slots=True)
class Trends:
    """For each search its points; all have the same periods, which `starts` names and `totals` counts."""

    by: Period
    starts: tuple[str, ...]
    totals: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]

    def shares(self, line: int) -> tuple[float, ...]:
        """The share of all articles of each period that a search found, in per cent."""
        return tuple(
            100 * count / total if total else 0.0 for count, total in zip(self.counts[line], self.totals, strict=True)
        )


def trends(engine: Engine, requests: Sequence[Request], by: Period) -> Trends:
    """The searches side by side, from the first period in which any of them found something to the last."""
    found = [{point.start: point for point in engine.timeline(request, by)} for request in requests]
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
