"""What all matches have in common: the commonest outlets, authors, sections, tags, languages and years, and when.

One pass over the matches for each facet that is asked for, and none for others. Days are read off the slots, so years
and timelines never touch the articles.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from archive.search import periods
from archive.search.compile import Plan
from archive.search.engine import Facet, FacetName, Period, Point
from archive.search.selection import ARTICLES, ask

_BY_OUTLET = f"{ARTICLES} JOIN outlets AS o ON o.id = a.outlet_id"
_BY_AUTHOR = f"{ARTICLES} JOIN article_authors AS x ON x.article_id = a.id JOIN authors AS n ON n.id = x.author_id"
_BY_TAG = f"{ARTICLES} JOIN article_tags AS x ON x.article_id = a.id JOIN tags AS n ON n.id = x.tag_id"

# For each facet: the value for an address, the label for a reader, and the tables beside the index.
_COLUMNS = {
    "outlet": ("o.slug", "o.name", _BY_OUTLET),
    "author": ("n.name", "n.name", _BY_AUTHOR),
    "tag": ("n.name", "n.name", _BY_TAG),
    "section": ("a.section", "a.section", ARTICLES),
    "language": ("a.language", "a.language", ARTICLES),
}
_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}
_EVERY_DAY = """
SELECT slot >> 24, count(*) FROM articles
WHERE slot BETWEEN ? AND ? AND slot NOT IN (SELECT slot FROM articles WHERE redirect_to IS NOT NULL) GROUP BY 1
"""


def facet(conn: sqlite3.Connection, plan: Plan, name: FacetName, limit: int) -> tuple[Facet, ...]:
    """The commonest values of one facet; of years all, newest first."""
    if name == "year":
        years = _by_period(_days(conn, plan), "year")
        return tuple(Facet(year, year, years[year]) for year in sorted(years, reverse=True))
    value, label, tables = _COLUMNS[name]
    rows = ask(conn, plan, f"{value}, {label}, count(*)", tables=tables, then=f"GROUP BY {value}")
    found = [Facet(*row) for row in rows if row[0]]
    if name in {"section", "language"}:
        found = _merged(found, only_first_part=name == "language")
    return tuple(sorted(found, key=lambda one: (-one.count, one.label))[:limit])


def timeline(conn: sqlite3.Connection, plan: Plan, by: Period) -> tuple[Point, ...]:
    """Matches and all articles of every period that has articles; both between the dates of the plan alone."""
    total = _by_period(conn.execute(_EVERY_DAY, [plan.first, plan.last]), by)
    matches = _by_period(_days(conn, plan), by)
    return tuple(Point(start, matches[start], total[start]) for start in sorted(total))


def _days(conn: sqlite3.Connection, plan: Plan) -> Iterable[tuple[int, int]]:
    return ask(conn, plan, "f.rowid >> 24, count(*)", then="GROUP BY 1")


def _by_period(days: Iterable[tuple[int, int]], by: Period) -> Counter[str]:
    """Counts of days, given as ordinals, as counts of their periods; the undated have none."""
    found: Counter[str] = Counter()
    for day, count in days:
        if day >= periods.FIRST_DAY:
            found[date.fromordinal(day).isoformat()[: _ISO_LENGTHS[by]]] += count
    return found


def _merged(found: Iterable[Facet], *, only_first_part: bool) -> list[Facet]:
    """Values that one filter finds, as one under the commonest spelling: `News`, `news`; `en-GB`, `en`."""
    together: dict[str, Facet] = {}
    for one in sorted(found, key=lambda one: (-one.count, one.value)):
        value = re.split("[-_]", one.value)[0].lower() if only_first_part else one.value.strip()
        first = together.get(value.casefold(), Facet(value, value, 0))
        together[value.casefold()] = replace(first, count=first.count + one.count)
    return list(together.values())
