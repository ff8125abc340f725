"""Trends as a picture: one line a search, in units that need no script.

Across, everything is in per cent, so that the picture is as wide as the page; up and down it is in pixels. Periods
without any article have no point and break the line, but keep their place, so that distance means time. Lines differ in
colour and in dashes. Every point is a link to the articles behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.plugin import chart, wording
from archive.plugin.chart import Tick
from archive.search.trends import Trends

HEIGHT = 220
# Beyond so many points a line is drawn without dots: they would touch.
MOST_DOTS = 72


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line: its period, its number in words, and where it stands (per cent across, pixels down)."""

    start: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A search as a line: `path` in a box of 100 by `HEIGHT`, and its dots where there is room for them."""

    query: str
    total: int
    path: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Searches side by side, ready to be written as SVG; `most` is what the top of the picture stands for."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    most: str
    title: str
    height: int = HEIGHT


def draw(queries: Sequence[str], found: Trends, *, shares: bool) -> Lines | None:
    """The picture of some trends; None where nothing was found."""
    values = [found.shares(at) if shares else found.counts[at] for at in range(len(queries))]
    most = max((value for line in values for value in line), default=0)
    if not most:
        return None
    every = list(chart.periods(found.starts[0], found.starts[-1], found.by))
    span = f"{chart.name(found.starts[0])} to {chart.name(found.starts[-1])}"
    unit = f"Per cent of all articles of each {found.by}" if shares else f"Articles a {found.by}"
    by_start = (dict(zip(found.starts, line, strict=True)) for line in values)
    return Lines(
        lines=tuple(
            _line(query, sum(counts), list(_dots(query, every, numbers, most, shares=shares)))
            for query, counts, numbers in zip(queries, found.counts, by_start, strict=True)
        ),
        ticks=tuple(chart.ticks(every, found.by)),
        most=_written(most, shares=shares),
        title=f"{unit}, {span}: {', '.join(query or 'every article' for query in queries)}",
    )


def _line(query: str, total: int, dots: Sequence[Dot | None]) -> Line:
    """A line of the points of all periods; it is broken where a period has none."""
    pairs = pairwise((None, *dots))
    path = " ".join(
        f"{'L' if left else 'M'}{dot.x:.3f},{dot.y:.1f}{'' if left else 'h.2'}" for left, dot in pairs if dot
    )
    shown = tuple(dot for dot in dots if dot)
    return Line(query, total, path, shown if len(shown) <= MOST_DOTS else ())


def _dots(
    query: str, every: Sequence[str], values: Mapping[str, float], most: float, *, shares: bool
) -> Iterator[Dot | None]:
    name, step = query or "every article", 100 / len(every)
    for at, start in enumerate(every):
        value = values.get(start)
        if value is None:
            yield None
        else:
            label = f"{name}, {chart.name(start)}: {_written(value, shares=shares)}"
            yield Dot(start, label, step * (at + 0.5), HEIGHT - HEIGHT * value / most)


def _written(value: float, *, shares: bool) -> str:
    return f"{value:.2g} %" if shares else wording.number(int(value))
