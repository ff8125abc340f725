"""Where the archive collects from: what came from each source month by month, why the rest did not, and the gaps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from archive.model import SourceHealth, SourceMonth
from archive.plugin import chart, wording
from archive.store import config, health

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit
    from archive.search import Engine

MONTHS = 12
GAPS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A source in a month: how it fared, how many articles came, and all of it in words."""

    state: Literal["fine", "mixed", "bad", "none"]
    count: int
    words: str


async def page(visit: Visit) -> Response:
    """`/sources`."""
    return await visit.page("sources", **await visit.room.ask_once(_everything))


def _everything(conn: sqlite3.Connection, sight: Sight, _engine: Engine) -> dict[str, Any]:
    found = health.by_month(conn, sight.visitor)
    months = list(chart.periods(_year_before(sight.today), sight.today[:7], "month"))[-MONTHS:]
    today = f"{sight.today}T23:59:59Z"
    return {
        "about": config.everything(conn),
        "months": [(month, chart.short(month)) for month in months],
        "rows": [(one, list(_cells(one, months))) for one in found],
        "gaps": health.gaps(conn, f"{months[0]}-01T00:00:00Z", today, sight.visitor)[-GAPS:][::-1] if found else [],
    }


def _cells(one: SourceHealth, months: list[str]) -> Iterator[Cell]:
    by_month: Mapping[str, SourceMonth] = {month.month: month for month in one.months}
    for name in months:
        month = by_month.get(name)
        yield _cell(name, month) if month else Cell("none", 0, f"{chart.name(name)}: nothing was asked for")


def _cell(name: str, month: SourceMonth) -> Cell:
    missed = sum(count for _, count in month.missed)
    reasons = [f"{wording.number(count)} {why}" for why, count in month.missed]
    told = [f"{wording.number(month.came)} came"]
    told += [f"{wording.number(month.unchanged)} unchanged"] if month.unchanged else []
    told += [f"not: {', '.join(reasons)}"] if reasons else []
    told += [f"the source itself could not be read: {', '.join(month.unread)}"] if month.unread else []
    good = month.came + month.unchanged
    state: Literal["fine", "mixed", "bad"] = "fine" if good and missed <= good / 10 and not month.unread else "mixed"
    return Cell(state if good else "bad", month.came, f"{chart.name(name)}: {'; '.join(told)}")


def _year_before(today: str) -> str:
    return f"{int(today[:4]) - 1:04}{today[4:7]}"
