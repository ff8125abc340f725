"""What a visitor may see: the one place that says so; pages, feeds, exports and downloads all ask it.

The keeper of an archive sees everything. A visitor of a public server sees what the article, else its outlet, allows,
and where neither says anything an excerpt: enough to find and cite, not to read in the publisher's place.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from archive import text
from archive.model import Reading

Access = Literal["full", "excerpt", "metadata", "none"]
LEVELS: tuple[Access, ...] = ("full", "excerpt", "metadata", "none")
PUBLIC_DEFAULT: Access = "excerpt"
# Long enough to tell what an article is about, too short to stand in for it.
EXCERPT_WORDS = 60

# The same rule as `level` for a public server, for `articles AS a` and `outlets AS o`; `?` is today. The view
# `articles_public` says it once more for people's own SQL, and a test holds the three together.
_LEVEL = f"""
CASE WHEN coalesce(a.embargo_until, o.embargo_until) > ? THEN 'none'
     WHEN a.access <> 'inherit' THEN a.access
     WHEN o.access <> 'inherit' THEN o.access
     ELSE '{PUBLIC_DEFAULT}' END
"""

# The articles that `:visitor` (the ISO day on which a visitor asks; null for the keeper) must not learn of, by number.
HIDDEN = """
SELECT a.id FROM articles_hidden AS h CROSS JOIN articles AS a ON a.slot = h.slot
WHERE :visitor IS NOT NULL AND (h.until IS NULL OR substr(h.until, 1, 10) > substr(:visitor, 1, 10))
"""

# How many articles, by outlet, strangers see at a level that they may have of themselves; `?` is today.
_APART = f"""
SELECT a.outlet_id, {_LEVEL} AS level, count(*) FROM (
  SELECT id FROM articles WHERE access <> 'inherit' UNION SELECT id FROM articles WHERE embargo_until IS NOT NULL
) CROSS JOIN articles AS a USING (id) LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE a.redirect_to IS NULL GROUP BY 1, 2
"""
_OUTLETS = """
SELECT outlet_id, name, slug, access, embargo_until, count FROM (
  SELECT outlet_id, count(*) AS count FROM articles WHERE redirect_to IS NULL GROUP BY outlet_id
) LEFT JOIN outlets ON outlets.id = outlet_id ORDER BY name IS NULL, name
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What strangers would see of one outlet: how many of its articles at each level."""

    outlet: str | None
    slug: str | None
    counts: dict[Access, int]


def level(access: str, embargo_until: str | None, *, public: bool, today: str) -> Access:
    """What may be seen of an article whose access (its own or its outlet's) is this; `today` is an ISO day."""
    if not public:
        return "full"
    if embargo_until and today[:10] < embargo_until[:10]:
        return "none"
    return next((one for one in LEVELS if one == access), PUBLIC_DEFAULT)


def levels(conn: sqlite3.Connection, article_ids: Iterable[int], today: str) -> dict[int, Access]:
    """What strangers may see of each of these articles, by its number."""
    rows = conn.execute(
        f"SELECT a.id, {_LEVEL} FROM json_each(?) AS wanted JOIN articles AS a ON a.id = wanted.value"
        " LEFT JOIN outlets AS o ON o.id = a.outlet_id",
        [today[:10], json.dumps(list(article_ids))],
    )
    return dict(rows.fetchall())


def by_outlet(conn: sqlite3.Connection, today: str) -> list[Shown]:
    """What strangers would see of every outlet, by its name; articles of no outlet come last."""
    apart: dict[int | None, Counter[Access]] = defaultdict(Counter)
    for outlet, allowed, count in conn.execute(_APART, [today[:10]]):
        apart[outlet][allowed] = count
    found = []
    for outlet, name, slug, access, embargo_until, count in conn.execute(_OUTLETS):
        counts = apart[outlet]
        counts[level(access or "inherit", embargo_until, public=True, today=today)] += count - counts.total()
        found.append(Shown(name, slug, dict(+counts)))
    return found


def shown(conn: sqlite3.Connection, today: str, most: int) -> Iterator[tuple[int, str]]:
    """The newest articles of which strangers see anything, and when each version was first seen."""
    return conn.execute(
        f"SELECT a.id, a.version_seen FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id"
        f" WHERE a.redirect_to IS NULL AND {_LEVEL} <> 'none' ORDER BY a.slot DESC LIMIT ?",
        [today[:10], most],
    )


def veil(reading: Reading, allowed: Access) -> Reading:
    """A reading with only what may be seen of it; at `none` the caller shows nothing at all."""
    if allowed == "full":
        return reading
    if allowed == "excerpt":
        return replace(reading, text=_opening(reading.text), links=())
    return replace(reading, text="", dek=None, links=())


def _opening(whole: str) -> str:
    """The first words of a text, cut at a word."""
    first = (text.paragraphs(whole) or [""])[0]
    words = first.split(" ")
    return first if len(words) <= EXCERPT_WORDS else " ".join(words[:EXCERPT_WORDS]) + " …"
