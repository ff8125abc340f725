"""What a manifest and a methods section say of a search: what was asked, of which archive, what came of it, what lacks.

The counts stand in the order of PRISMA's flow diagram (M. J. Page et al., "The PRISMA 2020 statement", BMJ 372:n71,
2021): identified, kept from screening and why, screened, excluded, included. Copies are folded last here, and not
first, because which article is a copy is only asked of those that match.
"""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from archive import __version__, dates
from archive.edition import edition
from archive.export.question import Question
from archive.search import Engine, Page
from archive.search.changes import stamp
from archive.store import config, health, state

_TOLD_OF_ARCHIVE = ("uuid", "title", "keeper", "contact", "licence", "base_url", "created")
_OUTLETS = 1_000


def account(
    conn: sqlite3.Connection,
    engine: Engine,
    question: Question,
    page: Page,
    *,
    made: str,
    visitor: str | None = None,
) -> dict[str, Any]:
    """The account of a search whose first page is known, as JSON; `made` is the moment in UTC."""
    request, query, about = question.request(visitor), question.query, config.everything(conn)
    points = engine.timeline(request, "day")
    span = (points[0].start, points[-1].start) if points else None
    matching = [point.start for point in points if point.count]
    now = state.state(conn)
    return {
        **question.data(),
        "understood": query.understood,
        "notes": list(query.notes),
        "made_at": made,
        "program": f"Pressmark {__version__}",
        "extractor": edition(),
        "archive": {name: about[name] for name in _TOLD_OF_ARCHIVE if name in about},
        "state": {**asdict(now), "last_change": stamp(conn).change},
        "flow": _flow(conn, engine, page, question, visitor),
        "period": list(span) if span else None,
        "published": [matching[0], matching[-1]] if matching else None,
        "outlets": {one.label: one.count for one in engine.facets(request, ("outlet",), _OUTLETS)["outlet"]},
        "gaps": _gaps(conn, span, made),
        "seen_by": "visitors" if visitor else "the keeper",
    }


def _flow(
    conn: sqlite3.Connection, engine: Engine, page: Page, question: Question, visitor: str | None
) -> dict[str, Any]:
    refused = state.refused(conn)
    screened = engine.search(Question().request(visitor)).total
    return {
        "identified": screened + sum(refused.values()),
        "not_kept": refused,
        "screened": screened,
        "excluded": screened - page.total,
        "matched": page.total,
        "undated": page.undated,
        "copies_folded": page.total - page.distinct if question.distinct else 0,
        "copies": page.total - page.distinct,
        "included": page.distinct if question.distinct else page.total,
    }


def _gaps(conn: sqlite3.Connection, span: tuple[str, str] | None, made: str) -> list[dict[str, str]]:
    """The gaps in collection that touch the days asked about."""
    if span is None:
        return []
    found = health.gaps(conn, dates.first_moment(span[0]), min(dates.last_moment(span[1]), made))
    return [{"source": gap.source.name, "since": gap.since, "until": gap.until, "why": gap.words} for gap in found]
