"""What articles are told apart by when a sample is drawn from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

BY = {
    "outlet": "coalesce(o.name, '')",
    "year": "coalesce(substr(a.published_date, 1, 4), '')",
    "month": "coalesce(substr(a.published_date, 1, 7), '')",
    "section": "coalesce(a.section, '')",
    "language": "coalesce(a.language, '')",
}
_CHUNK = 5_000


def of(conn: sqlite3.Connection, ids: Iterable[int], by: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each of these articles with the values of its stratum, in their order; empty where one is not known."""
    fields = "".join(f", {BY[name]}" for name in by)
    waiting = iter(ids)
    while some := list(islice(waiting, _CHUNK)):
        rows = conn.execute(
            f"SELECT a.id{fields} FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value"
            " LEFT JOIN outlets AS o ON o.id = a.outlet_id",
            [json.dumps(some)],
        )
        for number, *values in rows:
            yield number, tuple(values)
