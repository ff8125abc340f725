"""The rows and snippets of a page: what a reader is told of the few articles that an engine has chosen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from archive.model import Hit, version_label
from archive.search import passages
from archive.search.columns import HIDDEN
from archive.search.relevance import Place
from archive.search.snippets import best
from archive.search.tree import Node

_ROWS = f"""
SELECT a.slot, a.id, a.version, a.reread, a.title, o.name, a.authors, a.published, coalesce(a.canonical_url, a.url),
  CASE WHEN a.access <> 'inherit' THEN a.access WHEN o.access <> 'inherit' THEN o.access ELSE 'full' END,
  (SELECT count(*) FROM articles AS k WHERE (k.copy_of = coalesce(a.copy_of, a.id) OR k.id = a.copy_of)
    AND k.id <> a.id AND k.slot NOT IN ({HIDDEN})),
  a.language, coalesce(a.dek, ''), a.text
FROM json_each(:slots) AS wanted JOIN articles AS a ON a.slot = wanted.value
  LEFT JOIN outlets AS o ON o.id = a.outlet_id
ORDER BY wanted.key
"""


def hits(conn: sqlite3.Connection, places: Sequence[Place], root: Node, visitor: str | None = None) -> Iterator[Hit]:
    """The articles at these places, in their order, with the passages that the words of a query stand in.

    Copies are counted as far as a visitor may know of them (see `Request`).
    """
    slots = json.dumps([slot for slot, _ in places])
    rows = conn.execute(_ROWS, {"slots": slots, "visitor": visitor}).fetchall()
    found = passages.hits_all([row[-2:] for row in rows], root, [row[-3] for row in rows])
    for (_, rank), row, (in_dek, in_body) in zip(places, rows, found, strict=True):
        slot, article, version, reread, title, outlet, authors, published, url, access, copies, _, dek, body = row
        passage = best(dek, in_dek, body, in_body)
        yield Hit(
            article_id=article,
            version=version_label(version, reread),
            title=title,
            outlet=outlet,
            authors=tuple(authors.split("; ")) if authors else (),
            published=published,
            url=url,
            snippet=passage.line,
            score=-rank,
            slot=slot,
            access=access,
            copies=copies,
            paragraph=passage.paragraph,
        )
