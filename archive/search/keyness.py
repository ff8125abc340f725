"""Which words tell one set of articles from another: keywords of a search, and the neighbours of its words.

Words are counted in samples drawn evenly over time, and how large these were is told. A word's evidence is the
log-likelihood G2 (T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
Linguistics 19:1, 1993, in the form of P. Rayson and R. Garside, 2000): above 15.13, chance is less likely than one in
ten thousand. How much more frequent it is, is the log ratio (A. Hardie, 2014): 1 is twice, 3 is eight times as often.

The rest of the archive is much the same for every search. So the words of a sample of all articles are counted once,
and those of the few that match are taken away.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from archive.errors import UsageError
from archive.search import commonness
from archive.search.changes import stamp
from archive.search.concordance import MOST_LINES, concordance, neighbours
from archive.search.engine import Engine, Request
from archive.search.kept import Kept
from archive.search.tree import Everything, without

# Articles read of each side; two thousand hold about a million words.
SAMPLE = 2_000
# G2 at p < 0.0001 with one degree of freedom.
SURE = 15.13
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_AT_ONCE = 200
# Samples of which the words are kept.
_MOST_KNOWN = 4
_KNOWN: Kept[Counter[str]] = Kept(_MOST_KNOWN, lambda _: 1)
_TEXTS = "SELECT text FROM json_each(?) AS wanted JOIN articles AS a ON a.id = wanted.value"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word, how often it stands in either sample, its log-likelihood and its log ratio."""

    word: str
    count: int
    elsewhere: int
    likelihood: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Sample:
    """The words of some articles out of `total` that there are."""

    words: Counter[str]
    articles: int
    total: int


@dataclass(frozen=True, slots=True)
class Keyness:
    """The words that tell one sample from the other, and how many articles of how many were read for either."""

    words: tuple[Keyword, ...]
    read: tuple[int, int]
    against: tuple[int, int]


def keyness(
    conn: sqlite3.Connection, engine: Engine, request: Request, against: Request | None = None, *, limit: int = 100
) -> Keyness:
    """The keywords of a search, against another search or else the rest of the archive within the same filters.

    Raises UsageError where the search is for everything, so that there is no rest.
    """
    if against is None and isinstance(request.query, Everything):
        raise UsageError("keywords of everything against nothing: name a query, or another one to compare with")
    here = sample(conn, engine, request)
    there = sample(conn, engine, against) if against else _rest(conn, engine, request)
    return Keyness(
        keywords(here.words, there.words, limit=limit), (here.articles, here.total), (there.articles, there.total)
    )


def collocates(
    conn: sqlite3.Connection, engine: Engine, request: Request, *, window: int = 5, limit: int = 100
) -> Keyness:
    """The words that stand within `window` words of those searched for more often than elsewhere in the archive."""
    lines = concordance(conn, engine, request, limit=MOST_LINES)
    elsewhere = sample(conn, engine, replace(request, query=Everything()))
    found = keywords(neighbours(lines.lines, window), elsewhere.words, limit=limit)
    return Keyness(found, (lines.articles, lines.articles), (elsewhere.articles, elsewhere.total))


def sample(conn: sqlite3.Connection, engine: Engine, request: Request, size: int = SAMPLE) -> Sample:
    """The words of at most `size` articles of a search, evenly drawn in the order of their dates."""
    ids = list(engine.ids(request))
    drawn = _drawn(ids, size)
    return Sample(_words(conn, drawn), len(drawn), len(ids))


def _rest(conn: sqlite3.Connection, engine: Engine, request: Request) -> Sample:
    """A sample of what a search does not find."""
    everything = replace(request, query=Everything(), sort="newest")
    every, matching = list(engine.ids(everything)), set(engine.ids(request))
    drawn = _drawn(every, SAMPLE)
    found = [one for one in drawn if one in matching]
    if 2 * len(found) > len(drawn):
        return sample(conn, engine, replace(request, query=without(request.query)))
    key = (commonness.file_of(conn), stamp(conn), str(request.filters), request.visitor)
    words = Counter(_KNOWN.get(key, partial(_words, conn, drawn)))
    words.subtract(_words(conn, found))
    return Sample(words, len(drawn) - len(found), len(every) - len(matching))


def _drawn(ids: Sequence[int], size: int) -> Sequence[int]:
    return ids[:: max(1, -(-len(ids) // size))]


def _words(conn: sqlite3.Connection, ids: Sequence[int]) -> Counter[str]:
    words: Counter[str] = Counter()
    for at in range(0, len(ids), _AT_ONCE):
        for (body,) in conn.execute(_TEXTS, [json.dumps(ids[at : at + _AT_ONCE])]):
            words.update(_WORD.findall(body.casefold()))
    return words


def keywords(
    here: Mapping[str, int], there: Mapping[str, int], *, least: int = 3, limit: int = 100
) -> tuple[Keyword, ...]:
    """The words that are surely more frequent here than there, the surest first; each at least `least` times."""
    size, other = sum(here.values()), sum(there.values())
    found = [
        Keyword(word, count, there.get(word, 0), *_measures(count, there.get(word, 0), size, other))
        for word, count in here.items()
        if count >= least
    ]
    sure = [one for one in found if one.likelihood >= SURE and one.ratio > 0]
    return tuple(sorted(sure, key=lambda one: (-one.likelihood, one.word))[:limit])


def _measures(count: int, elsewhere: int, size: int, other: int) -> tuple[float, float]:
    """Log-likelihood and log ratio; where a word is missing elsewhere, half an occurrence stands in (Hardie)."""
    expected = size * (count + elsewhere) / (size + other)
    expected_there = other * (count + elsewhere) / (size + other)
    likelihood = 2 * (
        count * math.log(count / expected)
        + (elsewhere * math.log(elsewhere / expected_there) if elsewhere and expected_there else 0)
    )
    ratio = math.log2((count / size) / ((elsewhere or 0.5) / (other or 1)))
    return round(likelihood, 1), round(ratio, 2)
