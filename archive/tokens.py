"""Filters as words of the index: what `store` writes into the `filters` column and `search` looks for.

A filter that is a token makes "this outlet, that year" an intersection of postings instead of a join. Every token
ends in a digit, so that the stemmer of the index leaves it alone, and begins with `zz`, so that no language has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

EVERY = "zzall0"


def by_id(kind: str, identifier: int) -> str:
    """The token of a row: kind `o` for an outlet, `a` for an author, `t` for a tag."""
    return f"zz{kind}{identifier}"


@lru_cache(4_096)
def by_value(kind: str, value: str) -> str:
    """The token of a value that has no row: kind `s` for a section, `l` for a language, `f` for a flag."""
    digest = hashlib.sha256(value.strip().casefold().encode()).digest()
    return f"zz{kind}{int.from_bytes(digest[:7], 'big')}"


@lru_cache(16_384)
def of_day(day: date | None) -> tuple[str, ...]:
    """The tokens of a first possible day: its year, month and day, so that a range is a handful of tokens."""
    if day is None:
        return (by_value("f", "undated"),)
    year, month, number = day.isoformat().split("-")  # a sixth of the time that strftime takes
    return (f"zzy{year}", f"zzm{year}{month}", f"zzd{year}{month}{number}")


def of_range(first: date, last: date) -> list[str]:
    """The fewest tokens that cover every day from `first` to `last`, both included."""
    found: list[str] = []
    day = first
    while day <= last:
        of_year, of_month, of_itself = of_day(day)
        if (day.month, day.day) == (1, 1) and date(day.year, 12, 31) <= last:
            found.append(of_year)
            following = (day.year + 1, 1, 1)
        elif day.day == 1 and _month_end(day) <= last:
            found.append(of_month)
            following = (day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            found.append(of_itself)
            tomorrow = day.toordinal() + 1
            if tomorrow > date.max.toordinal():
                break
            ahead = date.fromordinal(tomorrow)
            following = (ahead.year, ahead.month, ahead.day)
        if following[0] > date.max.year:
            break
        day = date(*following)
    return found


def line(tokens: Iterable[str]) -> str:
    """The content of the `filters` column: every article has `EVERY`, then its own tokens in order, each once."""
    return " ".join(dict.fromkeys((EVERY, *tokens)))


def _month_end(day: date) -> date:
    return (
        date(day.year, day.month, 31)
        if day.month == 12
        else date.fromordinal(date(day.year, day.month + 1, 1).toordinal() - 1)
    )
