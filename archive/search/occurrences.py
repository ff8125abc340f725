"""Where what a query asks for stands in a text: for marks, and where the index cannot decide.

A text is a title, a dek or a body, in a language; nothing reaches from one into another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from archive.search import proximity, quotes, sentences, words
from archive.search.proximity import Occurrence, Span
from archive.search.tree import And, AtLeast, Filter, Near, Node, Not, Or, Term, Within
from archive.search.wanted import Key, Piece, Wanted, pieces

_PARAGRAPH_END = re.compile(r"\n\n")


class Passage:
    """A text as its words, with the places that a query asks for; `tag` is the first part of that of its language."""

    def __init__(self, text: str, tag: str = "", *, is_title: bool = False) -> None:
        self.text = text
        self.tag = tag
        self.is_title = is_title
        self.words = words.of_text(text.lower())

    @cached_property
    def spans(self) -> list[Span]:
        """The first and last offset of each word."""
        return words.spans(self.text)

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word is in."""
        return bisect_right(self._sentences, self.spans[word][0])

    def paragraph(self, word: int) -> int:
        """The number of the paragraph that a word is in, from 0."""
        return bisect_right(self._paragraphs, self.spans[word][0])

    def is_quoted(self, word: int) -> bool:
        """Whether a word is inside quoted speech."""
        start, end = self.spans[word]
        at = bisect_right(self._quotations, (start, end)) - 1
        return at >= 0 and end <= self._quotations[at][1]

    @cached_property
    def _sentences(self) -> list[int]:
        return sentences.ends(self.text, self.tag)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [match.end() for match in _PARAGRAPH_END.finditer(self.text)]

    @cached_property
    def _quotations(self) -> list[Span]:
        return quotes.spans(self.text)


class Reader:
    """Reads passages for one query: whether it holds for an article, and where its words stand.

    A passage is learned before it is read: many at once, so that each different word is looked at once.
    """

    def __init__(self, root: Node) -> None:
        self._root = root
        self._wanted = Wanted(root)
        self._pieces: dict[Term, list[Piece]] = {}

    def learn(self, passages: Iterable[Passage]) -> None:
        """Look at the words of passages that will be read."""
        by_tag: dict[str, set[str]] = {}
        for passage in passages:
            by_tag.setdefault(passage.tag, set()).update(passage.words)
        for tag, found in by_tag.items():
            self._wanted.learn(found, tag)

    def holds(self, article: Sequence[Passage], fulfilled: Collection[Filter]) -> bool:
        """Whether an article, given as its passages and as the filters that it fulfils."""
        return _holds(self._root, [self.places(passage) for passage in article], fulfilled)

    def places(self, passage: Passage) -> Places:
        """The words of the query in a passage."""
        return Places(passage, self._wanted, self._pieces)

    def terms(self, passage: Passage) -> list[Span]:
        """First and last offset of every term that stands as the query asks, from left to right."""
        found = {term for one in _marked(self._root, self.places(passage)) for term in one.terms}
        spans = passage.spans if found else []
        return [(spans[start][0], spans[end - 1][1]) for start, end in sorted(found)]


class Places:
    """One passage with the places of the words wanted."""

    def __init__(self, passage: Passage, wanted: Wanted, known: dict[Term, list[Piece]]) -> None:
        self.passage = passage
        self._pieces = known
        self._places: dict[Key, list[int]] = {}
        meanings = wanted.meanings(passage.tag)
        for at, word in [(at, word) for at, word in enumerate(passage.words) if word in meanings] if meanings else ():
            for key in meanings[word]:
                self._places.setdefault(key, []).append(at)

    def occurrences(self, node: Node) -> list[Occurrence]:
        """Where a node stands in the passage, from left to right."""
        match node:
            case Term():
                return [Occurrence(at, end, ((at, end),)) for at, end in self._term(node)]
            case Or(parts):
                return proximity.merged(one for part in parts for one in self.occurrences(part))
            case Near(left, right, distance, ordered):
                return self._each(left, right, lambda a, b: proximity.near(a, b, distance, ordered=ordered))
            case Within(left, right, unit):
                number = self.passage.sentence if unit == "sentence" else self.passage.paragraph
                return self._each(left, right, lambda a, b: proximity.together(a, b, number))
        return []

    def _each(
        self, left: Node, right: Node, join: Callable[[list[Occurrence], list[Occurrence]], list[Occurrence]]
    ) -> list[Occurrence]:
        """Left and right joined; of several in brackets each must join, or none does."""
        lefts, rights = (node.parts if isinstance(node, And) else (node,) for node in (left, right))
        found = [join(self.occurrences(one), self.occurrences(other)) for one in lefts for other in rights]
        return proximity.merged(one for pairs in found for one in pairs) if all(found) else []

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
        spans = self.passage.spans
        pairs = zip(spans[at:], spans[at + 1 :], wanted[1:], strict=False)
        return all((left[1] == right[0]) == piece.touches for left, right, piece in pairs)


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
            found = any(passage.occurrences(node) for passage in article)
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
