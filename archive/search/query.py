"""Any text as a query: a tree, and notes that say what was read otherwise than it may have been meant.

Nothing raises. Words side by side must all occur; OR (or `|`) is weaker than that, a distance (`W/5`, `/s`) binds the
two beside it most tightly, and brackets group. What is no operator is read as words, what holds no letter or number is
left out, and both are said (`bounds`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.search import leaves, tree, writing
from archive.search.bounds import MAX_WORDS, Bounds
from archive.search.lexer import DISTANCE, Token, tokens
from archive.search.tree import And, AtLeast, Everything, Near, Node, Not, Unit, Within

_MAX_TOKENS = 10 * MAX_WORDS  # brackets and signs too; a canonical form of so many words never has as many
_UNITS: dict[str, Unit] = {"s": "sentence", "p": "paragraph"}


@dataclass(frozen=True, slots=True)
class Query:
    """How a text was understood: the tree to search by, and what its writer should know."""

    root: Node
    notes: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """The query in its canonical form, which reads back as the same tree."""
        return writing.written(self.root)


def parse(query: str) -> Query:
    """Read any text as a query."""
    bounds = Bounds()
    reader = _Reader(bounds)
    found = tokens(query, _MAX_TOKENS)
    for at, token in enumerate(found):
        reader.take(token, found[at + 1].kind if at + 1 < len(found) else "close")
    if len(found) == _MAX_TOKENS:
        bounds.note("cut")
    return Query(reader.finish(), bounds.sentences())


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood before an operand: its sign, its field, the operator that joins it to the one on its left."""

    negated: bool = False
    name: str = ""
    near: str = ""
    at_least: str = ""


@dataclass(slots=True)
class _Group:
    """Brackets that are still open: alternatives, each of them parts that must all hold, in the field of that name.

    One that is passed over hands each of its parts to the brackets around it.
    """

    before: _Before = _Before()
    negated: bool = False
    passed_over: bool = False
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])

    def add(self, node: Node) -> None:
        self.alternatives[-1].append(tree.without(node) if self.passed_over and self.negated else node)

    def node(self) -> Node | None:
        found = (tree.both(parts) for parts in self.alternatives)
        return tree.either(node for node in found if node)


class _Reader:
    """Takes tokens from left to right: open brackets on a stack, and what awaits its operand."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._open = [_Group()]
        self._before = _Before()

    def take(self, token: Token, following: str) -> None:
        """Read one token; `following` is the kind of the next."""
        before = self._before
        match token.kind:
            case "or" if not self._open[-1].passed_over:
                self._open[-1].alternatives.append([])
            case "not":
                self._before = _Before(not before.negated, before.name, before.near)
            case "field":
                self._before = _Before(before.negated, token.text.lower(), before.near)
            case "near":
                self._before = _Before(near=token.text)
            case "atleast":
                self._before = _Before(before.negated, before.name, before.near, token.text)
            case "open":
                self._begin_group()
            case "close" if len(self._open) > 1:
                self._end_group()
            case "word" | "phrase":
                if not before.name and token.kind == "word" and not token.exact:
                    leaves.note_word(token.text, following, self._bounds)
                self._before = _Before()
                self._add(leaves.leaf(token, before.name or self._open[-1].before.name, self._bounds), before)

    def finish(self) -> Node:
        """The tree, once all tokens are taken: brackets still open end here."""
        while len(self._open) > 1:
            self._end_group()
        return self._open[0].node() or Everything()

    def _begin_group(self) -> None:
        outer, before = self._open[-1], self._before
        name = before.name or outer.before.name
        group = _Group(_Before(before.negated, name, before.near, before.at_least), before.negated)
        if len(self._open) > writing.MAX_DEPTH:
            self._bounds.note("deep")
            group.negated ^= outer.passed_over and outer.negated
            group.passed_over, group.alternatives = True, outer.alternatives
        self._open.append(group)
        self._before = _Before()

    def _end_group(self) -> None:
        group = self._open.pop()
        if not group.passed_over:
            self._add(self._counted(group.node(), group.before.at_least), group.before)

    def _add(self, node: Node | None, before: _Before) -> None:
        group = self._open[-1]
        joined = self._joined(group, before, node) if before.near else None
        if joined:
            group.alternatives[-1][-1] = joined
        elif node:
            group.add(tree.without(node) if before.negated else node)

    def _joined(self, group: _Group, before: _Before, right: Node | None) -> Node | None:
        """The last part of a group and the operand after it, as near each other as the operator between them says.

        A sign before the left one is a sign before both. None where they cannot be near each other, which is said.
        """
        last = group.alternatives[-1][-1] if group.alternatives[-1] else None
        left = last.part if isinstance(last, Not) else last
        if not (left and right and _can_be_near(left, right)) or before.negated or group.passed_over:
            self._bounds.note("beside", before.near)
            return None
        if not self._bounds.spend("distances"):
            return None
        found = DISTANCE.fullmatch(before.near)
        joined: Node
        if found and found["how"]:
            joined = Near(left, right, int(found["words"]), ordered=found["how"].lower() == "pre")
        else:
            joined = Within(left, right, _UNITS[before.near[-1].lower()])
        return Not(joined) if isinstance(last, Not) else joined

    def _counted(self, node: Node | None, at_least: str) -> Node | None:
        """What stands in brackets, each part of it so many times where atleast stood before them."""
        if not node or not at_least:
            return node
        parts = node.parts if isinstance(node, And) else (node,)
        if not all(map(tree.has_place, parts)):
            self._bounds.note("times", at_least)
            return node
        return tree.both(AtLeast(int(at_least[len("atleast") :]), part) for part in parts)


def _can_be_near(left: Node, right: Node) -> bool:
    """Words, phrases or alternatives of them; of one side several may each have to be near the other."""
    several = isinstance(left, And), isinstance(right, And)
    pieces = (part for node in (left, right) for part in (node.parts if isinstance(node, And) else (node,)))
    return not all(several) and all(map(tree.has_place, pieces))
