"""A timeline as a picture: where each bar stands and how high, in units that need no script.

Across, everything is in per cent, so that the picture is as wide as the page and its letters keep their size; up and
down it is in pixels. Periods without articles keep their place, so that distance means time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive import dates
from archive.cite.words import MONTHS
from archive.plugin import wording
from archive.search import Period, Point
from archive.search.trends import Step

HEIGHT, SPARK = 72, 20
_MOST_TICKS = 5  # letters of a year or month find room so often on a screen of 360 pixels
_WIDEST, _FILLED = 10.0, 0.82  # per cent of the picture; of a bar's own place


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its ISO date, what to say of it, and its place (per cent across, pixels up and down)."""

    start: str
    label: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A date below the bars; `anchor` keeps the outer ones inside the picture."""

    x: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A period that was not wholly collected: where (per cent across), how far down from the top (pixels), in words."""

    x: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline ready to be written as SVG; `title` says what it shows to those who do not see it."""

    by: Period
    bars: tuple[Bar, ...]
    shades: tuple[Shade, ...]
    ticks: tuple[Tick, ...]
    step: float
    title: str
    height: int = HEIGHT


def _nothing(_starts: Iterable[str]) -> Mapping[str, float]:
    return {}


def draw(
    points: Sequence[Point],
    by: Period,
    missed: Callable[[Iterable[str]], Mapping[str, float]] = _nothing,
    *,
    shares: bool = False,
) -> Chart | None:
    """The picture of a timeline; None where there is nothing to show.

    `missed` says how much of each period was not collected (see `gaps`). With `shares` the bars are shares of all
    articles of their period.
    """
    found = {point.start: point for point in points if point.count}
    if not found:
        return None
    starts = list(periods(min(found), max(found), by))
    values = {start: one.count / (one.total or 1) if shares else float(one.count) for start, one in found.items()}
    step, most = 100 / len(starts), max(values.values())
    places = {start: step * at for at, start in enumerate(starts)}
    bars = [
        _bar(found[start], value / most, x=places[start], width=min(step * _FILLED, _WIDEST), shares=shares)
        for start, value in values.items()
    ]
    shades = [_shade(start, share, places[start]) for start, share in missed(starts).items()]
    busiest = next(start for start in starts if values.get(start) == most)
    span = name(starts[0]) if len(starts) == 1 else f"{name(starts[0])} to {name(starts[-1])}"
    unit = f"Share of all articles of each {by}" if shares else f"Articles a {by}"
    highest = wording.share(most) if shares else f"{most:,.0f}"
    title = f"{unit}, {span}; most: {highest} {'on' if by == 'day' else 'in'} {name(busiest)}"
    return Chart(by, tuple(bars), tuple(shades), tuple(ticks(starts, by)), step, title)


def spark(counts: Sequence[int], most: int) -> str:
    """A small picture without words, as a path in a box of `SPARK` by `SPARK`: a bar for each period with articles."""
    step = SPARK / len(counts) if counts else 0
    wide = step * _FILLED
    heights = ((at, max(1.5, SPARK * count / most)) for at, count in enumerate(counts) if count)
    return "".join(f"M{step * at:.3g} {SPARK}v-{height:.3g}h{wide:.3g}v{height:.3g}z" for at, height in heights)


def name(start: str) -> str:
    """A period in words: `2025`, `March 2025`, `14 March 2025`."""
    return wording.when(start)


def _bar(point: Point, part: float, *, x: float, width: float, shares: bool) -> Bar:
    height = max(2.0, HEIGHT * part)
    label = f"{name(point.start)}: {wording.counted(point.count, 'article')}"
    label += f" of {wording.number(point.total)} ({wording.share(point.count / (point.total or 1))})" if shares else ""
    return Bar(point.start, label, x, width, HEIGHT - height, height)


def _shade(start: str, share: float, x: float) -> Shade:
    return Shade(x, HEIGHT * share, f"{name(start)}: {wording.share(share)} of the collecting failed or was not done")


def ticks(starts: Sequence[str], by: Step) -> Iterator[Tick]:
    """Some dates below the bars: where there are several years those, at their beginnings, else the periods."""
    years = {start[:4] for start in starts}
    has_years = by != "year" and len(years) > 2
    firsts = {start[:4]: at for at, start in reversed(list(enumerate(starts))) if start[5:7] == "01"}
    marks = [(at, starts[at]) for at in (sorted(firsts.values()) if has_years else range(len(starts)))]
    every = -(-len(marks) // _MOST_TICKS)
    for at, start in marks[::every]:
        x = 100 * at / len(starts)
        yield Tick(x, "end" if x > 90 else "start", start[:4] if has_years else short(start))


def short(start: str) -> str:
    """A period in few letters: `2025`, `Mar 2025`, `14 Mar`."""
    if len(start) == 4:
        return start
    month = MONTHS[int(start[5:7]) - 1][:3]
    return f"{month} {start[:4]}" if len(start) == 7 else f"{int(start[8:10])} {month}"


def periods(first: str, last: str, by: Step) -> Iterator[str]:
    """Every period from one to another, both included."""
    start, end = _day(first), _day(last)
    if by in {"day", "week"}:
        days = range(start.toordinal(), end.toordinal() + 1, 7 if by == "week" else 1)
        yield from (date.fromordinal(one).isoformat() for one in days)
    elif by == "year":
        yield from (f"{year:04}" for year in range(start.year, end.year + 1))
    else:
        months = range(12 * start.year + start.month - 1, 12 * end.year + end.month)
        yield from (f"{one // 12:04}-{one % 12 + 1:02}" for one in months)


def _day(iso: str) -> date:
    return dates.first_day(iso) or date.min
