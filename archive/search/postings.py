"""Relevance as FTS5's bm25 has it, by arrays: for queries that so many articles match that FTS5 would take seconds.

FTS5 looks up the length of each article it ranks, which costs a microsecond, and counts each word anew. Here the
lengths are at hand, and how often a word stands in each article is read once from the index (fts5vocab, `instance`).
The sums are those of FTS5's own bm25, in its order, so that an article has the same score to the last bit.

What is read is bounded, by the rarest words first. Words beyond the bound, phrases, and words near each other count as
standing once in the text, four times in a dek and ten in a title, as their weights are: whoever has them in a title
comes first, then the shorter article.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search import stems
from archive.search.columns import Columns, Ints, numbers, places
from archive.search.kept import Kept

Floats = NDArray[np.float64]

# As the index has it: bm25 of title, dek, text and pairs of characters (archive/store/schema/first.py).
WEIGHTS = {"title": 10.0, "dek": 4.0, "text": 1.0, "grams": 1.0}
# Of FTS5 (fts5_aux.c): after S. E. Robertson and others, Okapi at TREC-3 (1994); a word that most articles have still
# counts for something.
_K1, _B, _LEAST_IDF = 1.2, 0.75, 1e-6
POSTINGS_BYTES = 128_000_000
_WORDS = 100_000  # whose number of occurrences is remembered

Place = tuple[int, float]  # where an article stands: its slot, and its rank (0 in an order by date)

# Beyond so many matches arrays rank words sooner than FTS5 does. Of phrases they know less, and so come in later.
MANY, MANY_OF_A_PHRASE = 20_000, 100_000
# So many occurrences of words are read for one query: half a second's work.
MOST_OCCURRENCES = 2_500_000

# A phrase of an expression of FTS5, as `compile` writes it: columns, then words, or several that stand near.
_PHRASE = re.compile(r'(\{[^}]*\}|\w+) : (NEAR\([^)]*\)|"[^"]*"(?: \*)?)')
_WORD = re.compile(r'"([^" ]+)"( \*)?')
_LAST_CHARACTER = "\U0010ffff"

_OCCURRENCES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences USING fts5vocab(main, articles_fts, instance)"
_HOW_OFTEN = "SELECT coalesce(sum(doc), 0), coalesce(sum(cnt), 0) FROM articles_terms WHERE term BETWEEN ? AND ?"
# Two bits beside the slot say which column it is in; the filters are none.
_PLACES = """
SELECT group_concat(doc * 4 + CASE col WHEN 'text' THEN 0 WHEN 'title' THEN 1 WHEN 'dek' THEN 2 WHEN 'grams' THEN 3 END)
FROM temp.occurrences WHERE term BETWEEN ? AND ?
"""
_COLUMNS = ("text", "title", "dek", "grams")
_MATCHING = "SELECT group_concat(rowid) FROM articles_fts WHERE articles_fts MATCH ?"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase that ranks: the columns it is looked for in, as it is written, and the span of terms if it is a word."""

    columns: tuple[str, ...]
    written: str
    terms: tuple[str, str] | None

    def expression(self, columns: Sequence[str]) -> str:
        """It in some columns, as an expression of FTS5."""
        return f"{{{' '.join(columns)}}} : {self.written}"


@dataclass(frozen=True, slots=True)
class Posting:
    """The articles that a leaf stands in, by their places among all, and how often, by weight."""

    at: Ints
    often: NDArray[np.float32]

    def weight(self) -> int:
        """The bytes it takes."""
        return self.at.nbytes + self.often.nbytes


class Ranker:
    """Ranks the articles of one moment, whose columns these are; what it reads is kept for the next query."""

    def __init__(self, every: Columns) -> None:
        self._every = every
        self._postings: Kept[Posting] = Kept(POSTINGS_BYTES, Posting.weight)
        self._how_often: Kept[tuple[int, int]] = Kept(_WORDS, lambda _: 1)

    @cached_property
    def _norms(self) -> Floats:
        """What the length of each article adds to the frequency of a word in it."""
        lengths = self._every.lengths
        return _K1 * (1 - _B + _B * lengths / (lengths.sum(dtype=np.int64) / len(lengths) or 1))

    def is_sooner(self, expression: str, matches: int) -> bool:
        """Whether this ranks so many matches of an expression sooner than FTS5 itself."""
        has_phrase = any(not _WORD.fullmatch(phrase) for _, phrase in _PHRASE.findall(expression))
        return matches > (MANY_OF_A_PHRASE if has_phrase else MANY)

    def best(
        self, conn: sqlite3.Connection, expression: str, slots: Ints, after: Place | None, size: int
    ) -> list[Place]:
        """The `size` articles at these slots that fit best, after a place; of equal ones the newer first."""
        ranks = -self._scores(conn, expression, slots)
        if after is not None:
            slot, rank = after
            later = (ranks > rank) | ((ranks == rank) & (slots < slot))
            slots, ranks = slots[later], ranks[later]
        if len(slots) > size:
            enough = ranks <= np.partition(ranks, size - 1)[size - 1]
            slots, ranks = slots[enough], ranks[enough]
        order = np.lexsort((-slots, ranks))[:size]
        return list(zip(slots[order].tolist(), ranks[order].tolist(), strict=True))

    def _scores(self, conn: sqlite3.Connection, expression: str, slots: Ints) -> Floats:
        """How well each of the articles fits."""
        every = len(self._every.slots)
        at = np.searchsorted(self._every.slots, slots)
        norms = self._norms[at]
        scores = np.zeros(len(slots))
        dense = np.zeros(every, np.float32)
        for posting in self._all_postings(conn, expression):
            held = len(posting.at)
            idf = math.log((every - held + 0.5) / (held + 0.5))
            dense[posting.at] = posting.often
            often = dense[at].astype(np.float64)
            dense[posting.at] = 0
            scores += (idf if idf > 0 else _LEAST_IDF) * ((often * (_K1 + 1)) / (often + norms))
        return scores

    def _all_postings(self, conn: sqlite3.Connection, expression: str) -> Iterator[Posting]:
        """The postings of the phrases that rank, in their order."""
        conn.execute(_OCCURRENCES)
        leaves = _leaves(expression)
        often = {
            leaf: self._how_often.get(leaf.terms, partial(_how_often, conn, leaf)) for leaf in leaves if leaf.terms
        }
        left, counted = MOST_OCCURRENCES, set()
        for leaf, (_, occurrences) in sorted(often.items(), key=lambda found: found[1][1]):
            left -= occurrences
            if left >= 0:
                counted.add(leaf)
        everywhere = {leaf for leaf, (articles, _) in often.items() if articles * 2 > len(self._every.slots)}
        for leaf in leaves:
            if leaf in counted:
                yield self._postings.get(leaf, partial(self._counted, conn, leaf))
            elif leaf not in everywhere or len(leaves) == 1:
                yield self._postings.get((leaf, "once"), partial(self._once, conn, leaf))

    def _counted(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a word stands, every occurrence counted."""
        found = numbers(conn.execute(_PLACES, leaf.terms or ()).fetchone()[0])
        weights = np.array([WEIGHTS[name] * (name in leaf.columns) for name in _COLUMNS], np.float32)[found & 3]
        at, is_held = places(self._every.slots, found >> 2)
        is_held &= weights > 0
        return _posting(np.bincount(at[is_held], weights[is_held], minlength=len(self._every.slots)))

    def _once(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a phrase stands, as if once in each article, in the column that weighs most."""
        often = np.zeros(len(self._every.slots), np.float32)
        asked = [
            leaf.columns,
            *((name,) for name in ("dek", "title") if name in leaf.columns and len(leaf.columns) > 1),
        ]
        for columns in asked:
            found = numbers(conn.execute(_MATCHING, [leaf.expression(columns)]).fetchone()[0])
            at, is_held = places(self._every.slots, found)
            often[at[is_held]] = min(WEIGHTS[name] for name in columns)
        return _posting(often)


def _leaves(expression: str) -> list[Leaf]:
    """The phrases of an expression that add to a rank; filters do not."""
    found = [(tuple(columns.strip("{}").split()), phrase) for columns, phrase in _PHRASE.findall(expression)]
    words = {phrase: _WORD.fullmatch(phrase) for _, phrase in found}
    terms = stems.of({word[1] for word in words.values() if word})
    return [
        Leaf(columns, phrase, _span(terms[word[1]], is_beginning=bool(word[2])) if (word := words[phrase]) else None)
        for columns, phrase in found
        if columns != ("filters",)
    ]


def _span(terms: tuple[str, ...], *, is_beginning: bool) -> tuple[str, str] | None:
    """The first and the last term that one is, or begins; None for several."""
    return (terms[0], terms[0] + _LAST_CHARACTER * is_beginning) if len(terms) == 1 else None


def _how_often(conn: sqlite3.Connection, leaf: Leaf) -> tuple[int, int]:
    """In how many articles a word stands, and how often in all."""
    articles, occurrences = conn.execute(_HOW_OFTEN, leaf.terms or ()).fetchone()
    return articles, occurrences


def _posting(often: NDArray[Any]) -> Posting:
    """Of how often a phrase stands in every article."""
    held = np.flatnonzero(often)
    return Posting(held, often[held].astype(np.float32))
