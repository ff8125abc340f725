"""What the index and a glance at a text tell before it is read: that it is surely found, or cannot be.

Reading a text costs ten times what it takes to look whether a form stands in it between two blanks, and how often a
word occurs is in the index. What neither tells must be read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive import text
from archive.search import porter, snowball, words
from archive.search.columns import numbers
from archive.search.postings import OCCURRENCES
from archive.search.tree import And, AtLeast, Near, Node, Not, Or, Term, Within

_ARTICLES = """
SELECT a.slot, a.language, coalesce(a.grams, '') <> '', {}
FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.slot = wanted.value
"""
_TEXTS = "coalesce(a.title, ''), coalesce(a.dek, ''), a.text"
_SO_OFTEN = """
SELECT group_concat(doc) FROM (
  SELECT doc FROM temp.occurrences WHERE term = ? AND col IN ('title', 'dek', 'text') GROUP BY doc HAVING count(*) >= ?
)
"""

Often = dict[Node, frozenset[int]]


@dataclass(slots=True)
class _Article:
    """An article at which it is looked."""

    slot: int
    language: str | None
    has_grams: bool
    title: str = ""
    dek: str = ""
    body: str = ""

    def blanked(self) -> bytes | None:
        """All of its text, blanked."""
        return words.blanked(f"{self.title}\n{self.dek}\n{self.body}")

    def is_counted(self) -> bool:
        """Whether the index counts its words as they are read: it knows no stemmers, and parts no unspaced scripts."""
        return not (self.has_grams or snowball.tag_of(self.language))


@dataclass(frozen=True, slots=True)
class _Form:
    """An exact form as it stands in a text between blanks, and its words as they stand in one that is blanked."""

    written: str
    blanked: tuple[bytes, ...] | None


def look(conn: sqlite3.Connection, root: Node, slots: Sequence[int]) -> Iterator[tuple[int, bool | None]]:
    """The articles at these slots, each with whether a tree holds for it; None where it must be read."""
    nodes = list(_nodes(root))
    often: Often = {node: _so_often(conn, *stem) for node in nodes if (stem := _counted(node))}
    has_forms = any(map(_form, nodes))
    if not (often or has_forms):
        yield from ((slot, None) for slot in slots)
        return
    for row in conn.execute(_ARTICLES.format(_TEXTS if has_forms else "''"), [json.dumps(list(slots))]):
        article = _Article(*row)
        yield article.slot, _told(root, article, often)


def _told(node: Node, article: _Article, often: Often) -> bool | None:
    told: bool | None = None
    match node:
        case Term() if form := _form(node):
            told = _has(article, form)
        case And(parts):
            told = _every(_told(part, article, often) for part in parts)
        case Or(parts):
            told = _opposite(_every(_opposite(_told(part, article, often)) for part in parts))
        case Not(part):
            told = _opposite(_told(part, article, often))
        case Near(left, right) | Within(left, right):
            told = _at_best(_every(_told(part, article, often) for part in (left, right)))
        case AtLeast() if node in often:
            told = article.slot in often[node] or (False if article.is_counted() else None)
        case AtLeast(_, part):
            told = _at_best(_told(part, article, often))
    return told


def _has(article: _Article, form: _Form) -> bool | None:
    if form.written in article.body:
        return True
    blanked = article.blanked()
    if blanked is None:
        return None
    if form.blanked is None or any(word not in blanked for word in form.blanked):
        return False
    return True if len(form.blanked) == 1 else None


def _every(told: Iterable[bool | None]) -> bool | None:
    """Whether all hold, as far as that is known."""
    found = list(told)
    return False if False in found else None if None in found else True


def _opposite(told: bool | None) -> bool | None:
    return None if told is None else not told


def _at_best(told: bool | None) -> bool | None:
    """The same where more must hold than was looked for."""
    return False if told is False else None


@lru_cache(1_000)
def _form(node: Node) -> _Form | None:
    """What to look for of an exact form; None for all else, and for words that blanks do not part."""
    if not isinstance(node, Term) or not node.exact or node.field:
        return None
    phrase = " ".join(node.words).lower()
    if any(map(words.is_unspaced, node.words)) or words.of_text(phrase) != phrase.split():
        return None
    *others, last = phrase.split()
    end = "" if node.prefix else " "
    each = [*(f" {word} " for word in others), f" {last}{end}"]
    is_western = text.western(phrase) is not None
    return _Form(f" {phrase}{end}", tuple(word.encode(text.WESTERN) for word in each) if is_western else None)


def _counted(node: Node) -> tuple[str, int] | None:
    """The term of the index, and how often it must stand in an article; None for what is not counted there."""
    match node:
        case AtLeast(times, Term(words=(word,), prefix=False, field="", exact=False)) if not words.is_unspaced(word):
            terms = porter.in_row((word,))
            return (terms[0], times) if len(terms) == 1 else None
    return None


def _so_often(conn: sqlite3.Connection, term: str, times: int) -> frozenset[int]:
    conn.execute(OCCURRENCES)
    return frozenset(numbers(conn.execute(_SO_OFTEN, [term, times]).fetchone()[0]).tolist())


def _nodes(node: Node) -> Iterator[Node]:
    """A node, and all that it consists of."""
    yield node
    match node:
        case And(parts) | Or(parts):
            inner: tuple[Node, ...] = parts
        case Near(left, right) | Within(left, right):
            inner = (left, right)
        case AtLeast(_, part) | Not(part):
            inner = (part,)
        case _:
            inner = ()
    for one in inner:
        yield from _nodes(one)
