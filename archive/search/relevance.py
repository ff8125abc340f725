"""Relevance as FTS5's bm25 has it, by arrays: for queries that so many articles match that FTS5 takes longer.

FTS5 looks up the length of each article it ranks, which costs a microsecond, and counts each word anew. Here lengths
and postings are at hand. The sums are those of FTS5's own bm25, in its order, so that an article has the same score to
the last bit.

Words near each other, and words of so many articles that counting them would take seconds, count as standing once in an
article, and are left to FTS5 as long as it can rank them. Words of nearly every article tell none from another and are
passed over; where there are no others, the newest articles come first.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from archive.search import expressions
from archive.search.columns import Columns, Ints
from archive.search.postings import Leaf, Posting, Postings, leaf_of

Place = tuple[int, float]  # where an article stands: its slot, and its rank (0 in an order by date)

# Of FTS5 (fts5_aux.c): after S. E. Robertson and others, Okapi at TREC-3 (1994); a word that most articles have still
# counts for something.
_K1, _B, _LEAST_IDF = 1.2, 0.75, 1e-6

# FTS5 ranks an article in the time in which so many bytes of the index are counted through.
BYTES_A_MATCH = 150
# Beyond so many matches an order that is only near FTS5's is better than waiting for FTS5's own.
MANY = 100_000


class Ranker:
    """Ranks the articles of one moment, whose columns these are."""

    def __init__(self, every: Columns, postings: Postings) -> None:
        self._every = every
        self._postings = postings

    @cached_property
    def _norms(self) -> NDArray[np.float64]:
        """What the length of each article adds to the frequency of a word in it."""
        lengths = self._every.lengths
        return _K1 * (1 - _B + _B * lengths / (lengths.sum(dtype=np.int64) / len(lengths) or 1))

    def is_sooner(self, conn: sqlite3.Connection, expression: str, matches: int) -> bool:
        """Whether this ranks so many matches of an expression sooner than FTS5 itself."""
        postings, leaves = self._postings, set(_leaves(expression))
        counted = postings.to_count(conn, leaves)
        if not all(leaf in counted or postings.is_everywhere(conn, leaf) for leaf in leaves):
            return matches > MANY
        return sum(postings.bytes_to_read(conn, leaf) for leaf in counted) <= BYTES_A_MATCH * matches

    def best(self, conn: sqlite3.Connection, expression: str, at: Ints, after: Place | None, size: int) -> list[Place]:
        """The `size` of these articles that fit best, after a place; of equal ones the newer first.

        Articles are given by their places among all.
        """
        if not len(at):
            return []
        slots, ranks = self._every.slots[at], -self._scores(conn, expression, at)
        if after is not None:
            slot, rank = after
            later = (ranks > rank) | ((ranks == rank) & (slots < slot))
            slots, ranks = slots[later], ranks[later]
        if len(slots) > size:
            enough = ranks <= np.partition(ranks, size - 1)[size - 1]
            slots, ranks = slots[enough], ranks[enough]
        order = np.lexsort((-slots, ranks))[:size]
        return list(zip(slots[order].tolist(), ranks[order].tolist(), strict=True))

    def _scores(self, conn: sqlite3.Connection, expression: str, at: Ints) -> NDArray[np.float64]:
        """How well each of the articles fits."""
        every = len(self._every.slots)
        norms = self._norms[at]
        scores = np.zeros(len(at))
        for posting in self._all_postings(conn, expression):
            held = len(posting.at)
            idf = math.log((every - held + 0.5) / (held + 0.5))
            where, often = posting.often_at(at, every)
            often = often.astype(np.float64)
            scores[where] += (idf if idf > 0 else _LEAST_IDF) * ((often * (_K1 + 1)) / (often + norms[where]))
        return scores

    def _all_postings(self, conn: sqlite3.Connection, expression: str) -> Iterator[Posting]:
        """The postings of the phrases that rank, in their order."""
        leaves = _leaves(expression)
        counted = self._postings.to_count(conn, leaves)
        for leaf in leaves:
            if leaf in counted:
                yield self._postings.counted(conn, leaf)
            elif not self._postings.is_everywhere(conn, leaf):
                yield self._postings.once(conn, leaf)


@lru_cache(1_000)
def _leaves(expression: str) -> list[Leaf]:
    """The phrases of an expression that add to a rank; filters do not."""
    found = map(leaf_of, expressions.leaves(expressions.read(expression)))
    return [leaf for leaf in found if not leaf.is_filter]
