"""Whoever types a title looks for the article that bears it: among the best, those whose title is the query come first.

Long articles say the words of a short title more often than the one that it stands over, and of two words (*Trump at
War*) hundreds of titles have both. Only the titles of the best are looked at, which takes a millisecond.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive import text
from archive.search.relevance import Place
from archive.search.tree import And, Filter, Node, Not, Term

# So many of the best are looked at.
CANDIDATES = 100
# Of all words of a query: titles have fewer.
_MOST_WORDS = 40

# A title of those words is about as long as they are, whatever stands between them or comes twice.
_TITLES = """
SELECT a.slot, a.title FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.slot = wanted.value
WHERE length(a.title) BETWEEN ? AND ?
"""
_TWICE, _BETWEEN = 2, 40


def applies(root: Node) -> bool:
    """Whether a query is words that a title could be, all of which must hold, whatever else narrows it."""
    return bool(_words(root))


def first(conn: sqlite3.Connection, root: Node, places: Sequence[Place]) -> list[Place]:
    """The best places of a query, those whose title is the query before the others, all else in their order.

    The ranks stay where they are, as in `ranking`.
    """
    wanted = _words(root)
    slots, length = json.dumps([slot for slot, _ in places]), sum(map(len, wanted))
    rows = conn.execute(_TITLES, [slots, length // _TWICE, _TWICE * length + _BETWEEN])
    bearing = {slot for slot, title in rows if _told(text.normal(title).split()) == wanted}
    if not bearing:
        return list(places)
    order = sorted((slot for slot, _ in places), key=lambda slot: slot not in bearing)
    return [(slot, rank) for slot, (_, rank) in zip(order, places, strict=True)]


@lru_cache(1_000)
def _words(root: Node) -> tuple[str, ...]:
    """The words of a query in their order, each once, as a parsed query has them; none where it is no row of words."""
    parts = root.parts if isinstance(root, And) else (root,)
    of_words = [part for part in parts if not isinstance(part, Filter | Not)]
    plain = [part for part in of_words if isinstance(part, Term) and not part.prefix and part.field in {"", "title"}]
    found = [word for part in plain for word in part.words]
    if len(plain) < len(of_words) or len(found) > _MOST_WORDS:
        return ()
    return _told(text.normal(" ".join(found)).split())


def _told(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
