"""An expression of FTS5, as `compile` writes it, read as a tree: what another index must know to answer the same.

FTS5's own precedence holds: NOT binds before AND, AND before OR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(r'([()])|(AND|OR|NOT)\b|(\{[^}]*\}|\w+) : (NEAR\([^)]*\)|"[^"]*"(?: \*)?)')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row in any of some columns; of the last, `is_beginning` is only how it begins."""

    columns: tuple[str, ...]
    words: tuple[str, ...]
    is_beginning: bool
    written: str


@dataclass(frozen=True, slots=True)
class Near:
    """Phrases within a distance of each other, as they are written."""

    columns: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Any of the parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Less:
    """One part without the other."""

    part: Expression
    without: Expression


Leaf = Phrase | Near
Expression = Leaf | Every | Some | Less


def read(written: str) -> Expression:
    """The tree of an expression."""
    return _some([match.groups() for match in reversed(list(_PIECE.finditer(written)))])


def leaves(expression: Expression, *, excluded: bool = False) -> Iterator[Leaf]:
    """The phrases that a found article may have, from left to right; with `excluded` those too that it must not."""
    match expression:
        case Phrase() | Near():
            yield expression
        case Every(parts) | Some(parts):
            for part in parts:
                yield from leaves(part, excluded=excluded)
        case Less(part, without):
            yield from leaves(part, excluded=excluded)
            if excluded:
                yield from leaves(without, excluded=True)


def is_alternative(expression: Expression) -> bool:
    """Whether any one of its phrases fulfils an expression."""
    parts = expression.parts if isinstance(expression, Some) else (expression,)
    return all(isinstance(part, Phrase | Near) for part in parts)


_Pieces = list[tuple[str | None, ...]]  # what is left to read, the next piece last


def _some(pieces: _Pieces) -> Expression:
    parts = [_every(pieces)]
    while _takes(pieces, "OR"):
        parts.append(_every(pieces))
    return Some(tuple(parts)) if len(parts) > 1 else parts[0]


def _every(pieces: _Pieces) -> Expression:
    parts = [_less(pieces)]
    while _takes(pieces, "AND"):
        parts.append(_less(pieces))
    return Every(tuple(parts)) if len(parts) > 1 else parts[0]


def _less(pieces: _Pieces) -> Expression:
    part = _one(pieces)
    while _takes(pieces, "NOT"):
        part = Less(part, _one(pieces))
    return part


def _one(pieces: _Pieces) -> Expression:
    bracket, _, columns, phrase = pieces.pop()
    if bracket:
        inner = _some(pieces)
        pieces.pop()  # the bracket that closes
        return inner
    names = tuple((columns or "").strip("{}").split())
    written = phrase or ""
    if written.startswith("NEAR"):
        return Near(names, written)
    return Phrase(names, tuple(written.strip('"* ').split()), written.endswith("*"), written)


def _takes(pieces: _Pieces, operator: str) -> bool:
    if pieces and pieces[-1][1] == operator:
        pieces.pop()
        return True
    return False
