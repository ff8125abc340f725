"""A sample of a search, ready for coding: a row for each article and coder, with columns to write into.

The first units of the sample go to every coder, so that their agreement can be measured (M. Lombard, J. Snyder-Duch and
C. C. Bracken, "Content Analysis in Mass Communication", Human Communication Research 28:4, 2002, ask for 50 at least);
the others are dealt out. As the units are in an order of chance, those are a random part of the sample.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive import sampling
from archive.errors import UsageError
from archive.export import found
from archive.export.question import Question
from archive.export.tables import Row, Table
from archive.search import Engine
from archive.store import columns, strata

FIRST, LAST = ("unit", "coder", "overlap", "stratum"), ("code", "note")
COLUMNS = ("id", "version", "permalink", "title", "outlet", "published", "url", "text_sha256", "text")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sample is to be drawn: its size, what it is stratified by, its seed, and how it is dealt to coders."""

    size: int
    by: tuple[str, ...] = ()
    seed: int = 1
    coders: int = 1
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its values, how many articles match in it, and how many of them are in the sample."""

    values: tuple[str, ...]
    matches: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: its strata by name, and its articles in their order of chance, each with its stratum."""

    strata: tuple[Stratum, ...]
    units: tuple[tuple[int, tuple[str, ...]], ...]


def draw(conn: sqlite3.Connection, engine: Engine, question: Question, plan: Plan) -> Sample:
    """Draw a sample of all that matches; raises UsageError for a stratum that is none."""
    for name in plan.by:
        if name not in strata.BY:
            raise UsageError(f"a sample can be stratified by {', '.join(strata.BY)}, not by “{name}”")
    members: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, values in strata.of(conn, found.ids(conn, engine, question), plan.by):
        members[values].append(number)
    given = sampling.shares({values: len(members[values]) for values in sorted(members)}, plan.size)
    units = [(one, values) for values in given for one in sampling.drawn(members[values], given[values], plan.seed)]
    return Sample(
        tuple(Stratum(values, len(members[values]), given[values]) for values in given),
        tuple(sorted(units, key=lambda unit: sampling.chance(unit[0], plan.seed))),
    )


def table(conn: sqlite3.Connection, drawn: Sample, plan: Plan, names: Sequence[str], *, made: str) -> Table:
    """The sample as a table, coder by coder; `names` are the columns of the articles."""
    dealt = list(_dealt(len(drawn.units), plan))

    def rows() -> Iterator[Row]:
        articles = columns.export(conn, names, (drawn.units[unit][0] for unit, _ in dealt))
        for (unit, coder), cells in zip(dealt, articles, strict=True):
            shared = "yes" if unit < plan.overlap and plan.coders > 1 else "no"
            yield (unit + 1, coder, shared, " · ".join(drawn.units[unit][1]), *cells, None, None)

    return Table((*FIRST, *names, *LAST), rows(), made, expected=len(dealt))


def _dealt(units: int, plan: Plan) -> Iterator[tuple[int, int]]:
    """Which unit each coder gets: the first ones all of them, the others in turn."""
    for coder in range(plan.coders):
        yield from ((unit, coder + 1) for unit in range(units) if unit < plan.overlap or unit % plan.coders == coder)
