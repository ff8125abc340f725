"""A request as a plan for one archive: names become rows, dates slots, words what the index holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from archive.errors import UsageError
from archive.search import compile as compiler
from archive.search import names, periods, porter, prefixes, weights
from archive.search.compile import Part, Plan
from archive.search.engine import FilterName, Filters
from archive.search.inflections import Inflections
from archive.search.lexer import NAME_FIELDS
from archive.search.periods import Days
from archive.search.tree import Filter, Node

# So many bytes of the index are read for a beginning of words: a second and a half's work.
MOST_BYTES = 90_000_000

_EXTENT = "SELECT (SELECT min(slot) FROM articles WHERE slot > ?), (SELECT max(slot) FROM articles)"


def plan_of(conn: sqlite3.Connection, root: Node, filters: Filters) -> Plan:
    """The plan of a query with its filters; raises UsageError for a date that is none."""
    days = periods.ANY_TIME
    for name, value in (("from", filters.since), ("to", filters.until)):
        if value:
            days = days.within(_days(name, value))
    excluded = (compiler.excluded([part]) for part in _chosen(conn, filters.none_of))
    return compiler.plan(root, _Archive(conn), also=[*_chosen(conn, filters.any_of), *excluded], days=days)


class _Archive:
    """What a query needs to know of the archive it is put to."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._inflections = Inflections(conn)

    def ids(self, wanted: Filter) -> list[int]:
        return names.meant(self._conn, wanted)

    def forms(self, beginning: str) -> list[str]:
        found = prefixes.forms(self._conn, beginning)
        for form in found:
            if form.endswith("*") and _weight(self._conn, form[:-1]) > MOST_BYTES:
                raise UsageError(f"“{beginning}*” begins words of nearly every article here: write a letter more")
        return found

    def inflected(self, word: str) -> dict[str, list[str]]:
        return self._inflections.of(word)

    def extent(self) -> Days:
        first, last = self._conn.execute(_EXTENT, [periods.LAST_UNDATED_SLOT]).fetchone()
        return Days(periods.of_slot(first), periods.of_slot(last)) if first else Days(first=1, last=0)


def _weight(conn: sqlite3.Connection, beginning: str) -> int:
    """The bytes of the index to read for all words that begin so, as the index has them."""
    terms = porter.terms_of([beginning])[beginning]
    return weights.of_terms(conn, *weights.span(terms[0], is_beginning=True)) if len(terms) == 1 else 0


def _chosen(conn: sqlite3.Connection, chosen: Mapping[FilterName, tuple[str, ...]]) -> Iterator[Part]:
    for name, values in chosen.items():
        if values and name in NAME_FIELDS:
            yield compiler.of_ids(name, names.exactly(conn, name, values))
        elif values:
            yield compiler.of_values(name, values)


def _days(name: str, value: str) -> Days:
    iso = periods.as_iso(value)
    if iso is None:
        raise UsageError(f"{name}={value} is no date: write a year, month or day, such as 2022, 2022-05 or 2022-05-01")
    return periods.of(name, iso)
