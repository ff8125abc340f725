"""The tree of a query in its canonical form, which reads back as the same tree.

That is what lets a page show how a query was understood, and what makes the line it shows worth keeping.
"""

from __future__ import annotations

import re

from archive.search.tree import And, AtLeast, Filter, Near, Node, Not, Or, Term, Within

# Groups within groups. FTS5's parser holds a hundred symbols (fts5YYSTACKDEPTH), of which a group can take nine.
MAX_DEPTH = 8

OPERATORS = frozenset({"AND", "OR", "NOT"})
QUOTES = '"“”„‟«»＂'
UNITS = {"sentence": "/s", "paragraph": "/p"}
_BARE = re.compile(rf"[^\s()|*={QUOTES}'‘][^\s()|*{QUOTES}]*")


def written(root: Node) -> str:
    """A tree in its canonical form; `parse` reads it back as the same tree."""
    return _write(root, plainly=_depth(root) > MAX_DEPTH)


def _depth(node: Node) -> int:
    """Groups within groups, the outermost not counted."""
    match node:
        case Not(part):
            return _depth(part) + _needs_brackets(part)
        case And(parts) | Or(parts):
            return max(_depth(part) + isinstance(part, And | Or) for part in parts)
        case AtLeast(_, part):
            return _depth(part) + 1
        case Near(left, right) | Within(left, right):
            inner = _depth(left) + isinstance(left, And | Or), _depth(right) + _needs_brackets(right)
            return max(inner)
    return 0


def _needs_brackets(node: Node, *, plainly: bool = False) -> bool:
    """Whether a node is more than one operand; a sign before words near each other is a sign before both."""
    return isinstance(node, And | Or) or (isinstance(node, Near | Within) and not plainly)


def _write(node: Node, *, plainly: bool) -> str:
    """`plainly` leaves out the brackets that only help the reader, where they would be too many to read back."""

    def operand(part: Node, *, alone: bool) -> str:
        return f"({_write(part, plainly=plainly)})" if alone else _write(part, plainly=plainly)

    text = ""
    match node:
        case Term():
            text = _marked(node.field, _as_term(node), prefix=node.prefix)
        case Filter():
            value = node.value if _BARE.fullmatch(node.value) else f'"{node.value}"'
            text = _marked(node.field, value, prefix=node.prefix)
        case Not(part):
            text = f"-{operand(part, alone=_needs_brackets(part, plainly=plainly))}"
        case Near(left, right) | Within(left, right):
            first = operand(left, alone=isinstance(left, And | Or))
            text = f"{first} {_operator(node)} {operand(right, alone=_needs_brackets(right))}"
        case AtLeast(times, part):
            text = f"atleast{times}({_write(part, plainly=plainly)})"
        case And(parts):
            text = " ".join(operand(part, alone=isinstance(part, Or)) for part in parts)
        case Or(parts):
            text = " OR ".join(operand(part, alone=isinstance(part, And) and not plainly) for part in parts)
    return text


def _operator(node: Near | Within) -> str:
    if isinstance(node, Within):
        return UNITS[node.unit]
    return f"{'PRE' if node.ordered else 'NEAR'}/{node.distance}"


def _as_term(term: Term) -> str:
    phrase = " ".join(term.words)
    needs_quotes = len(term.words) > 1 or (phrase in OPERATORS and not term.prefix and not term.field)
    words = f'"{phrase}"' if needs_quotes else phrase
    return f"={words}" if term.exact else words


def _marked(field: str, value: str, *, prefix: bool) -> str:
    return f"{field}:{value}{'*' if prefix else ''}" if field else f"{value}{'*' if prefix else ''}"
