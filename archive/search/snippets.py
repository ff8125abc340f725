"""The line that shows why an article was found: the passage with most of the query's words, marked.

It comes from one paragraph of the text, else from the dek, else it is how the article begins. It is cut between words
and made one line; a hit that goes on past the cut keeps both its marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby

from archive import text
from archive.text import HIT_CLOSE, HIT_OPEN

WORDS = 30
_WORDS_BEFORE = 8

# A word of a snippet: in unspaced scripts two characters, as `text.count_words` has it.
_WORD = re.compile(f"[{text.UNSPACED}々〆]{{1,2}}|[^\\s{text.UNSPACED}々〆]+")
_PARAGRAPH = re.compile(r"\n\n")

Span = tuple[int, int]


def snippet(dek: str, body: str) -> str:
    """One line of an article whose dek and text bear marks, with those marks; empty where it has neither."""
    marked = next((passage for passage in (body, dek) if HIT_OPEN in passage), None)
    if marked is None:
        return _best(dek or body, [(0, 0)])
    return _best(*_unmarked(marked))


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    """The text without marks, and where they were."""
    pieces: list[str] = []
    hits: list[Span] = []
    at = 0
    for piece in marked.split(HIT_OPEN):
        hit, is_closed, rest = piece.partition(HIT_CLOSE)
        if is_closed:
            hits.append((at, at + len(hit)))
        pieces += (hit, rest)
        at += len(hit) + len(rest)
    return "".join(pieces), hits


def _best(plain: str, hits: list[Span]) -> str:
    """The window with most different hits, then most hits, then the first."""
    lines = max(_windows(plain, hits), key=lambda found: _worth(plain, found[1]), default=None)
    return _line(plain, *lines) if lines else ""


def _worth(plain: str, hits: list[Span]) -> tuple[int, int]:
    return len({plain[start:end].casefold() for start, end in hits}), len(hits)


def _windows(plain: str, hits: list[Span]) -> Iterator[tuple[Span, list[Span], Span]]:
    """A stretch of words around each hit, the hits that begin in it, and the paragraph it is from."""
    breaks = [match.span() for match in _PARAGRAPH.finditer(plain)]
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(plain)]
    for paragraph, group in groupby(hits, key=lambda hit: bisect_right(starts, hit[0]) - 1):
        inside = list(group)
        units = [match.span() for match in _WORD.finditer(plain, starts[paragraph], ends[paragraph])]
        for start, _ in inside if units else ():
            before = bisect_right(units, (start, len(plain))) - 1 - _WORDS_BEFORE
            first = max(0, min(before, len(units) - WORDS))
            window = units[first][0], units[first : first + WORDS][-1][1]
            begun = inside[bisect_left(inside, (window[0], 0)) : bisect_left(inside, (window[1], 0))]
            yield window, begun, (units[0][0], units[-1][1])


def _line(plain: str, window: Span, hits: list[Span], paragraph: Span) -> str:
    pieces = ["… " if window[0] > paragraph[0] else ""]
    at = window[0]
    for start, end in (hit for hit in hits if hit[0] < hit[1]):
        last = min(end, window[1])
        pieces += (plain[at:start], HIT_OPEN, plain[start:last], HIT_CLOSE)
        at = last
    pieces += (plain[at : window[1]], " …" if window[1] < paragraph[1] else "")
    return " ".join("".join(pieces).split())
