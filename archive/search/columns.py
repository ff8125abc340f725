"""What counts and facets ask of articles, as arrays: one value an article, in the order of slots.

SQLite hands a column over as one text of numbers, which numpy reads thirty times as fast as rows come one by one. A
server keeps the arrays of all articles and splices in what changes; a single search reads those of its matches alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Kind = tuple[str | None, str | None]  # a language and a section

# Where the rows `a` come from: all of them, those at some slots, those of some ids.
_ALL = "articles AS a INDEXED BY articles_columns"
_AT = "json_each(?) AS w CROSS JOIN articles AS a INDEXED BY articles_columns ON a.slot = w.value"
_OF = "json_each(?) AS w CROSS JOIN articles AS a ON a.id = w.value"
_NUMBERS = """
SELECT group_concat(slot), group_concat(id), group_concat(outlet), group_concat(lead) FROM
  (SELECT a.slot, a.id, coalesce(a.outlet_id, 0) AS outlet, coalesce(a.copy_of, a.id) AS lead FROM {} ORDER BY a.slot)
"""
_SLOTS = "SELECT group_concat(slot) FROM (SELECT slot FROM articles INDEXED BY articles_columns ORDER BY slot)"
_IDS_AT = f"SELECT group_concat(a.id) FROM {_AT}"
_LEADS_AT = f"SELECT group_concat(coalesce(a.copy_of, a.id)) FROM {_AT}"
# The slots that `:visitor` (an ISO day; null for the keeper) must not learn of.
HIDDEN = """
SELECT slot FROM articles_hidden
WHERE :visitor IS NOT NULL AND (until IS NULL OR substr(until, 1, 10) > substr(:visitor, 1, 10))
"""
_EXCLUDED = f"""
SELECT group_concat(slot) FROM (SELECT slot FROM articles WHERE redirect_to IS NOT NULL UNION {HIDDEN} ORDER BY slot)
"""
_KINDS = "SELECT a.language, a.section FROM {} ORDER BY a.slot"
_SEVERAL = "SELECT group_concat(x.article_id), group_concat(x.{0}_id) FROM article_{0}s AS x"
_SEVERAL_OF = (
    "SELECT group_concat(x.article_id), group_concat(x.{0}_id)"
    " FROM json_each(?) AS w CROSS JOIN article_{0}s AS x ON x.article_id = w.value"
)
_LENGTHS = "SELECT group_concat(id), group_concat(hex(sz), '') FROM articles_fts_docsize"
_LENGTHS_AT = (
    "SELECT group_concat(d.id), group_concat(hex(d.sz), '')"
    " FROM json_each(?) AS w CROSS JOIN articles_fts_docsize AS d ON d.id = w.value"
)
_AT_ONCE = 1_000
_FIELDS = 5  # of the index, each with a length


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of values for each article, in a row: those of article n lie from `starts[n]` to `starts[n + 1]`."""

    starts: Ints
    values: Small

    def of(self, at: Ints) -> Small:
        """All values of the articles at these places."""
        if not len(self.values):
            return self.values
        starts = self.starts[at]
        counts = self.starts[at + 1] - starts
        if np.all(counts == 1):
            alone: Small = self.values[starts]
            return alone
        before = np.cumsum(counts) - counts
        chosen: Small = self.values[np.arange(counts.sum()) + np.repeat(starts - before, counts)]
        return chosen

    def spliced(self, keep: NDArray[np.bool_], at: Ints, new: Several) -> Several:
        """Without the articles that are not kept, and with new ones before the places given."""
        counts = np.diff(self.starts)
        values, starts = self.values[np.repeat(keep, counts)], _starts(counts[keep])
        added = np.diff(new.starts)
        values = np.insert(values, np.repeat(starts[at], added), new.values)
        return Several(_starts(np.insert(counts[keep], at, added)), values)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of some articles, or of all: `kinds` are places in `known`, `lengths` the words of each in the index.

    `leads` is the article that each is a copy of, or itself.
    """

    slots: Ints
    ids: Ints
    outlets: Small
    leads: Ints
    kinds: Small
    known: tuple[Kind, ...]
    authors: Several
    tags: Several
    lengths: Small

    def spliced(self, changed: Ints, new: Columns) -> Columns:
        """With the articles of these ids as `new` has them, those that it lacks gone."""
        keep = ~np.isin(self.ids, changed)
        at = np.searchsorted(self.slots[keep], new.slots)
        return Columns(
            slots=np.insert(self.slots[keep], at, new.slots),
            ids=np.insert(self.ids[keep], at, new.ids),
            outlets=np.insert(self.outlets[keep], at, new.outlets),
            leads=np.insert(self.leads[keep], at, new.leads),
            kinds=np.insert(self.kinds[keep], at, new.kinds),
            known=new.known,
            authors=self.authors.spliced(keep, at, new.authors),
            tags=self.tags.spliced(keep, at, new.tags),
            lengths=np.insert(self.lengths[keep], at, new.lengths),
        )


def everything(conn: sqlite3.Connection) -> Columns:
    """The columns of all articles."""
    found = _single(conn, _ALL, None, ())
    authors, tags = (_several(found.ids, *_two(conn, _SEVERAL.format(one))) for one in ("author", "tag"))
    return replace(found, authors=authors, tags=tags, lengths=_lengths(found.slots, conn.execute(_LENGTHS).fetchone()))


def of_ids(conn: sqlite3.Connection, ids: Ints, known: tuple[Kind, ...]) -> Columns:
    """The columns of the articles with these ids; their kinds are added to those known."""
    found = _with_several(conn, _single(conn, _OF, json.dumps(ids.tolist()), known))
    lengths = conn.execute(_LENGTHS_AT, [json.dumps(found.slots.tolist())]).fetchone()
    return replace(found, lengths=_lengths(found.slots, lengths))


def at_slots(conn: sqlite3.Connection, slots: Ints) -> Columns:
    """The columns of the articles at these slots, without lengths."""
    return _with_several(conn, _single(conn, _AT, json.dumps(slots.tolist()), ()))


def leads_at(conn: sqlite3.Connection, slots: Ints) -> Ints:
    """What each article at these slots is a copy of, or its own id."""
    return numbers(conn.execute(_LEADS_AT, [json.dumps(slots.tolist())]).fetchone()[0])


def ids_at(conn: sqlite3.Connection, slots: Ints) -> Ints:
    """The ids of the articles at these slots, in this order."""
    pieces = (json.dumps(slots[at : at + _AT_ONCE].tolist()) for at in range(0, len(slots), _AT_ONCE))
    found = [numbers(conn.execute(_IDS_AT, [piece]).fetchone()[0]) for piece in pieces]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def all_ids(conn: sqlite3.Connection) -> Ints:
    """The ids of all articles."""
    return numbers(conn.execute("SELECT group_concat(id) FROM articles INDEXED BY articles_columns").fetchone()[0])


def all_slots(conn: sqlite3.Connection) -> Ints:
    """The slots of all articles."""
    return numbers(conn.execute(_SLOTS).fetchone()[0])


def excluded(conn: sqlite3.Connection, visitor: str | None) -> Ints:
    """The slots of articles that turned out to be others, and of those hidden from a visitor on this day."""
    return numbers(conn.execute(_EXCLUDED, {"visitor": visitor}).fetchone()[0])


def has_copies(conn: sqlite3.Connection) -> bool:
    """Whether any article is a copy of another."""
    return bool(conn.execute("SELECT EXISTS (SELECT 1 FROM articles WHERE copy_of IS NOT NULL)").fetchone()[0])


def places(among: Ints | Small, wanted: Ints | Small) -> tuple[Ints, NDArray[np.bool_]]:
    """Where the numbers wanted stand among sorted ones, and which of them do."""
    at = np.searchsorted(among, wanted)
    at[at == len(among)] = 0
    return at, among[at] == wanted if len(among) else np.zeros(len(wanted), np.bool_)


def numbers(joined: str | None) -> Ints:
    """The numbers of a `group_concat`, none where it is null."""
    return np.fromstring(joined, dtype=np.int64, sep=",") if joined else np.empty(0, np.int64)


def has(among: Ints, wanted: int) -> bool:
    """Whether a number is one of those sorted."""
    at = int(np.searchsorted(among, wanted))
    return at < len(among) and int(among[at]) == wanted


def without(slots: Ints, those: Ints) -> Ints:
    """Slots without some others, which are sorted."""
    return slots[~places(those, slots)[1]] if len(those) else slots


def within(slots: Ints, those: Ints) -> Ints:
    """Those of the slots that are among some, which are sorted."""
    return slots[places(those, slots)[1]] if len(those) else those


def _single(conn: sqlite3.Connection, source: str, chosen: str | None, known: tuple[Kind, ...]) -> Columns:
    """All but lengths and what an article has several of."""
    given = [] if chosen is None else [chosen]
    slots, ids, outlets, leads = map(numbers, conn.execute(_NUMBERS.format(source), given).fetchone())
    places: defaultdict[Kind, int] = defaultdict(count(len(known)).__next__)
    places.update(zip(known, range(len(known)), strict=True))
    cursor = conn.execute(_KINDS.format(source), given)
    kinds = np.fromiter(map(places.__getitem__, cursor), np.int32, len(slots))
    none = np.empty(0, np.int32)
    nobody = Several(np.zeros(len(slots) + 1, np.int64), none)
    return Columns(slots, ids, outlets.astype(np.int32), leads, kinds, tuple(places), nobody, nobody, none)


def _with_several(conn: sqlite3.Connection, found: Columns) -> Columns:
    ids = json.dumps(found.ids.tolist())
    authors, tags = (_several(found.ids, *_two(conn, _SEVERAL_OF.format(one), ids)) for one in ("author", "tag"))
    return replace(found, authors=authors, tags=tags)


def _two(conn: sqlite3.Connection, statement: str, *given: str) -> tuple[Ints, Ints]:
    first, second = conn.execute(statement, given).fetchone()
    return numbers(first), numbers(second)


def _several(ids: Ints, articles: Ints, values: Ints) -> Several:
    """Pairs of an article and a value, in the order of `ids`; those of no article there are left out."""
    by_id = np.argsort(ids)
    at, is_held = places(ids[by_id], articles)
    ordinals = by_id[at[is_held]]
    order = np.argsort(ordinals, kind="stable")
    counts = np.bincount(ordinals, minlength=len(ids))
    return Several(_starts(counts), values[is_held][order].astype(np.int32))


def _starts(counts: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def _lengths(slots: Ints, found: tuple[str | None, str | None]) -> Small:
    """The words of each article in all fields, from FTS5's own table: a variable-length integer a field."""
    rows, packed = numbers(found[0]), np.frombuffer(bytes.fromhex(found[1] or ""), np.uint8)
    lengths = np.zeros(len(slots), np.int32)
    if len(rows):
        ends = np.flatnonzero(packed < 0x80)
        starts = np.concatenate([[0], ends[:-1] + 1])
        place = np.repeat(ends, ends - starts + 1) - np.arange(len(packed))  # bytes until the integer's last
        sizes = np.add.reduceat((packed & 0x7F).astype(np.int32) << (7 * place).astype(np.int32), starts[::_FIELDS])
        at, is_held = places(slots, rows)
        lengths[at[is_held]] = sizes[is_held]
    return lengths
