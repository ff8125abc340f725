"""Words as strings of FTS5: a phrase, its beginnings, its forms in other languages, and two phrases near each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product
from typing import Protocol

from archive import text, tokens
from archive.search import words
from archive.search.tree import Near, Node, Or, Term

TEXT = "{title dek text grams}"
# Distances are counted in words, which the pairs of characters are not.
_SPACED_TEXT = "{title dek text}"
# So many strings may stand for one phrase, and so many pairs of them for a distance.
_MAX_STRINGS = 60

Strings = Mapping[str, Sequence[str]]


class Forms(Protocol):
    """What the archive knows of words."""

    def forms(self, beginning: str) -> Sequence[str]:
        """What to look up for words that begin so; one that ends in * stands for all that begin with it."""

    def inflected(self, word: str) -> Mapping[str, Sequence[str]]:
        """Further forms of a word by the tag of their language; each counts in articles of that language alone."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of FTS5, and whether it says all: where it does not, it selects candidates."""

    text: str
    decides: bool


def expression(term: Term, archive: Forms) -> str:
    """A term as an expression of FTS5; empty where no article has such words."""
    column = term.field if term.field == "title" else TEXT
    found = strings(term, archive)
    plain = [f"{column} : {one}" for one in found[""]]
    return _any([*plain, *(_in_language(tag, _any(f"{column} : {one}" for one in found[tag])) for tag in found if tag)])


def strings(term: Term, archive: Forms) -> Strings:
    """A phrase as strings, any of which will do: under no tag those for every article, then those of a language."""
    last = archive.forms(term.words[-1]) if term.prefix else [term.words[-1]]
    found = {"": [string(" ".join([*term.words[:-1], form])) for form in last]}
    whole = term.words[:-1] if term.prefix else term.words
    inflected = {} if term.exact else {word: archive.inflected(word) for word in whole}
    for tag in dict.fromkeys(chain.from_iterable(inflected.values())):
        options = [(word, *inflected[word].get(tag, ())) for word in whole]
        phrases = product(*options, *([last] if term.prefix else []))
        fresh = (one for one in (string(" ".join(phrase)) for phrase in phrases) if one not in found[""])
        found[tag] = list(islice(fresh, _MAX_STRINGS))
    return found


def near(node: Near, archive: Forms) -> Expression | None:
    """Two phrases, or alternatives of them, within a distance; None where FTS5 has no words for it.

    FTS5's NEAR counts the words between and knows no order, and a word that is both phrases is near itself.
    """
    terms = [*_alternatives(node.left), *_alternatives(node.right)]
    fields = {term.field if term else None for term in terms}
    if None in terms or len(fields) != 1 or not fields <= {"", "title"}:
        return None
    left, right = (
        _merged(strings(term, archive) for term in _alternatives(side) if term) for side in (node.left, node.right)
    )
    pairs = [
        (max(a, b), x, y) for a in left for b in right if not a or not b or a == b for x in left[a] for y in right[b]
    ]
    if not 0 < len(pairs) <= _MAX_STRINGS:
        return None
    column = _SPACED_TEXT if fields == {""} else "title"
    found = [(tag, f"{column} : NEAR({one} {other}, {node.distance - 1})") for tag, one, other in pairs]
    by_tag = {tag: _any(one for its, one in found if its == tag) for tag, _ in found}
    decides = not node.ordered and not any(term.exact for term in terms if term) and not _may_share_a_word(pairs)
    return Expression(_any(_in_language(tag, one) if tag else one for tag, one in by_tag.items()), decides)


def string(phrase: str) -> str:
    """A string of FTS5, with its own sign for a beginning; words never hold a quotation mark."""
    return f'"{phrase.removesuffix("*")}"{" *" if phrase.endswith("*") else ""}'


def _alternatives(node: Node) -> Iterator[Term | None]:
    """The terms of which any will do; None for what is no term that the index has words for."""
    if isinstance(node, Or):
        for part in node.parts:
            yield from _alternatives(part)
    else:
        yield node if isinstance(node, Term) and not any(map(words.is_unspaced, node.words)) else None


def _merged(several: Iterable[Strings]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in several:
        for tag, its in one.items():
            found.setdefault(tag, []).extend(its)
    return found


def _may_share_a_word(pairs: Iterable[tuple[str, str, str]]) -> bool:
    """Whether both strings of a pair could stand on one word: a stem keeps at least the first letters of a word."""
    return any(_begin_alike(one, other) for _, left, right in pairs for one in _words(left) for other in _words(right))


def _begin_alike(one: str, other: str) -> bool:
    length = min(2, len(one), len(other))
    return one[:length] == other[:length]


def _words(of: str) -> list[str]:
    return text.fold(of.strip('"* ')).split()


def _any(alternatives: Iterable[str]) -> str:
    found = list(alternatives)
    return f"({' OR '.join(found)})" if len(found) > 1 else "".join(found)


def _in_language(tag: str, expression_: str) -> str:
    return f'({expression_} AND filters : "{tokens.by_value("l", tag)}")'
