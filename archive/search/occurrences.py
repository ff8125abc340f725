"""Where what a query asks for stands in a text: for marks, and where the index cannot decide.

A text is a title, a dek or a body, in a language; nothing reaches from one into another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from archive.search import proximity, quotes, sentences, words
from archive.search.proximity import Occurrence, Span
from archive.search.tree import And, AtLeast, Filter, Near, Node, Not, Or, Term, Within
from archive.search.wanted import Key, Piece, Wanted, pieces

_PARAGRAPH_END = re.compile(r"\n\n")


class Passage:
    """A text in which a query is looked for; `tag` is the first part of that of its language.

    Of a text in Western letters only the words that can be those of the query are taken out of it.
    """

    def __init__(self, text: str, tag: str = "", *, is_title: bool = False) -> None:
        self.text = text
        self.tag = tag
        self.is_title = is_title
        self._blanked = words.blanked(text)
        self._sentences: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """How many words it has."""
        return len(self._starts) if self._blanked else len(self.every_word)

    def candidates(self, beginnings: Sequence[bytes] | None) -> Sequence[tuple[int, str]]:
        """The words that begin so, each with its number, and some others; all of them where no beginnings are known."""
        if self._blanked is None or beginnings is None:
            return list(enumerate(self.every_word))
        found = words.beginning_with(self._blanked, beginnings)
        numbers = np.searchsorted(self._starts, [at for at, _ in found]).tolist() if found else ()
        return [(number, word) for number, (_, word) in zip(numbers, found, strict=True)]

    def span(self, word: int) -> Span:
        """The first and last offset of a word."""
        if self._blanked is None:
            return self._spans[word]
        start = int(self._starts[word])
        return start, words.end(self._blanked, start)

    def touches_next(self, word: int) -> bool:
        """Whether nothing stands between a word and the one after it."""
        return self.span(word)[1] == self.span(word + 1)[0]

    def sentence(self, word: int) -> tuple[int, int]:
        """The number of the sentence that a word is in, after that of its paragraph."""
        paragraph = self.paragraph(word)
        if paragraph not in self._sentences:
            self._sentences[paragraph] = self._ends_in(paragraph)
        return paragraph, bisect_right(self._sentences[paragraph], self.span(word)[0])

    def paragraph(self, word: int) -> int:
        """The number of the paragraph that a word is in, from 0."""
        return bisect_right(self._paragraphs, self.span(word)[0])

    def is_quoted(self, word: int) -> bool:
        """Whether a word is inside quoted speech."""
        start, end = self.span(word)
        at = bisect_right(self._quotations, (start, end)) - 1
        return at >= 0 and end <= self._quotations[at][1]

    @cached_property
    def every_word(self) -> list[str]:
        """Every word, in lower case."""
        return words.of_text(self.text) if self._blanked is None else words.of_blanked(self._blanked)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each word begins, in Western letters."""
        return words.starts(self._blanked or b"  ")

    @cached_property
    def _spans(self) -> list[Span]:
        """The first and last offset of each word, in other letters."""
        return words.spans(self.text)

    def _ends_in(self, paragraph: int) -> list[int]:
        """Where the sentences of a paragraph end."""
        begin, end = ([0, *self._paragraphs, len(self.text)][paragraph + more] for more in (0, 1))
        return [begin + at for at in sentences.ends(self.text[begin:end], self.tag)]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [match.end() for match in _PARAGRAPH_END.finditer(self.text)]

    @cached_property
    def _quotations(self) -> list[Span]:
        return quotes.spans(self.text)


class Reader:
    """Reads passages for one query: whether it holds for an article, and where its words stand."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._wanted = Wanted(root)
        self._pieces: dict[Term, list[Piece]] = {}

    def read(self, passages: Sequence[Passage]) -> list[Places]:
        """The words of the query in each passage; of many passages each different word is looked at once."""
        found = [passage.candidates(self._wanted.beginnings(passage.tag)) for passage in passages]
        by_tag: dict[str, set[str]] = {}
        for passage, candidates in zip(passages, found, strict=True):
            by_tag.setdefault(passage.tag, set()).update([word for _, word in candidates])
        for tag, different in by_tag.items():
            self._wanted.learn(different, tag)
        return [
            Places(passage, candidates, self._wanted.meanings(passage.tag), self._pieces)
            for passage, candidates in zip(passages, found, strict=True)
        ]

    def holds(self, article: Sequence[Places], fulfilled: Collection[Filter]) -> bool:
        """Whether an article, given as its passages and as the filters that it fulfils."""
        return _holds(self._root, article, fulfilled)

    def terms(self, places: Places) -> list[Span]:
        """First and last offset of every term that stands as the query asks, from left to right."""
        found = sorted({term for one in _marked(self._root, places) for term in one.terms}) if places else ()
        span = places.passage.span
        return [(span(start)[0], span(end - 1)[1]) for start, end in found]


class Places:
    """One passage with the places of the words wanted."""

    def __init__(
        self,
        passage: Passage,
        candidates: Iterable[tuple[int, str]],
        meanings: Mapping[str, Sequence[Key]],
        known: dict[Term, list[Piece]],
    ) -> None:
        self.passage = passage
        self._pieces = known
        self._places: dict[Key, list[int]] = {}
        for at, word in candidates:
            for key in meanings.get(word, ()):
                self._places.setdefault(key, []).append(at)

    def __bool__(self) -> bool:
        """Whether any word of the query stands in it."""
        return bool(self._places)

    def occurrences(self, node: Node) -> list[Occurrence]:
        """Where a node stands in the passage, from left to right."""
        match node:
            case Term():
                return [Occurrence(at, end, ((at, end),)) for at, end in self._term(node)]
            case Or(parts):
                return proximity.merged(one for part in parts for one in self.occurrences(part))
            case Near(left, right, distance, ordered):
                return self._each(left, right, lambda a, b: proximity.near(a, b, distance, ordered=ordered))
            case Within(left, right, "paragraph"):
                return self._each(left, right, lambda a, b: proximity.together(a, b, self.passage.paragraph))
            case Within(left, right):
                return self._each(left, right, self._in_a_sentence)
        return []

    def _each(
        self, left: Node, right: Node, join: Callable[[list[Occurrence], list[Occurrence]], list[Occurrence]]
    ) -> list[Occurrence]:
        """Left and right joined; of several in brackets each must join, or none does."""
        lefts, rights = (node.parts if isinstance(node, And) else (node,) for node in (left, right))
        found = [join(self.occurrences(one), self.occurrences(other)) for one in lefts for other in rights]
        return proximity.merged(one for pairs in found for one in pairs) if all(found) else []

    def _in_a_sentence(self, left: list[Occurrence], right: list[Occurrence]) -> list[Occurrence]:
        """Both in one sentence; only the paragraphs that have both are parted into sentences."""
        paragraph = self.passage.paragraph
        lefts, rights = ([(paragraph(one.start), one) for one in several] for several in (left, right))
        shared = {number for number, _ in lefts} & {number for number, _ in rights}
        left, right = ([one for number, one in several if number in shared] for several in (lefts, rights))
        return proximity.together(left, right, self.passage.sentence)

    def _term(self, term: Term) -> list[Span]:
        if term.field == "title" and not self.passage.is_title:
            return []
        if term not in self._pieces:
            self._pieces[term] = pieces(term)
        wanted = self._pieces[term]
        first, *others = (self._places.get(piece.key, []) for piece in wanted)
        rest = [set(places) for places in others]
        found = [at for at in first if all(at + k in places for k, places in enumerate(rest, 1))]
        if any(words.is_unspaced(piece.key[1]) for piece in wanted):
            found = [at for at in found if self._touches_alike(at, wanted)]
        if term.field == "quote":
            found = [at for at in found if self.passage.is_quoted(at) and self.passage.is_quoted(at + len(others))]
        return [(at, at + len(wanted)) for at in found]

    def _touches_alike(self, at: int, wanted: Sequence[Piece]) -> bool:
        """Whether characters stand side by side where those of the query do, and apart where its words do."""
        return all(self.passage.touches_next(at + k) == piece.touches for k, piece in enumerate(wanted[1:]))


def _holds(node: Node, article: Sequence[Places], fulfilled: Collection[Filter]) -> bool:
    match node:
        case And(parts):
            found = all(_holds(part, article, fulfilled) for part in parts)
        case Or(parts):
            found = any(_holds(part, article, fulfilled) for part in parts)
        case Not(part):
            found = not _holds(part, article, fulfilled)
        case Filter():
            found = node in fulfilled
        case AtLeast(times, part):
            found = sum(len(passage.occurrences(part)) for passage in article) >= times
        case _:
            found = any(passage.occurrences(node) for passage in article if passage)
    return found


def _marked(node: Node, passage: Places) -> Iterator[Occurrence]:
    """What to mark: all that was asked for, wherever it stands; nothing that was excluded."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _marked(part, passage)
        case AtLeast(_, part):
            yield from _marked(part, passage)
        case Term() | Near() | Within():
            yield from passage.occurrences(node)
