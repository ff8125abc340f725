"""A tree as an expression of FTS5, with SQL beside it for what the index does not hold.

Text in, text out: what only the archive knows (which outlets a name means, which words begin so) is asked of a
`Lookup`. Every node becomes parts that must all hold, each a `Match` (an expression of FTS5) or a `Where` (a condition
on the row `a` of articles). Matches grow together to one expression, so that a query is one intersection of postings
and can be ranked; only where an alternative or an exclusion mixes the two does a match become a condition as well.
What neither can decide selects candidates, is not `sure`, and is verified in the texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from archive import text, tokens
from archive.search import periods, phrases, tree, words
from archive.search.leaves import LENGTH
from archive.search.lexer import DATE_FIELDS, NAME_FIELDS
from archive.search.periods import Days
from archive.search.phrases import Forms
from archive.search.tree import And, AtLeast, Filter, Near, Node, Not, Or, Term, Within

# So many rows are looked up by their tokens in the index; FTS5 asks each token for each article, so more of them are
# quicker by their table.
MAX_TOKENS = 500
# SQLite takes a chain of a thousand conditions for a tree of that depth, and refuses it (SQLITE_MAX_EXPR_DEPTH).
_IN_A_CHAIN = 100

_NONE = "zznone0"  # a token that no article has
_KINDS = {
    "outlet": "o", "author": "a", "tag": "t", "section": "s", "lang": "l", "language": "l", "is": "f", "has": "f",
}  # fmt: skip
# The + keeps SQLite from turning a list of ids into a search of its own for each article that was matched.
_IN_TABLE = {
    "outlet": "+a.outlet_id IN (SELECT value FROM json_each(?))",
    "author": "+a.id IN (SELECT article_id FROM article_authors WHERE author_id IN (SELECT value FROM json_each(?)))",
    "tag": "+a.id IN (SELECT article_id FROM article_tags WHERE tag_id IN (SELECT value FROM json_each(?)))",
}
_IN_INDEX = "+a.slot IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
_IN_TITLE = "instr(coalesce(a.title, ''), ?) > 0"
_IN_COLLECTION = (
    "a.id IN (SELECT i.article_id FROM collections AS c JOIN collection_items AS i ON i.collection_id = c.id"
    " WHERE c.slug = ?)"
)
_IN_URL = "instr(lower(coalesce(a.canonical_url, '') || ' ' || coalesce(a.url, '')), lower(?)) > 0"


class Lookup(Forms, Protocol):
    """What a query needs to know of the archive it is put to."""

    def ids(self, wanted: Filter) -> Sequence[int]:
        """The outlets, authors or tags that a filter means."""

    def extent(self) -> Days:
        """The first and last day of which there are articles."""


@dataclass(frozen=True, slots=True)
class Match:
    """An expression of FTS5 that can stand beside any other; `ranked` where words in it make one article fit better."""

    text: str
    ranked: bool = False
    negative: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL on the row `a` of articles, never null, with its parameters."""

    sql: str
    params: tuple[str | int, ...] = ()
    sure: bool = True


Part = Match | Where


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole query: an expression of FTS5, the first and last slot it is looked up in, and a condition beside it.

    What all this selects are candidates where `verify` says what their texts must still be read for
    (`verifying.verified`); None where the index has decided.
    """

    match: str
    ranked: bool
    first: int
    last: int
    where: str = ""
    params: tuple[str | int, ...] = ()
    verify: Node | None = None


def plan(root: Node, lookup: Lookup, *, also: Iterable[Part] = (), days: Days = periods.ANY_TIME) -> Plan:
    """The plan of a tree; `also` and `days` are further parts that must hold.

    Dates at the top of a query are a span of rows, which the index skips to; in alternatives they are tokens.
    """
    found: list[Part] = []
    unsure: list[Node] = []
    for part in root.parts if isinstance(root, And) else (root,):
        if isinstance(part, Filter) and part.field in DATE_FIELDS:
            days = days.within(periods.of(part.field, part.value))
        else:
            parts = _parts(part, lookup)
            found += parts
            unsure += [part] if not all(one.sure for one in parts) else []
    found += also
    matches = [part for part in found if isinstance(part, Match)]
    conditions = [part for part in found if isinstance(part, Where)]
    condition = _chained(" AND ", conditions) if conditions else Where("")
    is_ranked = any(part.ranked for part in matches)
    return Plan(_joined(matches), is_ranked, *days.slots, condition.sql, condition.params, tree.both(unsure))


def of_ids(kind: str, ids: Sequence[int]) -> Part:
    """The articles that have any of these outlets, authors or tags."""
    if len(ids) > MAX_TOKENS:
        return Where(_IN_TABLE[kind], (json.dumps(list(ids)),))
    return _any_token(tokens.by_id(_KINDS[kind], one) for one in ids)


def of_values(kind: str, values: Iterable[str]) -> Match:
    """The articles that have any of these sections, languages or flags."""
    return _any_token(tokens.by_value(_KINDS[kind], value) for value in values)


def excluded(parts: Sequence[Part]) -> Part:
    """The opposite of parts that must all hold; of candidates nothing is known."""
    one = _one(parts)
    if not one.sure:
        return Match(_token(tokens.EVERY), sure=False)
    return replace(one, negative=True, ranked=False) if isinstance(one, Match) else Where(f"NOT {one.sql}", one.params)


def _parts(node: Node, lookup: Lookup) -> list[Part]:
    found: list[Part] = []
    match node:
        case Term():
            found = _term(node, lookup)
        case Near():
            found = _near(node, lookup)
        case Within(left, right):
            found = _unsure([*_parts(left, lookup), *_parts(right, lookup)])
        case AtLeast(times, part):
            found = _parts(part, lookup) if times == 1 else _unsure(_parts(part, lookup))
        case Filter("speaker", value):  # who has the name in the text may speak
            named = _term(Term(words.split(value)), lookup)
            found = [Match(part.text, sure=False) for part in named if isinstance(part, Match)]
        case Filter():
            found = [_filter(node, lookup)]
        case And(parts):
            found = [one for part in parts for one in _parts(part, lookup)]
        case Or(parts):
            found = [_any([_one(_parts(part, lookup)) for part in parts])]
        case Not(part):
            found = [excluded(_parts(part, lookup))]
    return found


def _unsure(parts: Iterable[Part]) -> list[Part]:
    return [replace(part, sure=False) for part in parts]


def _term(term: Term, lookup: Lookup) -> list[Part]:
    is_sure = not term.exact and term.field != "quote"
    if any(map(words.is_unspaced, term.words)):
        found = _unspaced_term(term, lookup)
    else:
        found = [Match(phrases.expression(term, lookup) or _token(_NONE), ranked=True)]
    return found if is_sure else _unsure(found)


def _near(node: Near, lookup: Lookup) -> list[Part]:
    """By the index alone where it can say so: two that stand in any order and cannot be one and the same word."""
    found = phrases.near(node, lookup)
    if found is None:
        return _unsure([*_parts(node.left, lookup), *_parts(node.right, lookup)])
    return [Match(found.text, ranked=True, sure=found.decides)]


def _unspaced_term(term: Term, lookup: Lookup) -> list[Part]:
    """Words of unspaced scripts by their pairs of characters, and any others beside them as words."""
    unspaced = tuple(word for word in term.words if words.is_unspaced(word))
    others = tuple(word for word in term.words if not words.is_unspaced(word))
    grams, is_beginning = words.as_grams(unspaced)
    found: list[Part] = [Match(f"grams : {phrases.string(grams + '*' * is_beginning)}", ranked=True)]
    if others:
        found += _term(replace(term, words=others, prefix=term.prefix and others[-1] == term.words[-1]), lookup)
    if term.field == "title":
        found += [Where(_IN_TITLE, (run,)) for word in unspaced for run in text.unspaced_runs(word)]
    return found


def _filter(wanted: Filter, lookup: Lookup) -> Part:
    if wanted.field in NAME_FIELDS:
        return of_ids(wanted.field, lookup.ids(wanted))
    if wanted.field in DATE_FIELDS:
        span = periods.of(wanted.field, wanted.value).within(lookup.extent())
        is_any = span.first <= span.last
        return _any_token(tokens.of_range(*map(date.fromordinal, (span.first, span.last))) if is_any else ())
    match wanted.field:
        case "url":
            return Where(_IN_URL, (wanted.value,))
        case "in":
            return Where(_IN_COLLECTION, (text.slug(wanted.value),))
        case "words":
            found: Part = _length(wanted.value)
        case _:
            found = of_values(wanted.field, [wanted.value])
    return found


def _length(value: str) -> Where:
    match = LENGTH.fullmatch(value)
    if not match:
        return Where("0")
    if match["most"]:
        return Where("a.words BETWEEN ? AND ?", (int(match["least"]), int(match["most"])))
    return Where(f"a.words {match['sign'] or '='} ?", (int(match["least"]),))


def _any(parts: Sequence[Part]) -> Part:
    matches = [part for part in parts if isinstance(part, Match)]
    conditions = [part for part in parts if isinstance(part, Where)]
    is_ranked, is_sure = any(part.ranked for part in matches), all(part.sure for part in parts)
    together = Match(f"({' OR '.join(part.text for part in matches)})", is_ranked, sure=is_sure)
    if not conditions:
        return together
    return _chained(" OR ", [*([_in_index(together)] if matches else []), *conditions])


def _one(parts: Sequence[Part]) -> Part:
    """Parts that must all hold as one part, which is not negative."""
    matches = [part for part in parts if isinstance(part, Match)]
    conditions = [part for part in parts if isinstance(part, Where)]
    if len(parts) == 1 and not (matches and matches[0].negative):
        return parts[0]
    is_ranked, is_sure = any(part.ranked for part in matches), all(part.sure for part in parts)
    together = Match(f"({_joined(matches)})", is_ranked, sure=is_sure)
    return _chained(" AND ", [*([_in_index(together)] if matches else []), *conditions]) if conditions else together


def _joined(matches: Sequence[Match]) -> str:
    """All of the matches as one expression; one with exclusions alone takes them from every article."""
    wanted = [part.text for part in matches if not part.negative] or [_token(tokens.EVERY)]
    unwanted = [part.text for part in matches if part.negative]
    every = " AND ".join(wanted)
    return f"({every}) NOT ({' OR '.join(unwanted)})" if unwanted else every


def _in_index(match: Match) -> Where:
    return Where(_IN_INDEX, (match.text,), match.sure)


def _chained(operator: str, parts: Sequence[Where]) -> Where:
    """Conditions as one that needs no brackets around it."""
    found = [part.sql for part in parts]
    while len(found) > 1:
        chains = (found[at : at + _IN_A_CHAIN] for at in range(0, len(found), _IN_A_CHAIN))
        found = [f"({operator.join(chain)})" for chain in chains]
    params = tuple(param for part in parts for param in part.params)
    return Where(found[0], params, sure=all(part.sure for part in parts))


def _any_token(found: Iterable[str]) -> Match:
    expressions = [_token(token) for token in found] or [_token(_NONE)]
    return Match(f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0])


def _token(token: str) -> str:
    return f'filters : "{token}"'
