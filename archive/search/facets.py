"""What all matches have in common: the commonest outlets, authors, sections, tags, languages and years.

Values are counted as numbers, and only those told are looked up by name.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from archive.search import periods
from archive.search.columns import Ints, Small
from archive.search.engine import Facet, FacetName
from archive.search.matches import Matches, Source

_NAMES = {
    "outlet": "SELECT id, slug, name FROM outlets WHERE id IN (SELECT value FROM json_each(?))",
    "author": "SELECT id, name, name FROM authors WHERE id IN (SELECT value FROM json_each(?))",
    "tag": "SELECT id, name, name FROM tags WHERE id IN (SELECT value FROM json_each(?))",
}


def facet(conn: sqlite3.Connection, matches: Matches, name: FacetName, limit: int) -> tuple[Facet, ...]:
    """The commonest values of one facet; of years all, newest first."""
    if name == "year":
        return years(matches.source, matches.slots)
    columns, at = matches.columns
    match name:
        case "outlet":
            found = named(conn, name, _commonest(columns.outlets[at], limit))
        case "author":
            found = named(conn, name, _commonest(columns.authors.of(at), limit))
        case "tag":
            found = named(conn, name, _commonest(columns.tags.of(at), limit))
        case "section" | "language":
            place = ("language", "section").index(name)
            counts: Counter[str] = Counter()
            for kind, count in enumerate(np.bincount(columns.kinds[at], minlength=len(columns.known)).tolist()):
                counts[columns.known[kind][place] or ""] += count
            found = merged(name, counts)
    return ordered(found, limit)


def ordered(found: Iterable[Facet], limit: int) -> tuple[Facet, ...]:
    """The commonest first, of those as common by the alphabet."""
    return tuple(sorted(found, key=lambda one: (-one.count, one.label))[:limit])


def years(source: Source, slots: Ints) -> tuple[Facet, ...]:
    """All years of the articles at these slots, newest first."""
    found = source.calendar.timeline(slots, "year", *periods.ANY_TIME.slots)
    return tuple(Facet(year.start, year.start, year.count) for year in reversed(found) if year.count)


def named(conn: sqlite3.Connection, name: FacetName, counts: Mapping[int, int]) -> list[Facet]:
    """How often there are rows of a table, by their ids, as a facet."""
    rows = conn.execute(_NAMES[name], [json.dumps(list(counts))])
    return [Facet(value, label, counts[one]) for one, value, label in rows]


def _commonest(values: Small, limit: int) -> dict[int, int]:
    """How often there are the commonest of values; 0 is none."""
    counts = np.bincount(values)
    counts[:1] = 0
    held = np.flatnonzero(counts)
    held = held[np.argsort(-counts[held], kind="stable")[:limit]]
    return dict(zip(held.tolist(), counts[held].tolist(), strict=True))


def merged(name: FacetName, counts: Mapping[str, int]) -> list[Facet]:
    """Values that one filter finds, as one under the commonest spelling: `News`, `news`; `en-GB`, `en`."""
    together: dict[str, Facet] = {}
    for written, count in sorted(counts.items(), key=lambda found: (-found[1], found[0])):
        value = re.split("[-_]", written)[0].lower() if name == "language" else written.strip()
        first = together.get(value.casefold(), Facet(value, value, 0))
        together[value.casefold()] = replace(first, count=first.count + count)
    return [one for one in together.values() if one.value and one.count]
