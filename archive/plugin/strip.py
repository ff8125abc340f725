"""How the lines of a concordance are dispersed: two strips, over time and from the beginnings to the ends of articles.

Dispersion plots of corpus tools draw each article as a strip of its own; here all that are shown lie upon each other,
so that their number does not matter, and a bar tells how many lines stand at a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive import dates
from archive.plugin import chart, wording
from archive.search.concordance import Line

TIMES, PLACES = 60, 20  # bars of either strip


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture as a path in a box of `chart.SPARK`, what its ends are, and what it shows in words."""

    path: str
    start: str
    end: str
    title: str


def strips(lines: Sequence[Line]) -> Iterator[Strip]:
    """The strips of some lines, as far as they can be drawn: over time only where there are several dates."""
    days = sorted(day for line in lines if (day := dates.first_day(line.published)))
    if days and days[0] < days[-1]:
        span = (days[-1] - days[0]).days + 1
        path, most = _drawn((TIMES * (day - days[0]).days // span for day in days), TIMES)
        dated = "" if len(days) == len(lines) else f" of {len(lines):,} have a date"
        title = f"Over time: {wording.counted(len(days), 'line')}{dated}, at most {most:,} at a time"
        yield Strip(path, wording.day(days[0].isoformat()), wording.day(days[-1].isoformat()), title)
    if lines:
        path, _ = _drawn((PLACES * line.position // 100 for line in lines), PLACES)
        first, last = (sum(line.position // 10 == tenth for line in lines) / len(lines) for tenth in (0, 9))
        title = f"Within the articles: {wording.share(first)} in the first tenth, {wording.share(last)} in the last"
        yield Strip(path, "beginning", "end", title)


def _drawn(places: Iterable[int], size: int) -> tuple[str, int]:
    """The bars of so many places, and the number that the highest stands for."""
    counts = Counter(places)
    most = max(counts.values())
    return chart.spark([counts[at] for at in range(size)], most), most
