"""The postings of words: which articles each stands in and how often, read once from the index and kept as arrays.

A word is counted by its occurrences, which the index tells one by one (fts5vocab, `instance`), and a phrase by those of
its words that stand in a row. What would be too long to read so is counted as standing once in an article, in the
column that weighs most. An expression all of whose words are at hand is answered here, without the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from archive.search import expressions, porter, weights
from archive.search.columns import Ints, Small, numbers, places
from archive.search.expressions import Every, Expression, Less, Near, Phrase, Some
from archive.search.kept import Kept
from archive.search.selection import EVERYTHING

Span = tuple[str, str]  # the first and the last term that a word is, or begins
Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]
Value = TypeVar("Value", bound=np.generic)

POSTINGS_BYTES = 128_000_000
# So many bytes of the index are counted through for one query: half a second's work.
MOST_COUNTED = 24_000_000
# So many are read for the articles alone that words stand in: a fifth of a second's.
MOST_READ = 24_000_000
# A word that takes more bytes than this for each article of the archive, and than this in all, stands in nearly all.
_BYTES_EVERYWHERE, LEAST_EVERYWHERE = 12, 2_000_000

# As the index has it: bm25 of title, dek, text and pairs of characters (archive/store/schema/first.py).
WEIGHTS = {"title": 10.0, "dek": 4.0, "text": 1.0, "grams": 1.0}
_COLUMNS = tuple(WEIGHTS)

OCCURRENCES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences USING fts5vocab(main, articles_fts, instance)"
# Two bits beside the slot say which column it is in; the filters are none.
_AT = "doc * 4 + CASE col WHEN 'title' THEN 0 WHEN 'dek' THEN 1 WHEN 'text' THEN 2 WHEN 'grams' THEN 3 END"
_PLACES = f"SELECT group_concat({_AT}), NULL FROM temp.occurrences WHERE term BETWEEN ? AND ?"
_OFFSETS = f"SELECT group_concat({_AT}), group_concat(offset) FROM temp.occurrences WHERE term BETWEEN ? AND ?"
_OFFSET_BITS = 32
_MOST_WEIGHED = 20_000  # words whose weight is remembered
# One in so many articles is few.
_FEW = 30
_MATCHING = "SELECT group_concat(rowid) FROM articles_fts WHERE articles_fts MATCH ?"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase: the columns it is looked for in, as it is written, and its terms where it can be counted."""

    columns: tuple[str, ...]
    written: str
    terms: tuple[Span, ...]

    @property
    def is_filter(self) -> bool:
        """Whether it is a filter, and no words."""
        return self.columns == ("filters",)

    def expression(self, columns: Sequence[str]) -> str:
        """It in some columns, as an expression of FTS5."""
        return f"{{{' '.join(columns)}}} : {self.written}"


@dataclass(frozen=True, slots=True)
class Posting:
    """The articles that a leaf stands in, by their places among all, and how often by weight if that was counted."""

    at: Small
    often: Floats

    def values_at(self, at: Ints, values: NDArray[Value]) -> tuple[Ints | slice, NDArray[Value]]:
        """Which of some articles, by their places in order, it stands in, and their values of one for each of its own.

        Few are looked for one by one; of many, which may then stand there not at all, all are looked up at once.
        """
        first, end = np.searchsorted(self.at, np.array([at[0], at[-1] + 1], self.at.dtype))
        own, values = self.at[first:end], values[first:end]
        if np.array_equal(at, own):
            return slice(None), values
        span = int(at[-1] - at[0]) + 1
        if len(own) * _FEW < span:
            where, is_held = places(at, own)
            return where[is_held], values[is_held]
        if len(at) * _FEW < span:
            where, is_held = places(own, at)
            return np.flatnonzero(is_held), values[where[is_held]]
        dense = np.zeros(span, values.dtype)
        dense[own - at[0]] = values
        return slice(None), dense[at - at[0]]

    def weight(self) -> int:
        """The bytes it takes."""
        return self.at.nbytes + self.often.nbytes


class Postings:
    """The postings of the articles at some slots, which are all there are at one moment; `size` bounds their bytes."""

    def __init__(self, slots: Ints, size: int = POSTINGS_BYTES) -> None:
        self._slots = slots
        self._counted: Kept[Posting] = Kept(size, Posting.weight)
        self._heavy: Kept[int] = Kept(_MOST_WEIGHED, lambda _: 1)

    def matching(self, conn: sqlite3.Connection, expression: str) -> Ints | None:
        """The places of all articles that an expression of FTS5 selects; None where the index tells them sooner.

        Alternatives are read and kept. Where words must stand together the index need not read all that each of them
        stands in, and is asked unless they are at hand.
        """
        root = expressions.read(expression)
        leaves = [leaf_of(one) for one in expressions.leaves(root, excluded=True)]
        if not expressions.is_alternative(root) and not all(leaf.is_filter or self._held(leaf) for leaf in leaves):
            return None
        for leaf in self.to_count(conn, [leaf for leaf in leaves if not self._held(leaf)]):
            self.counted(conn, leaf)
        found = {leaf: self.standing(conn, leaf) for leaf in leaves}
        if len(found) == 1 and not isinstance(root, Less):
            return next(iter(found.values())).at.astype(np.int64)
        return np.flatnonzero(self._mask(root, found))

    def gather(self, conn: sqlite3.Connection, expression: str) -> bool:
        """Whether all words of an expression are at hand, which are read now if that is soon done."""
        leaves = {leaf_of(one) for one in expressions.leaves(expressions.read(expression), excluded=True)}
        unread = [leaf for leaf in leaves if not leaf.is_filter and not self._held(leaf)]
        if not all(leaf.terms for leaf in unread) or sum(sum(self.bytes_of(conn, leaf)) for leaf in unread) > MOST_READ:
            return False
        for leaf in unread:
            self.standing(conn, leaf)
        return True

    def to_count(self, conn: sqlite3.Connection, leaves: Iterable[Leaf]) -> set[Leaf]:
        """The leaves whose occurrences are counted for one query: those that were, and the rarest others.

        A word of nearly every article tells none from another and is never counted, nor is a phrase with one.
        """
        worth_it = (leaf for leaf in leaves if leaf.terms and not any(self._everywhere(conn, leaf)))
        heavy = {leaf: self.bytes_to_read(conn, leaf) for leaf in worth_it}
        chosen, left = set(), MOST_COUNTED
        for leaf in sorted(heavy, key=heavy.__getitem__):
            left -= heavy[leaf]
            if left >= 0:
                chosen.add(leaf)
        return chosen

    def bytes_to_read(self, conn: sqlite3.Connection, leaf: Leaf) -> int:
        """The bytes of the index to read before a leaf is counted; 0 where it is."""
        return 0 if self._counted.held(leaf) else sum(self.bytes_of(conn, leaf))

    def is_everywhere(self, conn: sqlite3.Connection, leaf: Leaf) -> bool:
        """Whether a leaf is one word that nearly every article of a large archive has."""
        return self._everywhere(conn, leaf) == [True]

    def _everywhere(self, conn: sqlite3.Connection, leaf: Leaf) -> list[bool]:
        """For each word of a leaf whether nearly every article has it."""
        bound = max(LEAST_EVERYWHERE, _BYTES_EVERYWHERE * len(self._slots))
        return [heavy > bound for heavy in self.bytes_of(conn, leaf)]

    def bytes_of(self, conn: sqlite3.Connection, leaf: Leaf) -> list[int]:
        """The bytes of the index that hold each word of a leaf."""
        return [self._heavy.get(span, partial(weights.of_terms, conn, *span)) for span in leaf.terms]

    def counted(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a leaf stands, every occurrence counted."""
        return self._counted.get(leaf, partial(self._count, conn, leaf))

    def once(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a leaf stands, as if once in each article, in the column that weighs most."""
        return self._counted.get((leaf, "once"), partial(self._count_once, conn, leaf))

    def standing(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a leaf stands, and not how often."""
        return self._held(leaf) or self._counted.get((leaf, "standing"), partial(self._read, conn, leaf))

    def _held(self, leaf: Leaf) -> Posting | None:
        held = self._counted.held
        return held(leaf) or held((leaf, "once")) or held((leaf, "standing"))

    def _read(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        if f"filters : {leaf.written}" == EVERYTHING:
            return Posting(np.arange(len(self._slots), dtype=np.int32), np.empty(0, np.float32))
        return Posting(self._matching(conn, leaf, leaf.columns).astype(np.int32), np.empty(0, np.float32))

    def _count(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        conn.execute(OCCURRENCES)
        worth = np.array([WEIGHTS[name] * (name in leaf.columns) for name in _COLUMNS], np.float32)
        if len(leaf.terms) == 1:
            found = numbers(conn.execute(_PLACES, leaf.terms[0]).fetchone()[0])
        else:
            found = self._in_a_row(conn, leaf)
        at, is_held = places(self._slots, found >> 2)
        counts = is_held & (worth[found & 3] > 0)
        return _summed(at[counts], worth[found & 3][counts])

    def _in_a_row(self, conn: sqlite3.Connection, leaf: Leaf) -> Ints:
        """The slot and column of each occurrence of words in a row."""
        found = None
        for number, span in enumerate(leaf.terms):
            in_column, offsets = map(numbers, conn.execute(_OFFSETS, span).fetchone())
            at, is_held = places(self._slots, in_column >> 2)
            starts = ((at * 4 + (in_column & 3)) << _OFFSET_BITS) + offsets - number
            starts = np.sort(starts[is_held], kind="stable")
            found = starts if found is None else found[places(starts, found)[1]]
        whole = found >> _OFFSET_BITS if found is not None else np.empty(0, np.int64)
        in_columns: Ints = self._slots[whole >> 2] * 4 + (whole & 3)
        return in_columns

    def _count_once(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        often = np.zeros(len(self._slots), np.float32)
        often[self.standing(conn, leaf).at] = min(WEIGHTS[name] for name in leaf.columns)
        if len(leaf.columns) > 1:
            for name in ("dek", "title"):
                often[self._matching(conn, leaf, [name])] = WEIGHTS[name]
        held = np.flatnonzero(often)
        return Posting(held.astype(np.int32), often[held])

    def _matching(self, conn: sqlite3.Connection, leaf: Leaf, columns: Sequence[str]) -> Ints:
        found = numbers(conn.execute(_MATCHING, [leaf.expression(columns)]).fetchone()[0])
        at, is_held = places(self._slots, found)
        held: Ints = at[is_held]
        return held

    def _mask(self, node: Expression, found: dict[Leaf, Posting]) -> Mask:
        """For each article whether an expression selects it."""
        match node:
            case Phrase() | Near():
                mask = np.zeros(len(self._slots), np.bool_)
                mask[found[leaf_of(node)].at] = True
            case Every((first, *others)):
                mask = self._mask(first, found)
                for part in others:
                    mask &= self._mask(part, found)
            case Some(parts):
                mask = np.zeros(len(self._slots), np.bool_)
                for part in parts:
                    mask |= self._mask(part, found)
            case Less(part, without):
                mask = self._mask(part, found) & ~self._mask(without, found)
        return mask


def _summed(at: Ints, worth: Floats) -> Posting:
    """Of each occurrence the place of its article, and what it is worth."""
    if np.any(at[1:] < at[:-1]):  # words that begin alike come one after another
        order = np.argsort(at, kind="stable")
        at, worth = at[order], worth[order]
    starts = np.flatnonzero(np.diff(at, prepend=-1))
    return Posting(at[starts].astype(np.int32), np.add.reduceat(worth, starts) if len(starts) else worth)


@lru_cache(10_000)
def leaf_of(found: expressions.Leaf) -> Leaf:
    """A leaf of an expression with its terms: none for words near each other, and for filters."""
    if isinstance(found, Near) or found.columns == ("filters",):
        return Leaf(found.columns, found.written, ())
    terms = porter.in_row(found.words)
    spans = [weights.span(term, is_beginning=False) for term in terms[:-1]]
    spans += [weights.span(term, is_beginning=found.is_beginning) for term in terms[-1:]]
    return Leaf(found.columns, found.written, tuple(spans))
