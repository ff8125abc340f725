"""Which words of a text are those of a query.

A term is looked for as pieces: a word by its stem, an exact one by its form, a beginning by its first letters, and a
word of an unspaced script character by character. All words of the texts are learned before the first is read, so that
each different one is cut once, and the index's own tokenizer cuts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from archive import text
from archive.search import porter, snowball, words
from archive.search.tree import Node, Term, terms

Kind = Literal["stem", "form", "beginning", "form beginning"]
Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a term, or one character of it; `touches` where nothing stands between it and the piece before."""

    key: Key
    touches: bool = False


def pieces(term: Term) -> list[Piece]:
    """The pieces of a term, in their order."""
    parts = [(part, at > 0) for word in term.words for at, part in enumerate(words.of_text(word.lower()))]
    kinds = [_kind(part, exact=term.exact, beginning=False) for part, _ in parts[:-1]]
    kinds += [_kind(part, exact=term.exact, beginning=term.prefix) for part, _ in parts[-1:]]
    return [Piece((kind, part), touches) for kind, (part, touches) in zip(kinds, parts, strict=True)]


class Wanted:
    """The words of a query, and what is known of those of the texts."""

    def __init__(self, root: Node) -> None:
        self._keys = sorted({piece.key for term in terms(root, excluded=True) for piece in pieces(term)})
        self._forms = set(self._keys)
        self._form_beginnings = self._of("form beginning")
        self._by_stem: dict[str, list[Key]] = defaultdict(list)
        for kind in ("stem", "beginning"):
            for word, stem in porter.cut(self._of(kind)).items():
                self._by_stem[stem].append((kind, word))
        self._starts = porter.cut(self._of("beginning"), porter.PLAIN)
        self._begin = self._beginnings_of_words()
        self._by_root: dict[str, dict[str, list[Key]]] = {}
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, dict[str, tuple[Key, ...]]] = defaultdict(dict)

    def beginnings(self, tag: str) -> Sequence[bytes] | None:
        """How words in Western letters begin that can be something to the query, none of them beginning with another.

        Of words with letters beyond ASCII nothing is said. None for a language with a stemmer, of which all must be
        looked at.
        """
        return None if tag else self._begin

    def learn(self, found: AbstractSet[str], tag: str) -> None:
        """Look at words of texts in the language with that tag, each different one once."""
        known, fresh = self._known[tag], found - self._seen[tag]
        self._seen[tag] |= fresh
        if fresh:
            cut = porter.cut(fresh)
            plain = porter.cut(fresh, porter.PLAIN) if self._starts else {}
            for word in fresh:
                keys = dict.fromkeys(self._keys_of(word, cut.get(word, word), plain.get(word, word), tag))
                if keys:
                    known[word] = tuple(keys)

    def meanings(self, tag: str) -> Mapping[str, tuple[Key, ...]]:
        """Of the words that were learned those that are something to the query, and what."""
        return self._known[tag]

    def _beginnings_of_words(self) -> list[bytes]:
        """A stem is how its words begin, but for the last letter: that is another in `city` and `citi`."""
        begin = {word for kind, word in self._keys if kind.startswith("form")}
        begin |= {stem[: max(1, len(stem) - 1)] for stem in self._by_stem} | set(self._starts.values())
        found: list[bytes] = []
        for one in sorted(word.encode(text.WESTERN) for word in begin if text.western(word) is not None):
            if not (found and one.startswith(found[-1])):
                found.append(one)
        return found

    def _of(self, kind: Kind) -> list[str]:
        return [word for its, word in self._keys if its == kind]

    def _keys_of(self, word: str, stem: str, plain: str, tag: str) -> Iterator[Key]:
        yield from self._by_stem.get(stem, ())
        yield from (("beginning", begun) for begun, start in self._starts.items() if plain.startswith(start))
        if ("form", word) in self._forms:
            yield "form", word
        yield from (("form beginning", begun) for begun in self._form_beginnings if word.startswith(begun))
        by_root = self._roots_of(tag) if tag else {}
        # Latin words keep their first letter, and a Snowball stemmer is slow.
        if by_root and (not plain.isascii() or any(root[0] == plain[0] for root in by_root)):
            for root in {stem, *(root for one in (word, stem, f"{stem}s") for root in snowball.roots(one, tag))}:
                yield from by_root.get(root, ())

    def _roots_of(self, tag: str) -> dict[str, list[Key]]:
        """The words of the query by their roots in a language."""
        if tag not in self._by_root:
            self._by_root[tag] = defaultdict(list)
            for word in self._of("stem"):
                for root in snowball.roots(word, tag):
                    self._by_root[tag][root].append(("stem", word))
        return self._by_root[tag]


def _kind(part: str, *, exact: bool, beginning: bool) -> Kind:
    if words.is_unspaced(part):
        return "form"
    if beginning:
        return "form beginning" if exact else "beginning"
    return "form" if exact else "stem"
