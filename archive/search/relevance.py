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
from collections.abc import Hashable, Iterator
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from archive.search import expressions
from archive.search.columns import Columns, Ints
from archive.search.kept import Kept
from archive.search.postings import Leaf, Posting, Postings, leaf_of

Scores = NDArray[np.float64]
Place = tuple[int, float]  # where an article stands: its slot, and its rank (0 in an order by date)

# Of FTS5 (fts5_aux.c): after S. E. Robertson and others, Okapi at TREC-3 (1994); a word that most articles have still
# counts for something.
_K1, _B, _LEAST_IDF = 1.2, 0.75, 1e-6

# What phrases are worth to the articles that have them is the same in every query.
WORTH_BYTES = 64_000_000
# FTS5 ranks an article in the time in which so many bytes of the index are counted through.
BYTES_A_MATCH = 150
# Beyond so many matches an order that is only near FTS5's is better than waiting for FTS5's own.
MANY = 100_000


class Ranker:
    """Ranks the articles of one moment, whose columns these are; `size` bounds the bytes of what it keeps."""

    def __init__(self, every: Columns, postings: Postings, size: int = WORTH_BYTES) -> None:
        self._every = every
        self._postings = postings
        self._worth: Kept[Scores] = Kept(size, lambda worth: worth.nbytes)

    @cached_property
    def _norms(self) -> Scores:
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
        slots, scores = self._every.slots, self._scores(conn, expression, at)
        if after is not None:
            slot, rank = after
            later = scores < -rank
            equal = np.flatnonzero(scores == -rank)
            later[equal] = slots[at[equal]] < slot
            at, scores = at[later], scores[later]
        if len(at) > size:
            enough = np.flatnonzero(scores >= np.partition(scores, -size)[-size])
            at, scores = at[enough], scores[enough]
        ranks, those = -scores, slots[at]
        order = np.lexsort((-those, ranks))[:size]
        return list(zip(those[order].tolist(), ranks[order].tolist(), strict=True))

    def _scores(self, conn: sqlite3.Connection, expression: str, at: Ints) -> Scores:
        """How well each of the articles fits."""
        scores = np.zeros(len(at))
        for name, posting in self._all_postings(conn, expression):
            worth = self._worth.get(name, partial(self._worth_of, posting))
            where, values = posting.values_at(at, worth)
            scores[where] += values
        return scores

    def _worth_of(self, posting: Posting) -> Scores:
        """What it is worth to each article to have a phrase."""
        every, held = len(self._every.slots), len(posting.at)
        idf = math.log((every - held + 0.5) / (held + 0.5))
        often = posting.often.astype(np.float64)
        worth: Scores = (idf if idf > 0 else _LEAST_IDF) * ((often * (_K1 + 1)) / (often + self._norms[posting.at]))
        return worth

    def _all_postings(self, conn: sqlite3.Connection, expression: str) -> Iterator[tuple[Hashable, Posting]]:
        """The postings of the phrases that rank, in their order, each under a name of its own."""
        leaves = _leaves(expression)
        counted = self._postings.to_count(conn, leaves)
        for leaf in leaves:
            if leaf in counted:
                yield leaf, self._postings.counted(conn, leaf)
            elif not self._postings.is_everywhere(conn, leaf):
                yield (leaf, "once"), self._postings.once(conn, leaf)


@lru_cache(1_000)
def _leaves(expression: str) -> list[Leaf]:
    """The phrases of an expression that add to a rank; filters do not."""
    found = map(leaf_of, expressions.leaves(expressions.read(expression)))
    return [leaf for leaf in found if not leaf.is_filter]
