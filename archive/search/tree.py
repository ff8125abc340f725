"""A query as a tree of frozen nodes, and the tree written back as a query.

A `Term` is words in a row, in one field; a `Filter` says what an article must be; `And`, `Or` and `Not` put them
together. A field before brackets is handed down to what stands in them, so only leaves bear fields. The canonical form
(`written`) reads back as the same tree, which is what lets a page show how a query was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Groups within groups. FTS5's parser holds a hundred symbols (fts5YYSTACKDEPTH), of which a group can take nine.
MAX_DEPTH = 8

OPERATORS = frozenset({"AND", "OR", "NOT"})
QUOTES = '"“”„‟«»＂'
_BARE = re.compile(rf"[^\s()|*{QUOTES}]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, anywhere in title, dek or text, or in the `field` given; of the last, `prefix` is a beginning."""

    words: tuple[str, ...]
    prefix: bool = False
    field: str = ""


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


Node = Term | Filter | And | Or | Not | Everything


def both(parts: Iterable[Node]) -> Node | None:
    """All of these as one node, each once; None for none."""
    return _group(And, parts)


def either(parts: Iterable[Node]) -> Node | None:
    """Any of these as one node, each once; None for none."""
    return _group(Or, parts)


def without(part: Node) -> Node:
    """The opposite of a node."""
    return part.part if isinstance(part, Not) else Not(part)


def terms(node: Node) -> Iterator[Term]:
    """The words that a found article may have, from left to right: those under a `Not` are left out."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from terms(part)


def widened(root: Node) -> Node | None:
    """The same query with any of its words enough instead of all; None where that is no other query.

    Filters and exclusions stay as they are. Words are those that stand side by side at the top of the query.
    """
    parts = root.parts if isinstance(root, And) else ()
    words = [part for part in parts if isinstance(part, Term)]
    if len(words) < 2:
        return None
    return both([Or(tuple(words)), *(part for part in parts if not isinstance(part, Term))])


def written(root: Node) -> str:
    """A tree in its canonical form; `parse` reads it back as the same tree."""
    return _write(root, plainly=_depth(root) > MAX_DEPTH)


def _group(kind: type[And | Or], parts: Iterable[Node]) -> Node | None:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    once = tuple(dict.fromkeys(flat))
    return kind(once) if len(once) > 1 else once[0] if once else None


def _depth(node: Node) -> int:
    """Groups within groups, the outermost not counted."""
    if isinstance(node, Not):
        return _depth(node.part) + isinstance(node.part, And | Or)
    if isinstance(node, And | Or):
        return max(_depth(part) + isinstance(part, And | Or) for part in node.parts)
    return 0


def _write(node: Node, *, plainly: bool) -> str:
    """`plainly` leaves out the brackets that only help the reader, where they would be too many to read back."""
    match node:
        case Term():
            return _with_field(node.field, _as_term(node), prefix=node.prefix)
        case Filter():
            bare = _BARE.fullmatch(node.value)
            return _with_field(node.field, node.value if bare else f'"{node.value}"', prefix=node.prefix)
        case Not():
            inner = _write(node.part, plainly=plainly)
            return f"-({inner})" if isinstance(node.part, And | Or) else f"-{inner}"
        case And():
            parts = (_write(part, plainly=plainly) for part in node.parts)
            return " ".join(f"({p})" if isinstance(n, Or) else p for n, p in zip(node.parts, parts, strict=True))
        case Or():
            parts = (_write(part, plainly=plainly) for part in node.parts)
            pairs = zip(node.parts, parts, strict=True)
            return " OR ".join(f"({p})" if isinstance(n, And) and not plainly else p for n, p in pairs)
        case Everything():
            return ""


def _as_term(term: Term) -> str:
    phrase = " ".join(term.words)
    needs_quotes = len(term.words) > 1 or (phrase in OPERATORS and not term.prefix and not term.field)
    return f'"{phrase}"' if needs_quotes else phrase


def _with_field(field: str, value: str, *, prefix: bool) -> str:
    return f"{field}:{value}{'*' if prefix else ''}" if field else f"{value}{'*' if prefix else ''}"
