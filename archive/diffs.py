"""What changed between two texts, paragraph by paragraph and word by word, for a reader to see at once.

Paragraphs are paired first (those that share enough of their words are one paragraph, rewritten), then the words of
each pair. Order matters and nothing is moved: a paragraph that went elsewhere is gone here and new there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from archive import text

RunKind = Literal["same", "gone", "new"]

_PIECE = re.compile(f"[{text.UNSPACED}]|[^\\W{text.UNSPACED}]+|\\s+|[^\\w\\s]")
_WORD = re.compile(f"[{text.UNSPACED}]|[^\\W{text.UNSPACED}]+")
# Two paragraphs with less of their words in common are two.
_ALIKE = 0.4
# Comparing words takes time with the product of their numbers; beyond this a pair is told whole, as gone and new.
_MOST_COMPARED = 4_000_000
_MOST_PAIRED = 40_000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stayed, went or came."""

    kind: RunKind
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of either text: its runs, and its number in the text before and after (None where it is not)."""

    runs: tuple[Run, ...]
    before: int | None
    after: int | None

    @property
    def changed(self) -> bool:
        """Whether anything in it differs at all."""
        return any(run.kind != "same" for run in self.runs)

    @property
    def trivial(self) -> bool:
        """Whether it differs, but in nothing that is a word: spaces, punctuation, case."""
        said = [text.normal("".join(run.words for run in self.runs if run.kind != gone)) for gone in ("new", "gone")]
        return self.changed and said[0] == said[1]


def compare(before: str, after: str) -> tuple[Paragraph, ...]:
    """The paragraphs of two stored texts in the order of reading, with what changed in each."""
    old, new = text.paragraphs(before), text.paragraphs(after)
    return tuple(_paragraphs(old, new))


def words(before: str, after: str) -> tuple[Run, ...]:
    """The runs of two lines: a title, a byline, a paragraph."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) * len(new) > _MOST_COMPARED:
        return tuple(_told([("gone", old), ("new", new)]))
    return tuple(_told(_pieces(old, new)))


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            for at in range(j - i):
                yield Paragraph((Run("same", old[i + at]),), i + at + 1, k + at + 1)
        else:
            yield from _rewritten(list(enumerate(old[i:j], i + 1)), list(enumerate(new[k:m], k + 1)))


def _rewritten(old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]) -> Iterator[Paragraph]:
    """A stretch in which paragraphs differ: those that are alike are paired, the others went or came."""
    at = 0
    for (number, was), partner in zip(old, _partners([w for _, w in old], [w for _, w in new]), strict=True):
        if partner is None:
            yield Paragraph((Run("gone", was),), number, None)
            continue
        yield from (Paragraph((Run("new", said),), None, place) for place, said in new[at:partner])
        place, said = new[partner]
        yield Paragraph(words(was, said), number, place)
        at = partner + 1
    yield from (Paragraph((Run("new", said),), None, place) for place, said in new[at:])


def _partners(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each old paragraph its new one: the pairing in order that shares most words (longest common subsequence)."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRED:
        return [None] * len(old)
    alike = [[_likeness(was, said) for said in map(_bag, new)] for was in map(_bag, old)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            paired = alike[i][k] + best[i + 1][k + 1] if alike[i][k] >= _ALIKE else 0.0
            best[i][k] = max(paired, best[i + 1][k], best[i][k + 1])
    found: list[int | None] = []
    k = 0
    for i in range(len(old)):
        while k < len(new) and best[i][k] == best[i][k + 1] and best[i][k] > best[i + 1][k]:
            k += 1
        pairs = k < len(new) and best[i][k] > max(best[i + 1][k], best[i][k + 1])
        found.append(k if pairs else None)
        k += pairs
    return found


def _bag(paragraph: str) -> Counter[str]:
    return Counter(_WORD.findall(paragraph.casefold()))


def _likeness(was: Counter[str], said: Counter[str]) -> float:
    """Dice's coefficient of two bags of words."""
    whole = was.total() + said.total()
    return 2 * (was & said).total() / whole if whole else 0.0


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[RunKind, Sequence[str]]]:
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", old[i:j]
            continue
        yield "gone", old[i:j]
        yield "new", new[k:m]


def _told(pieces: Iterator[tuple[RunKind, Sequence[str]]] | Sequence[tuple[RunKind, Sequence[str]]]) -> Iterator[Run]:
    """Runs to read: a lone space between two changes belongs to both, so that a rewritten phrase is one change."""
    gone: list[str] = []
    new: list[str] = []
    for kind, part in pieces:
        if kind == "gone":
            gone += part
        elif kind == "new":
            new += part
        elif (gone or new) and "".join(part).isspace():
            gone += part
            new += part
        else:
            yield from _flushed(gone, new)
            gone, new = [], []
            yield Run("same", "".join(part))
    yield from _flushed(gone, new)


def _flushed(gone: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """What went and what came, without the spaces that both end with."""
    was, said = "".join(gone), "".join(new)
    kept = ""
    while was and said and was[-1] == said[-1] and was[-1].isspace():
        kept, was, said = was[-1] + kept, was[:-1], said[:-1]
    runs = (Run("gone", was), Run("new", said), Run("same", kept))
    yield from (run for run in runs if run.words)
