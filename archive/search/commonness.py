"""How common words are in an archive, and how much it therefore tells to find them in an article.

The index reads through all that it has of a word to count the articles that have it. So counts are kept until an
archive has grown by a hundredth: what a word tells changes no sooner.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection
from functools import partial

from archive.search import porter
from archive.search import weights as heft
from archive.search.kept import Kept

# English words that tell nothing of what an article is about. They are not looked up, because the index would have to
# read nearly every article for each of them.
FUNCTION_WORDS = frozenset(
    """
a about above after again against all also am an and any are as at be because been before being below between both but
by can could did do does doing down during each few for from further had has have having he her here hers herself him
himself his how i if in into is it its itself just me more most much my myself no nor not now of off on once only or
other our ours out over own s said same say says she should so some such t than that the their theirs them themselves
then there these they this those through to too under until up us very was we were what when where which while who whom
whose why will with would you your yours
""".split()
)

# Words that fill more of the index than this are not counted; they take so many bytes for each article that has them.
# A page counts for each piece of the index, whether the word is in it or not, and there are up to 64 (`gathering`).
_COUNTED_BYTES, _BYTES_AN_ARTICLE = 80_000 + 64 * heft.PAGE_BYTES, 13
_COUNT = "SELECT doc FROM articles_terms WHERE term = ?"
# Ids are never used again, so the highest tells how many articles there are.
_ARTICLES = "SELECT coalesce(max(id), 0) FROM articles"

_KNOWN: Kept[int] = Kept(50_000, lambda _: 1)


def weights(conn: sqlite3.Connection, words: Collection[str]) -> dict[str, float]:
    """How much each word tells, by the articles that have it; a function word, or what is none, tells nothing."""
    articles = count_articles(conn)
    return dict.fromkeys(words, 0.0) | {word: weight(having, articles) for word, having in counts(conn, words).items()}


def counts(conn: sqlite3.Connection, words: Collection[str]) -> dict[str, int]:
    """How many articles have each of these words, in any form that the index takes for it; function words left out.

    The index counts by reading, so of words that fill much of it the number is told from how much that is.
    """
    telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
    size = int(100 * math.log1p(count_articles(conn)))
    file = file_of(conn)
    return {
        word: _KNOWN.get((file, size, stem), partial(_count, conn, stem)) if file else _count(conn, stem)
        for word, stem in porter.cut(telling).items()
    }


def count_articles(conn: sqlite3.Connection) -> int:
    """How many articles there are, near enough and at once."""
    return int(conn.execute(_ARTICLES).fetchone()[0])


def file_of(conn: sqlite3.Connection) -> str:
    """The file of an archive, by which something of it can be kept; empty for one in memory."""
    return str(conn.execute("PRAGMA database_list").fetchone()[2])


def _count(conn: sqlite3.Connection, stem: str) -> int:
    in_bytes = heft.of_terms(conn, stem, stem)
    if in_bytes > _COUNTED_BYTES:
        return in_bytes // _BYTES_AN_ARTICLE
    row = conn.execute(_COUNT, [stem]).fetchone()
    return int(row[0]) if row else 0


def weight(having: int, articles: int) -> float:
    """The inverse document frequency of Robertson and Spärck Jones, bounded as FTS5 bounds it."""
    return max(1e-6, math.log((articles - having + 0.5) / (having + 0.5)) if having < articles else 0.0)
