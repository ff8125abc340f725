"""A query as a tree of frozen nodes.

A `Term` is words in a row, in one field; `Near`, `Within` and `AtLeast` say how such words stand to each other; a
`Filter` says what an article must be; `And`, `Or` and `Not` put them together. A field before brackets is handed down
to what stands in them, so only leaves bear fields. `writing` gives the tree back as a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from archive.search.commonness import FUNCTION_WORDS

Unit = Literal["sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, anywhere in title, dek or text, or in the `field` given; of the last, `prefix` is a beginning.

    `exact` words are of this form alone: in any case, but not in any inflection, and with their accents.
    """

    words: tuple[str, ...]
    prefix: bool = False
    field: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two that stand within so many words of each other: the next word is within one. `ordered`: left comes first."""

    left: Node
    right: Node
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Two that stand in one sentence or paragraph."""

    left: Node
    right: Node
    unit: Unit


@dataclass(frozen=True, slots=True)
class AtLeast:
    """What stands so many times in an article, title and dek included."""

    times: int
    part: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article must be: its outlet, its day, its length (`value` as written, dates as ISO text)."""

    field: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts: two or more, none of them an `And`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts: two or more, none of them an `Or`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the part, which is not itself a `Not`."""

    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Nothing was asked for, so every article will do; only ever a whole query."""


Node = Term | Near | Within | AtLeast | Filter | And | Or | Not | Everything
_WORDED = Term | Near | Within | AtLeast


def both(parts: Iterable[Node]) -> Node | None:
    """All of these as one node, each once; None for none."""
    return _group(And, parts)


def either(parts: Iterable[Node]) -> Node | None:
    """Any of these as one node, each once; None for none."""
    return _group(Or, parts)


def without(part: Node) -> Node:
    """The opposite of a node."""
    return part.part if isinstance(part, Not) else Not(part)


def has_place(node: Node) -> bool:
    """Whether a node stands somewhere in a text, so that something else can be near it."""
    match node:
        case Term():
            return True
        case Near() | Within():
            return True
        case Or(parts):
            return all(map(has_place, parts))
    return False


def terms(node: Node, *, excluded: bool = False) -> Iterator[Term]:
    """The words that a found article may have, from left to right; with `excluded` those under a `Not` too."""
    match node:
        case Term():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part, excluded=excluded)
        case Near(left, right) | Within(left, right):
            yield from terms(left, excluded=excluded)
            yield from terms(right, excluded=excluded)
        case AtLeast(_, part):
            yield from terms(part, excluded=excluded)
        case Not(part) if excluded:
            yield from terms(part, excluded=excluded)


def filters(node: Node) -> Iterator[Filter]:
    """The filters of a query, from left to right, wherever they stand."""
    match node:
        case Filter():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from filters(part)
        case Near(left, right) | Within(left, right):
            yield from filters(left)
            yield from filters(right)
        case AtLeast(_, part) | Not(part):
            yield from filters(part)


def widened(root: Node) -> Node | None:
    """The same query with any of its words enough instead of all; None where that is no other query.

    Filters, exclusions and alternatives of single words stay as they are. Words are those that stand side by side,
    phrases taken apart; how they stand to each other, and in which form, is no longer asked. Function words of English,
    which nearly every article has, are left out where there are others.
    """
    parts = root.parts if isinstance(root, And) else (root,)
    worded = [part for part in parts if isinstance(part, _WORDED) or _is_of_rows(part)]
    every = [word for part in worded for term in terms(part) for word in _words(term)]
    telling = [word for word in every if word.prefix or word.words[0].lower() not in FUNCTION_WORDS]
    words = either(telling or every)
    wider = both([*([words] if words else []), *(part for part in parts if part not in worded)])
    return wider if wider != root else None


def _is_of_rows(node: Node) -> bool:
    """Whether a node is alternatives of which one is several words side by side, and all are words."""
    rows = [part.parts if isinstance(part, And) else (part,) for part in node.parts] if isinstance(node, Or) else []
    return any(len(row) > 1 for row in rows) and all(isinstance(part, _WORDED) for row in rows for part in row)


def _words(term: Term) -> Iterator[Term]:
    for at, word in enumerate(term.words, 1):
        yield Term((word,), term.prefix and at == len(term.words), term.field)


def _group(kind: type[And | Or], parts: Iterable[Node]) -> Node | None:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    once = tuple(dict.fromkeys(flat))
    return kind(once) if len(once) > 1 else once[0] if once else None
