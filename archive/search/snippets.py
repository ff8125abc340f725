"""The line that shows why an article was found: the passage with most of the query's words, marked.

It comes from one paragraph of the text, whose number it keeps, else from the dek, else it is how the article begins. It
is cut between words and made one line; a hit that goes on past the cut keeps both its marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive import text
from archive.text import HIT_CLOSE, HIT_OPEN

WORDS = 30
_WORDS_BEFORE = 8

# A word of a snippet: in unspaced scripts two characters, as `text.count_words` has it.
_WORD = re.compile(f"[{text.UNSPACED}々〆]{{1,2}}|[^\\s{text.UNSPACED}々〆]+")
_SPACED_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\n\n")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line with its marks, and the number of the paragraph it is from, None where it is from the dek."""

    line: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One paragraph, and the hits that begin in it."""

    number: int
    start: int
    end: int
    hits: list[Span]


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of one paragraph, and the hits that begin in it."""

    start: int
    end: int
    hits: list[Span]
    paragraph: int
    is_begun: bool
    goes_on: bool


def best(dek: str, in_dek: Sequence[Span], body: str, in_body: Sequence[Span]) -> Snippet:
    """The snippet of an article with these hits in its dek and its text; its line is empty where it has neither."""
    is_body = bool(in_body) or not (in_dek or dek)
    plain, hits = (body, in_body) if is_body else (dek, in_dek)
    window = _best_window(plain, hits or [(0, 0)])
    if window is None:
        return Snippet("")
    return Snippet(_line(plain, window), window.paragraph if is_body else None)


def snippet(dek: str, body: str) -> str:
    """The line of an article whose dek and text bear marks."""
    (plain_dek, in_dek), (plain_body, in_body) = map(_unmarked, (dek, body))
    return best(plain_dek, in_dek, plain_body, in_body).line


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


def _worth(plain: str, hits: Sequence[Span]) -> tuple[int, int]:
    """Most different hits, then most hits; the first of equals wins."""
    return len({plain[start:end].casefold() for start, end in hits}), len(hits)


def _best_window(plain: str, hits: Sequence[Span]) -> _Window | None:
    """The stretch of words around a hit that is worth most; None where there are no words."""
    best, worth = None, (-1, -1)
    for paragraph in _paragraphs(plain, hits):
        if _worth(plain, paragraph.hits) > worth:
            for window in _windows(plain, paragraph):
                if _worth(plain, window.hits) > worth:
                    best, worth = window, _worth(plain, window.hits)
    return best


def _paragraphs(plain: str, hits: Sequence[Span]) -> Iterator[_Paragraph]:
    """The paragraphs that have hits."""
    breaks = [match.span() for match in _PARAGRAPH.finditer(plain)]
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(plain)]
    for number, group in groupby(hits, key=lambda hit: bisect_right(starts, hit[0])):
        yield _Paragraph(number, starts[number - 1], ends[number - 1], list(group))


def _windows(plain: str, paragraph: _Paragraph) -> Iterator[_Window]:
    """A stretch of words around each hit."""
    words = _SPACED_WORD if plain.isascii() else _WORD
    units = [match.span() for match in words.finditer(plain, paragraph.start, paragraph.end)]
    for start, _ in paragraph.hits if units else ():
        before = bisect_right(units, (start, len(plain))) - 1 - _WORDS_BEFORE
        first = max(0, min(before, len(units) - WORDS))
        last = min(first + WORDS, len(units))
        begin, end = units[first][0], units[last - 1][1]
        begun = paragraph.hits[bisect_left(paragraph.hits, (begin, 0)) : bisect_left(paragraph.hits, (end, 0))]
        yield _Window(begin, end, begun, paragraph.number, is_begun=first > 0, goes_on=last < len(units))


def _line(plain: str, window: _Window) -> str:
    pieces = ["… " if window.is_begun else ""]
    at = window.start
    for start, end in (hit for hit in window.hits if hit[0] < hit[1]):
        last = min(end, window.end)
        pieces += (plain[at:start], HIT_OPEN, plain[start:last], HIT_CLOSE)
        at = last
    pieces += (plain[at : window.end], " …" if window.goes_on else "")
    return " ".join("".join(pieces).split())
