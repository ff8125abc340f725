"""Every place where a query's words stand, each on one line with what goes before and after it (KWIC).

Articles are read newest first, as many as the wanted lines need, and a concordance says how many it has read. How
evenly the words are spread over the archive is told by Gries's DP with articles as parts: near 0 is evenly, near 1 in a
few articles only (S. Th. Gries, "Dispersions and adjusted frequencies in corpora", International Journal of Corpus
Linguistics 13:4, 2008).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from archive import text
from archive.model import version_label
from archive.search.columns import HIDDEN
from archive.search.engine import Engine, Request
from archive.search.passages import mark_all
from archive.search.tree import Node
from archive.text import HIT_CLOSE, HIT_OPEN

Order = Literal["newest", "left", "right"]

MOST_LINES = 2_000
# Characters of context on each side, cut between words: as much as stands on a wide screen.
CONTEXT = 80
_AT_ONCE = 100
_BETWEEN = 2  # characters between two paragraphs
_HIT = re.compile(f"{HIT_OPEN}([^{HIT_OPEN}{HIT_CLOSE}]*){HIT_CLOSE}")
_WORD = re.compile(r"\w+")
_ROWS = """
SELECT a.id, a.version, a.reread, a.title, o.name, a.published, a.words, a.language, a.text
FROM json_each(?) AS wanted JOIN articles AS a ON a.id = wanted.value LEFT JOIN outlets AS o ON o.id = a.outlet_id
ORDER BY wanted.key
"""
_ALL_WORDS = f"SELECT sum(words) FROM articles WHERE redirect_to IS NULL AND slot NOT IN ({HIDDEN})"


@dataclass(frozen=True, slots=True)
class Line:
    """One place: the words found, `left` and `right` of them in the same paragraph, and where that is.

    `position` is how far into the text, in whole per cent.
    """

    article_id: int
    version: str
    paragraph: int
    left: str
    hit: str
    right: str
    title: str | None
    outlet: str | None
    published: str | None
    position: int


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines in the order asked for; `articles` were read, and where that is all of them, `spread` is Gries's DP."""

    lines: tuple[Line, ...]
    articles: int
    whole: bool
    spread: float | None


def everyone(article_ids: Sequence[int]) -> Sequence[int]:
    """No article is kept from the reader."""
    return article_ids


def concordance(
    conn: sqlite3.Connection,
    engine: Engine,
    request: Request,
    *,
    order: Order = "newest",
    limit: int = 200,
    shown: Callable[[Sequence[int]], Sequence[int]] = everyone,
) -> Concordance:
    """The first `limit` lines (1 to 2,000) of a search; `shown` says which articles the reader may see whole."""
    limit = max(1, min(limit, MOST_LINES))
    lines: list[Line] = []
    sizes: list[tuple[int, int]] = []  # of each article that was read: its lines, its words
    unread = _articles(conn, engine, request, shown)
    for words, found in unread:
        sizes.append((len(found), words))
        lines += found
        if len(lines) >= limit:
            break
    whole = len(lines) <= limit and next(unread, None) is None
    return Concordance(
        lines=tuple(_sorted(lines[:limit], order)),
        articles=len(sizes),
        whole=whole,
        spread=_spread(conn, sizes, request.visitor) if whole and lines else None,
    )


def every_line(
    conn: sqlite3.Connection,
    article_ids: Iterable[int],
    root: Node,
    shown: Callable[[Sequence[int]], Sequence[int]] = everyone,
) -> Iterator[Line]:
    """Every line of these articles in their order, as many as there are, in flat memory."""
    for _, lines in _read_all(conn, article_ids, root, shown):
        yield from lines


def neighbours(lines: Iterable[Line], window: int = 5) -> Counter[str]:
    """How often each word stands within `window` words of the words found."""
    found: Counter[str] = Counter()
    for line in lines:
        left, right = (_WORD.findall(side.casefold()) for side in (line.left, line.right))
        found.update((*left[-window:], *right[:window]))
    return found


def _articles(
    conn: sqlite3.Connection, engine: Engine, request: Request, shown: Callable[[Sequence[int]], Sequence[int]]
) -> Iterator[tuple[int, list[Line]]]:
    """The words and the lines of every article of a search, newest first."""
    return _read_all(conn, engine.ids(replace(request, sort="newest")), request.query, shown)


def _read_all(
    conn: sqlite3.Connection, article_ids: Iterable[int], root: Node, shown: Callable[[Sequence[int]], Sequence[int]]
) -> Iterator[tuple[int, list[Line]]]:
    ids = iter(article_ids)
    while some := list(islice(ids, _AT_ONCE)):
        yield from _read(conn, shown(some), root)


def _read(conn: sqlite3.Connection, ids: Sequence[int], root: Node) -> Iterator[tuple[int, list[Line]]]:
    """The words and the lines of each article, in their order."""
    rows = conn.execute(_ROWS, [json.dumps(list(ids))]).fetchall()
    marked = mark_all([("", row[-1]) for row in rows], root, [row[-2] for row in rows])
    for (number, version, reread, title, outlet, published, words, *_), (_, body) in zip(rows, marked, strict=True):
        where = (title, outlet, published)
        label = version_label(version, reread)
        lines, begin = [], 0
        for at, paragraph in enumerate(text.paragraphs(body), 1):
            for hit in _HIT.finditer(paragraph) if HIT_OPEN in paragraph else ():
                position = 100 * (begin + hit.start()) // len(body)
                lines.append(Line(number, label, at, *_sides(paragraph, hit), *where, position))
            begin += len(paragraph) + _BETWEEN
        yield words, lines


def _sides(paragraph: str, hit: re.Match[str]) -> tuple[str, str, str]:
    """What stands left, at and right of a hit of a paragraph."""
    left, right = (_HIT.sub(r"\1", side) for side in (paragraph[: hit.start()], paragraph[hit.end() :]))
    return _cut(left[::-1])[::-1], hit[1], _cut(right)


def _cut(side: str) -> str:
    """The first characters of a side, not ending inside a word; a word longer than all of them is cut."""
    flat = side.replace("\n", " ")
    if len(flat) <= CONTEXT:
        return flat
    cut = flat[: CONTEXT + 1].rpartition(" ")[0]
    return cut or flat[:CONTEXT]


def _sorted(lines: Sequence[Line], order: Order) -> Sequence[Line]:
    if order == "left":
        return sorted(lines, key=lambda line: _WORD.findall(line.left.casefold())[::-1][:5])
    if order == "right":
        return sorted(lines, key=lambda line: _WORD.findall(line.right.casefold())[:5])
    return lines


def _spread(conn: sqlite3.Connection, sizes: Sequence[tuple[int, int]], visitor: str | None) -> float:
    """Gries's DP: half the sum of the differences between each part's share of the lines and its share of the words."""
    (whole,) = conn.execute(_ALL_WORDS, {"visitor": visitor}).fetchone()
    lines = sum(found for found, _ in sizes)
    differences = sum(abs(found / lines - words / whole) for found, words in sizes)
    unread = 1 - sum(words for _, words in sizes) / whole
    return float(round((differences + max(0.0, unread)) / 2, 3))
