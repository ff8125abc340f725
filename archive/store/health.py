"""How sources fare: what came from each month by month, why the rest did not, and where there are gaps.

A spell is a run of rounds in which a source fared the same; it ends when it fares otherwise, or when no round came for
longer than GAP. A gap is a time longer than GAP in which a source was not read although it was there to be read, or a
month in which it named pages and none of them came: what a count over time must not take for silence of the outlet.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from archive import dates
from archive.model import Gap, Source, SourceHealth, SourceMonth, Why
from archive.store import schedule, sources
from archive.store.visibility import HIDDEN

# A daily round may be late by some hours.
GAP = timedelta(hours=36)
_CAME, _SEEN = "ok", "unchanged"
_WHYS = frozenset(get_args(Why))
# What may be told to `:visitor`; most outcomes are of no article.
_TOLD = f"(article_id IS NULL OR article_id NOT IN ({HIDDEN}))"


@dataclass(frozen=True, slots=True)
class _Spell:
    why: Why
    since: str
    until: str
    rounds: int


def note_round(conn: sqlite3.Connection, source: Source, why: Why, *, at: str) -> None:
    """Remember that a round read a source, or why it could not."""
    last = conn.execute(
        "SELECT id, why, until FROM spells WHERE source_id = ? ORDER BY until DESC, id DESC LIMIT 1", [source.id]
    ).fetchone()
    fared = _CAME if why == _SEEN else why  # that a feed had nothing new is no news of the feed
    if last and last[1] == fared and _apart(last[2], at) <= GAP:
        conn.execute("UPDATE spells SET until = ?, rounds = rounds + 1 WHERE id = ?", [at, last[0]])
    else:
        conn.execute(
            "INSERT INTO spells (source_id, why, since, until) VALUES (?1, ?2, ?3, ?3)", [source.id, fared, at]
        )


def by_month(conn: sqlite3.Connection, visitor: str | None = None) -> list[SourceHealth]:
    """Every source that there is or was, with its months, the newest first.

    A visitor (see `store.stats`) learns neither of hidden articles nor of sources that gave nothing else.
    """
    return [
        SourceHealth(
            source,
            max((spell.until for spell in _spells(conn, source) if spell.why == _CAME), default=None),
            _last_gave(conn, source, visitor),
            schedule.waiting(conn, source),
            tuple(_months(conn, source, visitor)),
        )
        for source in _known(conn, visitor)
    ]


def gaps(conn: sqlite3.Connection, since: str, until: str, visitor: str | None = None) -> list[Gap]:
    """The gaps of all sources between two moments (UTC), each cut to that span, the earliest first."""
    found: list[Gap] = []
    for source in _known(conn, visitor):
        if source.kind != "wayback":  # the past has no gap for not having been asked
            found += _unread(conn, source, since, until)
            found += _fruitless(conn, source, since, until)
    return sorted(found, key=lambda gap: (gap.since, gap.source.id))


def _known(conn: sqlite3.Connection, visitor: str | None) -> list[Source]:
    """The sources that a visitor may know of: not those of which every article is hidden."""
    found = sources.everything(conn, removed=True)
    if visitor is None:
        return found
    hidden = conn.execute(
        "SELECT source FROM outcomes WHERE article_id IS NOT NULL GROUP BY source"
        f" HAVING min(article_id IN ({HIDDEN})) = 1",
        {"visitor": visitor},
    )
    closed = {key for (key,) in hidden}
    return [source for source in found if source.key not in closed]


def _months(conn: sqlite3.Connection, source: Source, visitor: str | None = None) -> Iterator[SourceMonth]:
    months: dict[str, Counter[str]] = {}
    for month, why, count in conn.execute(
        f"SELECT substr(at, 1, 7), why, count(*) FROM outcomes WHERE source = :source AND {_TOLD} GROUP BY 1, 2",
        {"source": source.key, "visitor": visitor},
    ):
        months.setdefault(month, Counter())[why] += count
    unread: dict[str, list[Why]] = {}
    for spell in _spells(conn, source):
        if spell.why != _CAME:
            for month in _months_between(spell.since, spell.until):
                unread.setdefault(month, []).append(spell.why)
    for month in sorted({*months, *unread}, reverse=True):
        counts = months.get(month, Counter())
        missed = tuple((why, n) for why, n in counts.most_common() if why in _WHYS - {_CAME, _SEEN})
        yield SourceMonth(
            source,
            month,
            counts[_CAME],
            counts[_SEEN],
            missed,  # type: ignore[arg-type]  # the words were looked up in the very list of them
            tuple(dict.fromkeys(unread.get(month, ()))),
        )


def _unread(conn: sqlite3.Connection, source: Source, since: str, until: str) -> Iterator[Gap]:
    """Times without a round that read the source."""
    spells = _spells(conn, source)
    good = [spell for spell in spells if spell.why == _CAME]
    edges = [source.added_at, *(edge for spell in good for edge in (spell.since, spell.until))]
    end = min(until, source.removed_at or until)
    for left, right in zip(edges[::2], [*edges[1::2], end], strict=False):
        begin, stop = max(left, since), min(right, end)
        if begin < stop and _apart(left, right) > GAP:
            failed = [spell for spell in spells if spell.why != _CAME and left <= spell.since <= right]
            yield Gap(source, begin, stop, _in_words(source, failed))


def _fruitless(conn: sqlite3.Connection, source: Source, since: str, until: str) -> Iterator[Gap]:
    """Months in which the source named pages, and none of them came."""
    for month in _months(conn, source):
        begin = max(since, dates.first_moment(month.month), source.added_at)
        stop = min(until, dates.last_moment(month.month))
        named = sum(count for _, count in month.missed)
        if begin < stop and named and not month.came and not month.unchanged:
            reasons = ", ".join(f"{count:,} {why}" for why, count in month.missed)
            yield Gap(
                source, begin, stop, f"{source.name}: {named:,} pages named in {month.month}, none came ({reasons})"
            )


def _in_words(source: Source, failed: Iterable[_Spell]) -> str:
    rounds: Counter[str] = Counter()
    for spell in failed:
        rounds[spell.why] += spell.rounds
    if not rounds:
        return f"{source.name}: no round was run"
    reasons = ", ".join(f"{count:,} × {why}" for why, count in rounds.most_common())
    return f"{source.name}: it could not be read ({reasons})"


def _spells(conn: sqlite3.Connection, source: Source) -> list[_Spell]:
    rows = conn.execute("SELECT why, since, until, rounds FROM spells WHERE source_id = ? ORDER BY id", [source.id])
    return [_Spell(*row) for row in rows]


def _last_gave(conn: sqlite3.Connection, source: Source, visitor: str | None) -> str | None:
    row = conn.execute(
        f"SELECT at FROM outcomes WHERE source = :source AND why = :came AND {_TOLD} ORDER BY at DESC LIMIT 1",
        {"source": source.key, "came": _CAME, "visitor": visitor},
    ).fetchone()
    return row[0] if row else None


def _months_between(since: str, until: str) -> Iterator[str]:
    year, month = int(since[:4]), int(since[5:7])
    while (name := f"{year:04}-{month:02}") <= until[:7]:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _apart(one: str, other: str) -> timedelta:
    return datetime.fromisoformat(other) - datetime.fromisoformat(one)
