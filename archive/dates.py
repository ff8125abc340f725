"""Dates as they were given: ISO text at its true precision, and nothing made up.

`parse` reads what pages, feeds, tables and people write. A year stays a year; an hour stays an hour without a zone
where none was given; `9/6/17`, which may be June or September, is read as the year 2017. Years outside 1600 to the
day of capture plus one are refused by `plausible`, not silently stored.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal

Precision = Literal["year", "month", "day", "minute"]

# The oldest printed newspaper began in 1605 (Relation, Strasbourg); before it no date can be one of publication.
FIRST_YEAR = 1600

_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d?)(?:-(?P<d>\d\d?)"
    r"(?:[T ]+(?P<time>\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?)?"
    r"(?:\[[\w/]+\])?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})(?:(?:,| -| um)? (\d{1,2})[:.](\d\d)(?: Uhr)?)?")
_EAST_ASIAN = re.compile(
    r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?\s*(?:[(（].[)）])?\s*(?:(\d{1,2})\s*[:時시]\s*(?:(\d{1,2})\s*[分분]?)?)?"
)
_TIME_IN_WORDS = re.compile(r"\d{1,2}[:.h]\d\d|\d\s*[ap]\.?m\b|\d\s*(?:uhr|heures?)", re.IGNORECASE)
_HAS_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_HAS_MONTH = re.compile(r"[^\W\d_]{2}")  # digits alone were read, or refused, before
# Archives reach over decades, and their articles come in any order: so many days are remembered.
_DAYS = 16_384
UTC_NOW_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
# No zone can carry a moment out of the calendar from here.
_EARLIEST, _LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)


def now() -> str:
    """The moment in UTC, to the second: `2025-03-14T18:40:00Z`. The clock that the commands pass in."""
    return datetime.now(UTC).strftime(UTC_NOW_FORMAT)


def parse(given: str | None) -> str | None:
    """A date as written, in ISO form at its own precision; None where it cannot be read without guessing."""
    words = " ".join((given or "").split())
    if not words or len(words) > 80:
        return None
    return _parsed(words)


def precision(iso: str) -> Precision:
    """How much of a date is known."""
    return {4: "year", 7: "month", 10: "day"}.get(len(iso), "minute")  # type: ignore[return-value]


@lru_cache(_DAYS)
def first_day(iso: str | None) -> date | None:
    """The first day that a date can mean: `2015-06` is 2015-06-01; a moment keeps its own local day."""
    if not iso:
        return None
    parts = [int(part) for part in iso[:10].split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(iso: str) -> date:
    """The last day that a date can mean: `2015-06` is 2015-06-30."""
    start = first_day(iso)
    if start is None:
        raise ValueError(iso)
    if precision(iso) == "year":
        return date(start.year, 12, 31)
    if precision(iso) == "month":
        return (
            date(start.year, 12, 31)
            if start.month == 12
            else date.fromordinal(date(start.year, start.month + 1, 1).toordinal() - 1)
        )
    return start


def first_moment(iso: str) -> str:
    """The first moment that a date can mean, in UTC (`2025-03-14T00:00:00Z`); no zone is taken for UTC."""
    return _in_utc(iso if precision(iso) == "minute" else f"{first_day(iso)}T00:00:00")


def last_moment(iso: str) -> str:
    """The last moment that a date can mean, in UTC."""
    return _in_utc(iso if precision(iso) == "minute" else f"{last_day(iso)}T23:59:59")


def plausible(iso: str, seen: str) -> bool:
    """Whether an article seen at `seen` can have been published then: not before print, at most a day ahead."""
    day, limit = first_day(iso), first_day(seen)
    return day is not None and limit is not None and day.year >= FIRST_YEAR and day.toordinal() <= limit.toordinal() + 1


def _in_utc(iso: str) -> str:
    moment = datetime.fromisoformat(iso)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment, _EARLIEST), _LATEST).astimezone(UTC).strftime(UTC_NOW_FORMAT)


@lru_cache(_DAYS)
def _parsed(words: str) -> str | None:
    """A date of words that are single-spaced and few."""
    return next((iso for form in (_iso, _compact, _slashed, _east_asian, _mail, _words) if (iso := form(words))), None)


def _iso(words: str) -> str | None:
    match = _ISO.fullmatch(words)
    if not match:
        return None
    year, month, day = (match[part] for part in "ymd")
    known = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    if not match["time"]:
        return known if _exists(known) else None
    hour, *rest = match["time"].split(":")
    minute, second = [*rest, "00"][:2]
    return _exists(f"{known}T{int(hour):02}:{minute}:{second}{_zone(match['zone'])}")


def _compact(words: str) -> str | None:
    match = _COMPACT.fullmatch(words)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    known = f"{year}-{month}-{day}"
    return _exists(f"{known}T{hour}:{minute}:{second or '00'}{_zone(zone)}" if hour else known)


def _slashed(words: str) -> str | None:
    """`2017/9/6`, `26/9/2017`, `9/26/17`; where day and month could be either, only the year is certain."""
    match = _SLASHED.fullmatch(words)
    if not match:
        return None
    first, mark, second, third = match[1], match[2], int(match[3]), match[4]
    hour = f"T{int(match[5]):02}:{match[6]}:00" if match[5] else ""
    if len(first) == 4:
        return _exists(f"{first}-{second:02}-{int(third):02}{hour}")
    if len(third) not in {2, 4}:
        return None
    year = int(third) if len(third) == 4 else _century(int(third))
    one = int(first)
    if mark == "." or one > 12 or one == second:  # dots are the European order
        return _exists(f"{year:04}-{second:02}-{one:02}{hour}")
    if second > 12:
        return _exists(f"{year:04}-{one:02}-{second:02}{hour}")
    return _exists(f"{year:04}") if one >= 1 and second >= 1 else None


def _east_asian(words: str) -> str | None:
    match = _EAST_ASIAN.fullmatch(words)
    if not match:
        return None
    year, month, day, hour, minute = match.groups()
    known = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return _exists(f"{known}T{int(hour):02}:{int(minute or 0):02}:00" if hour and day else known)


def _mail(words: str) -> str | None:
    """RFC 2822, the form of RSS: `Fri, 14 Mar 2025 18:40:00 +0100`."""
    if not re.search(r"\d{1,2}:\d\d", words):
        return None
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _moment(moment)


def _words(words: str) -> str | None:
    """Dates in words, of any language that dateparser knows; a part that is not written is not filled in."""
    if not _HAS_YEAR.search(words) or not _HAS_MONTH.search(words):
        return None
    from dateparser import parse as read_words  # slow to import (0.3 s), and most archives never need it

    settings: dict[str, object] = {"PARSERS": ["absolute-time"]}
    for parts, form in ((["day", "month", "year"], "%Y-%m-%d"), (["month", "year"], "%Y-%m")):
        try:
            moment = read_words(words, settings={**settings, "REQUIRE_PARTS": parts})
        except (ValueError, OverflowError, TypeError):
            return None
        if moment and form == "%Y-%m-%d" and _TIME_IN_WORDS.search(words):
            return _moment(moment)
        if moment:
            return _exists(moment.strftime(form))
    return None


def _moment(moment: datetime) -> str | None:
    return _exists(moment.replace(microsecond=0).isoformat())


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _century(two_digits: int) -> int:
    """POSIX strptime: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def _exists(iso: str) -> str | None:
    """The same text where such a day and hour exist (no 31 February, no hour 25), else None."""
    try:
        datetime.fromisoformat(iso if len(iso) > 7 else f"{iso}-01-01"[:10])
    except ValueError:
        return None
    return iso
