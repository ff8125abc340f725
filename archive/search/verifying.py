"""What the index cannot decide is read in the texts of the articles that it selects.

Exact forms, the order of words, sentences, paragraphs, quoted speech, who speaks and how often a word occurs are in no
index. Texts are read some at a time, so that memory stays flat and that an interrupt is heard.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from archive.search import glance, snowball
from archive.search.compile import Plan
from archive.search.engine import Filters
from archive.search.occurrences import Passage, Places, Reader
from archive.search.planning import plan_of
from archive.search.speech import speaks
from archive.search.tree import And, AtLeast, Filter, Node, Not, Or

_AT_ONCE = 50
_PARTS = 3  # of an article: title, dek, text

_TEXTS = """
SELECT a.slot, coalesce(a.title, ''), coalesce(a.dek, ''), a.text, a.language
FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.slot = wanted.value
"""
_SELECTED = """
SELECT f.rowid FROM articles_fts AS f CROSS JOIN articles AS a ON a.slot = f.rowid
WHERE f.articles_fts MATCH ? AND f.rowid IN (SELECT value FROM json_each(?))
"""


def verified(conn: sqlite3.Connection, plan: Plan, slots: Sequence[int]) -> list[int]:
    """Those of the slots, in their order, whose article is what the plan says must be verified; all where nothing is.

    `slots` are of the plan's own selection. An interrupt or a progress handler of the connection ends it soon, and it
    then raises sqlite3.OperationalError as any statement does.
    """
    if plan.verify is None:
        return list(slots)
    reader = Reader(plan.verify)
    filters = {wanted: plan_of(conn, wanted, Filters()) for wanted in _filters(plan.verify)}
    told = dict(glance.look(conn, plan.verify, slots))
    unsure = [slot for slot, holds in told.items() if holds is None]
    pieces = (unsure[at : at + _AT_ONCE] for at in range(0, len(unsure), _AT_ONCE))
    found = {slot for slot, holds in told.items() if holds}
    found.update(slot for some in pieces for slot in _holding(conn, reader, filters, some))
    return [slot for slot in slots if slot in found]


def _holding(
    conn: sqlite3.Connection, reader: Reader, filters: Mapping[Filter, Plan], slots: Sequence[int]
) -> Iterator[int]:
    selected = {wanted: _selected(conn, plan, slots) for wanted, plan in filters.items()}
    held, passages = _articles(conn, slots)
    places = reader.read(passages)
    articles = {slot: places[_PARTS * at : _PARTS * (at + 1)] for at, slot in enumerate(held)}
    for slot in slots:
        fulfilled = {wanted for wanted, its in selected.items() if slot in its}
        if slot in articles and reader.holds(articles[slot], _sure(fulfilled, articles[slot])):
            yield slot


def _sure(filters: set[Filter], article: Sequence[Places]) -> set[Filter]:
    """The filters without those for speakers that no quotation of an article is believed to be of."""
    body = article[-1].passage.text
    return {wanted for wanted in filters if wanted.field != "speaker" or speaks(wanted.value, body)}


def _articles(conn: sqlite3.Connection, slots: Sequence[int]) -> tuple[list[int], list[Passage]]:
    """The slots that have an article, and title, dek and text of each."""
    held: list[int] = []
    passages: list[Passage] = []
    for slot, title, dek, body, language in conn.execute(_TEXTS, [json.dumps(slots)]):
        tag = snowball.tag_of(language)
        held.append(slot)
        passages += (Passage(title, tag, is_title=True), Passage(dek, tag), Passage(body, tag))
    return held, passages


def _selected(conn: sqlite3.Connection, plan: Plan, slots: Sequence[int]) -> set[int]:
    """The slots that a filter lets through."""
    condition = f" AND {plan.where}" if plan.where else ""
    rows = conn.execute(_SELECTED + condition, [plan.match, json.dumps(slots), *plan.params])
    return {slot for (slot,) in rows if plan.first <= slot <= plan.last}


def _filters(node: Node) -> Iterator[Filter]:
    match node:
        case Filter():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _filters(part)
        case Not(part) | AtLeast(_, part):
            yield from _filters(part)
