"""What all matches have in common: the commonest outlets, authors, sections, tags, languages and years.

Values are counted as numbers, and only those told are looked up by name.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from archive.search import periods
from archive.search.columns import Small
from archive.search.engine import Facet, FacetName
from archive.search.matches import Matches

_NAMES = {
    "outlet": "SELECT id, slug, name FROM outlets WHERE id IN (SELECT value FROM json_each(?))",
    "author": "SELECT id, name, name FROM authors WHERE id IN (SELECT value FROM json_each(?))",
    "tag": "SELECT id, name, name FROM tags WHERE id IN (SELECT value FROM json_each(?))",
}


def facet(conn: sqlite3.Connection, matches: Matches, name: FacetName, limit: int) -> tuple[Facet, ...]:
    """The commonest values of one facet; of years all, newest first."""
    if name == "year":
        return _years(matches)
    columns, at = matches.columns
    match name:
        case "outlet":
            found = _named(conn, name, columns.outlets[at], limit)
        case "author":
            found = _named(conn, name, columns.authors.of(at), limit)
        case "tag":
            found = _named(conn, name, columns.tags.of(at), limit)
        case "section" | "language":
            place = ("language", "section").index(name)
            counts: Counter[str] = Counter()
            for kind, count in enumerate(np.bincount(columns.kinds[at], minlength=len(columns.known)).tolist()):
                counts[columns.known[kind][place] or ""] += count
            values = (Facet(value, value, count) for value, count in counts.items() if value and count)
            found = _merged(values, only_first_part=name == "language")
    return tuple(sorted(found, key=lambda one: (-one.count, one.label))[:limit])


def _years(matches: Matches) -> tuple[Facet, ...]:
    """All years of the matches, newest first."""
    years = matches.source.calendar.timeline(matches.slots, "year", *periods.ANY_TIME.slots)
    return tuple(Facet(year.start, year.start, year.count) for year in reversed(years) if year.count)


def _named(conn: sqlite3.Connection, name: FacetName, values: Small, limit: int) -> list[Facet]:
    """The commonest of values that are rows of a table; 0 is none."""
    counts = np.bincount(values)
    counts[:1] = 0
    kept = np.flatnonzero(counts)
    kept = kept[np.argsort(-counts[kept], kind="stable")[:limit]]
    rows = conn.execute(_NAMES[name], [json.dumps(kept.tolist())])
    return [Facet(value, label, int(counts[one])) for one, value, label in rows]


def _merged(found: Iterable[Facet], *, only_first_part: bool) -> list[Facet]:
    """Values that one filter finds, as one under the commonest spelling: `News`, `news`; `en-GB`, `en`."""
    together: dict[str, Facet] = {}
    for one in sorted(found, key=lambda one: (-one.count, one.value)):
        value = re.split("[-_]", one.value)[0].lower() if only_first_part else one.value.strip()
        first = together.get(value.casefold(), Facet(value, value, 0))
        together[value.casefold()] = replace(first, count=first.count + one.count)
    return list(together.values())
