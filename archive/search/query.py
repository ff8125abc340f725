"""Any text as a query: a tree, and notes that say what was read otherwise than it may have been meant.

Nothing raises. Words side by side must all occur; OR (or `|`) is weaker than that, and brackets group. What is no
operator is read as words, what holds no letter or number is left out, and both are said. A query is bounded, so that
none can be too much for the index: what is over is cut or read more simply, and that is said as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.search import periods, tree, words
from archive.search.lexer import DATE_FIELDS, FIELDS, NAME_FIELDS, TEXT_FIELDS, Token, tokens
from archive.search.tree import Everything, Filter, Node, Term

MAX_WORDS = 2_000
MAX_FILTERS = 100
MAX_PREFIXES = 20
_MAX_TOKENS = 10 * MAX_WORDS  # brackets and signs too; a canonical form of so many words never has as many

# Operators of other archives, and of a later Pressmark. The last alternative is a word in single quotes.
_NOT_YET = re.compile(
    r"(?:NEAR|PRE|W)/\d+ | /[sp] | =\w.* | (?:quote|speaker|in):.* | ['‘]\w+['’]", re.VERBOSE | re.IGNORECASE
)
_AT_LEAST = re.compile(r"atleast\d+", re.IGNORECASE)
_LENGTH = re.compile(r"([<>]=?)?([0-9]{1,9})")

_NOTES = {
    "empty": "Left out, as no letter or number is in it: {}.",
    "not yet": "Not read as an operator yet, but as words: {}.",
    "operand": "Read as a word, as it has nothing to join or to exclude: {}.",
    "field": "Read as a word, as its value must follow the colon at once: {}.",
    "date": "Read as words, as the value is no date such as 2022, 2022-05 or 2022-05-01: {}.",
    "words": "Read as words, as the value is no number such as 500, >500 or <500: {}.",
    "star": "Passed over, as a * counts only at the end of a word: {}.",
    "deep": f"Brackets more than {tree.MAX_DEPTH} deep are passed over, and what they hold is read as words.",
    "filters": f"Filters after the first {MAX_FILTERS} are read as words.",
    "prefixes": f"Beginnings of words after the first {MAX_PREFIXES} are read as whole words.",
    "cut": f"Only the first {MAX_WORDS:,} words of the query are read.",
}
_EXAMPLES_IN_A_NOTE = 5
_LENGTH_OF_AN_EXAMPLE = 40


@dataclass(frozen=True, slots=True)
class Query:
    """How a text was understood: the tree to search by, and what its writer should know."""

    root: Node
    notes: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """The query in its canonical form, which reads back as the same tree."""
        return tree.written(self.root)


def parse(query: str) -> Query:
    """Read any text as a query."""
    reader = _Reader()
    found = tokens(query, _MAX_TOKENS)
    for at, token in enumerate(found):
        reader.take(token, found[at + 1].kind if at + 1 < len(found) else "close")
    if len(found) == _MAX_TOKENS:
        reader.note("cut")
    return Query(reader.finish(), tuple(reader.notes()))


@dataclass(slots=True)
class _Group:
    """Brackets that are still open: alternatives, each of them parts that must all hold, in the field of that name.

    One that is passed over hands each of its parts to the brackets around it.
    """

    name: str = ""
    negated: bool = False
    passed_over: bool = False
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])

    def add(self, node: Node) -> None:
        self.alternatives[-1].append(tree.without(node) if self.passed_over and self.negated else node)

    def node(self) -> Node | None:
        found = (tree.both(parts) for parts in self.alternatives)
        return tree.either(node for node in found if node)


class _Reader:
    """Takes tokens from left to right: open brackets on a stack, the sign and field that await their operand."""

    def __init__(self) -> None:
        self._open = [_Group()]
        self._negated, self._field = False, ""
        self._left = {"cut": MAX_WORDS, "filters": MAX_FILTERS, "prefixes": MAX_PREFIXES}
        self._noted: dict[str, list[str]] = {}

    def take(self, token: Token, following: str) -> None:
        """Read one token; `following` is the kind of the next."""
        match token.kind:
            case "or" if not self._open[-1].passed_over:
                self._open[-1].alternatives.append([])
            case "not":
                self._negated = not self._negated
            case "field":
                self._field = token.text.lower()
            case "open":
                self._begin_group()
            case "close" if len(self._open) > 1:
                self._end_group()
            case "word" | "phrase":
                if not self._field and token.kind == "word":
                    self._note_word(token.text, following)
                self._add(self._leaf(token, self._field or self._open[-1].name), negated=self._negated)
                self._negated, self._field = False, ""

    def finish(self) -> Node:
        """The tree, once all tokens are taken: brackets still open end here."""
        while len(self._open) > 1:
            self._end_group()
        return self._open[0].node() or Everything()

    def note(self, kind: str, example: str = "") -> None:
        """Remember something to say."""
        shown = example if len(example) <= _LENGTH_OF_AN_EXAMPLE else f"{example[:_LENGTH_OF_AN_EXAMPLE]}…"
        examples = self._noted.setdefault(kind, [])
        if shown not in examples:
            examples.append(shown)

    def notes(self) -> list[str]:
        """One sentence for each kind of thing noted."""
        return [_NOTES[kind].format(_listed(examples)) for kind, examples in self._noted.items()]

    def _begin_group(self) -> None:
        outer = self._open[-1]
        group = _Group(self._field or outer.name, self._negated)
        if len(self._open) > tree.MAX_DEPTH:
            self.note("deep")
            group.negated ^= outer.passed_over and outer.negated
            group.passed_over, group.alternatives = True, outer.alternatives
        self._open.append(group)
        self._negated, self._field = False, ""

    def _end_group(self) -> None:
        group = self._open.pop()
        if not group.passed_over:
            self._add(group.node(), negated=group.negated)

    def _add(self, node: Node | None, *, negated: bool) -> None:
        if node:
            self._open[-1].add(tree.without(node) if negated else node)

    def _leaf(self, token: Token, name: str) -> Node | None:
        is_word = token.kind == "word"
        value = token.text.rstrip("*") if is_word else token.text.strip()
        prefix = token.star or (is_word and token.text.endswith("*"))
        found = words.split(value)
        if not found:
            self.note("empty", token.text)
            return None
        if name and name not in TEXT_FIELDS:
            leaf = self._filter(name, value if name in NAME_FIELDS else token.text.strip(), prefix=prefix)
            if leaf:
                return leaf
            found, prefix, name = (name, *found), False, ""
        elif "*" in value and is_word:
            self.note("star", token.text)
        found = found[: self._spend("cut", len(found))]
        prefix = prefix and bool(self._spend("prefixes"))
        return Term(found, prefix, name) if found else None

    def _filter(self, name: str, value: str, *, prefix: bool) -> Filter | None:
        """A filter, or None where its value can only be read as words."""
        if not self._spend("filters"):
            return None
        if name in DATE_FIELDS:
            canonical = periods.as_iso(value)
        elif name == "words":
            length = _LENGTH.fullmatch(value)
            canonical = f"{length[1] or ''}{int(length[2])}" if length else None
        else:
            return Filter(name, value, prefix and name in NAME_FIELDS and bool(self._spend("prefixes")))
        if canonical is None:
            self.note("words" if name == "words" else "date", f"{name}:{value}")
        return Filter(name, canonical) if canonical else None

    def _spend(self, kind: str, wanted: int = 1) -> int:
        """How many of those wanted the query may still have."""
        given = min(wanted, self._left[kind])
        self._left[kind] -= given
        if given < wanted:
            self.note(kind)
        return given

    def _note_word(self, written: str, following: str) -> None:
        if written in tree.OPERATORS:
            self.note("operand", written)
        elif _NOT_YET.fullmatch(written) or (following == "open" and _AT_LEAST.fullmatch(written)):
            self.note("not yet", written)
        elif written.endswith(":") and written[:-1].lower() in FIELDS:
            self.note("field", written)


def _listed(examples: list[str]) -> str:
    shown = [f"“{example}”" for example in examples[:_EXAMPLES_IN_A_NOTE]]
    return ", ".join([*shown, "…"] if len(examples) > len(shown) else shown)
