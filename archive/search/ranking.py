"""A closer look at the best: at their titles (`titled`), or, where any of several words will do, at their texts.

Many articles have some words of a sentence, and FTS5 ranks them by how often they have which. Here the first of them
are read, as far as the news is told, and ranked again. A word that comes back counts for more than FTS5 lets it (k1);
words that stand side by side in the query count again where they stand near each other in the text (after Metzler and
Croft, A Markov random field model for term dependencies, 2005); and a word counts the more, the earlier it first
stands, for an article says at its beginning what it is about. Then what the first few have in common is told of the
others (`feedback`). The figures were chosen on articles of several outlets on one event, asked for by their titles and
by sentences of them (benchmarks/judged.py).
"""

from __future__ import annotations

import json
import math
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from archive.search import commonness, feedback, snowball, titled
from archive.search.columns import Ints
from archive.search.occurrences import Passage, Reader
from archive.search.relevance import Place
from archive.search.titled import CANDIDATES
from archive.search.tree import And, Node, Or, Term, terms

Articles = Mapping[int, tuple[Passage, Passage]]  # title and text by slot

_K1, _B = 3.0, 0.75
_TITLE = 10.0
_NEAR, _WINDOW = 0.1, 8
# What a word adds that opens a text; a word that comes first after so many others adds a third of it.
_LEAD, _LEAD_WORDS = 1.0, 150
_FEEDBACK = 0.4
_MOST_TERMS = 60
_CHARACTERS_READ = 3_600

_TEXTS = f"""
SELECT a.slot, coalesce(a.title, ''), coalesce(a.dek || char(10, 10), '') || substr(a.text, 1, {_CHARACTERS_READ}),
  a.language
FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.slot = wanted.value
"""


def applies(root: Node) -> bool:
    """Whether the best of a query are looked at more closely."""
    return titled.applies(root) or _is_any_of_several(root)


def _is_any_of_several(root: Node) -> bool:
    """Whether any of several words will do for a query, or for a part of it that must hold."""
    parts = root.parts if isinstance(root, And) else (root,)
    return any(isinstance(part, Or) and all(isinstance(one, Term) for one in part.parts) for part in parts)


def page(
    conn: sqlite3.Connection,
    root: Node,
    after: Place | None,
    size: int,
    fetch: Callable[[Place | None, int], Sequence[Place]],
) -> list[Place]:
    """The next so many places in the order of a closer reading; `fetch` gives those of the index after a place."""
    first = fetch(None, CANDIDATES)
    best = reranked(conn, root, first)
    at = next((number for number, (slot, _) in enumerate(best, 1) if after and slot == after[0]), None)
    if after and at is None:
        return list(fetch(after, size))
    found = best[at:]
    if len(found) < size and len(first) == CANDIDATES:
        found += fetch(first[-1], size - len(found))
    return found[:size]


def first_read(conn: sqlite3.Connection, root: Node, slots: Ints) -> Ints:
    """All matches of a query, given in the order of the index, in the order in which pages show them."""
    if not applies(root):
        return slots
    best = reranked(conn, root, [(slot, 0.0) for slot in slots[:CANDIDATES].tolist()])
    return np.concatenate([np.array([slot for slot, _ in best], np.int64), slots[CANDIDATES:]])


def reranked(conn: sqlite3.Connection, root: Node, places: Sequence[Place]) -> list[Place]:
    """The best places of a query, as slots with FTS5's rank from the best on, in the order of a closer reading.

    The ranks stay where they are: whatever is first has the best of them, so that the places after these can follow.
    """
    if titled.applies(root):
        return titled.first(conn, root, places)
    wanted = list(dict.fromkeys(terms(root)))[:_MOST_TERMS]
    tells = _weights(conn, wanted)
    if not any(tells.values()):
        return list(places)
    articles = _read(conn, [slot for slot, _ in places])
    scores = _like_the_first(articles, _scores(articles, root, tells))
    order = sorted((slot for slot, _ in places), key=lambda slot: -scores.get(slot, 0.0))
    return [(slot, rank) for slot, (_, rank) in zip(order, places, strict=True)]


def _weights(conn: sqlite3.Connection, wanted: Sequence[Term]) -> dict[Term, float]:
    """How much it tells to find a term: as much as the rarest word of it."""
    known = commonness.weights(conn, {word for term in wanted for word in term.words})
    return {term: max(known[word] for word in term.words) for term in wanted}


def _read(conn: sqlite3.Connection, slots: Sequence[int]) -> Articles:
    """The title and the text of each article, as far as they are read."""
    found = {}
    for slot, title, body, language in conn.execute(_TEXTS, [json.dumps(slots)]):
        tag = snowball.tag_of(language)
        found[slot] = Passage(title, tag, is_title=True), Passage(body, tag)
    return found


def _scores(articles: Articles, root: Node, tells: Mapping[Term, float]) -> dict[int, float]:
    """How well each article fits by the words that were asked for."""
    passages = [passage for both in articles.values() for passage in both]
    places = Reader(root).read(passages)
    average = sum(map(len, passages)) / max(1, len(articles))
    found = {}
    for slot, in_title, in_body in zip(articles, places[::2], places[1::2], strict=True):
        length = (len(in_title.passage) + len(in_body.passage)) / (average or 1)
        starts = {
            term: ([one.start for one in in_title.occurrences(term)], [one.start for one in in_body.occurrences(term)])
            for term in tells
        }
        found[slot] = _score(starts, tells, _K1 * (1 - _B + _B * length))
    return found


def _like_the_first(articles: Articles, scores: Mapping[int, float]) -> dict[int, float]:
    """The scores, with what is said of the best of them told of the others."""
    most = max(scores.values(), default=0.0) or 1.0
    order = sorted(scores, key=lambda slot: -scores[slot])
    alike = feedback.likenesses([[word for passage in articles[slot] for word in passage.every_word] for slot in order])
    return {
        slot: (1 - _FEEDBACK) * scores[slot] / most + _FEEDBACK * one for slot, one in zip(order, alike, strict=True)
    }


def _score(starts: Mapping[Term, tuple[list[int], list[int]]], tells: Mapping[Term, float], k: float) -> float:
    """How well an article fits, whose title and body have the terms of a query where `starts` says."""
    score = 0.0
    for term, (title, body) in starts.items():
        score += tells[term] * _saturated(_TITLE * len(title) + len(body), k)
        score += _LEAD * tells[term] * (math.exp(-body[0] / _LEAD_WORDS) if body else 0.0)
    for left, right in pairwise(term for term in starts if tells[term]):
        times = sum(_near(a, b) for a, b in zip(starts[left], starts[right], strict=True))
        score += _NEAR * (tells[left] + tells[right]) * _saturated(times, k)
    return score


def _saturated(times: float, k: float) -> float:
    return times * (_K1 + 1) / (times + k) if times else 0.0


def _near(left: Sequence[int], right: Sequence[int]) -> int:
    """How often the one stands near the other."""
    places = ((one, bisect_left(right, one - _WINDOW)) for one in left)
    return sum(at < len(right) and right[at] <= one + _WINDOW for one, at in places)
