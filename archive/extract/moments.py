"""Which of a page's dates is the date of publication.

Sources disagree: templates print the time of the request, migrations rewrite JSON-LD, sites put the day of the last
edit into both fields. Rules: the first source is believed unless another contradicts it by more than a day; then the
side that a third source takes wins, else the earlier day, for nothing is edited before it is published. Times in the
markup may belong to other articles, so they support and never contradict. Of all statements of the day believed, the
most precise is taken, so that an hour and a zone are neither lost nor made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extract.claims import Said


def published(said: Sequence[Said]) -> Said | None:
    """The source to believe and its date, of what the sources say in order of trust; None where nothing was said."""
    days = [one for one in said if len(one[1]) >= len("2015-06-22")]
    if not days:
        return next(iter(said), None)
    first = days[0]
    against = _against(first, days)
    if against:
        first = min(first, against, key=lambda one: (-_supporters(one, days), _day(one)))
    return max((one for one in days if _day(one) == _day(first)), key=lambda one: _precision(one[1]))


def disagree(said: Sequence[Said]) -> bool:
    """Whether two sources state days more than one apart: zones explain a day, and nothing explains more."""
    days = [one for one in said if len(one[1]) >= len("2015-06-22")]
    return any(_against(one, days) for one in days[:1])


def is_finer(one: str, other: str) -> bool:
    """Whether a date says the same as another, and more: a day of that month, an hour of that day."""
    return len(one) > len(other) and one.startswith(other)


def _against(first: Said, days: Sequence[Said]) -> Said | None:
    """Who contradicts the first: times in the markup may belong to other articles, and do not."""
    return next((one for one in days if one[0] != "markup" and _days_between(one, first) > 1), None)


def _supporters(one: Said, days: Sequence[Said]) -> int:
    """How many sources name that day, or one beside it."""
    return len({source for source, iso in days if _days_between(one, (source, iso)) <= 1})


def _days_between(one: Said, other: Said) -> int:
    return abs(_day(one) - _day(other))


def _day(one: Said) -> int:
    day = dates.first_day(one[1])
    return day.toordinal() if day else 0


def _precision(iso: str) -> tuple[bool, bool, bool]:
    """Has an hour; one that is no template's midnight; and a zone."""
    clock = iso[len("2015-06-22T") :]
    return bool(clock), bool(clock) and not clock.startswith("00:00:00"), "+" in clock or "-" in clock
