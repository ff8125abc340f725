"""Copies: the same text run by several outlets, in the order in which they ran it.

A group is a lead and all articles whose `copy_of` names it. Who ran it first can be said only where dates are precise
enough: a day is no hour.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archive import dates
from archive.model import version_label
from archive.store import visibility

_GROUPS = """
SELECT w.id, k.id, k.version, k.reread, k.title, o.name, o.slug, k.published, k.words, k.text_sha256
FROM (SELECT a.id, coalesce(a.copy_of, a.id) AS lead FROM json_each(:ids) AS j JOIN articles AS a ON a.id = j.value)
  AS w
JOIN articles AS k ON k.id = w.lead OR k.copy_of = w.lead LEFT JOIN outlets AS o ON o.id = k.outlet_id
WHERE k.redirect_to IS NULL
"""
_END_OF_TIME = "9999-12-31T23:59:59Z"


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the articles of a group, as it stands."""

    article_id: int
    version: str
    title: str | None
    outlet: str | None
    slug: str | None
    published: str | None
    words: int
    text_sha256: str

    @property
    def begins(self) -> str:
        """The first moment (UTC) at which it can have been published."""
        return dates.first_moment(self.published) if self.published else _END_OF_TIME

    @property
    def ends(self) -> str:
        """The last one."""
        return dates.last_moment(self.published) if self.published else _END_OF_TIME


def of(conn: sqlite3.Connection, article_id: int, visitor: str | None = None) -> tuple[Copy, ...]:
    """An article and its copies in order, as far as a visitor may know (`store.stats`); none where it is alone."""
    return among(conn, [article_id], visitor).get(article_id, ())


def among(
    conn: sqlite3.Connection, article_ids: Iterable[int], visitor: str | None = None
) -> dict[int, tuple[Copy, ...]]:
    """The groups of those of these articles that have copies, by the article's number."""
    found: dict[int, list[Copy]] = {}
    rows = conn.execute(_GROUPS, {"ids": json.dumps(list(article_ids))}).fetchall()
    levels = visibility.levels(conn, [row[1] for row in rows], visitor) if visitor else {}
    for wanted, number, version, reread, *facts in rows:
        if levels.get(number) != "none":
            found.setdefault(wanted, []).append(Copy(number, version_label(version, reread), *facts))
    return {
        wanted: tuple(sorted(group, key=lambda one: (one.begins, one.ends, one.article_id)))
        for wanted, group in found.items()
        if len(group) > 1
    }


def first(group: tuple[Copy, ...]) -> Copy | None:
    """The one that surely ran first; None where the dates do not say."""
    is_sure = bool(group) and all(one.published and group[0].ends < one.begins for one in group[1:])
    return group[0] if is_sure else None
