"""The answer to a search as JSON: `/search.json` and `pressmark search --json` are this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from archive import cite, text
from archive.model import Hit
from archive.search import Engine, Query, Request
from archive.search.engine import FacetName, Period, Point

FACETS: tuple[FacetName, ...] = ("outlet", "year", "author", "section", "language", "tag")
# Beyond so many periods a picture or a table is read by the next larger ones.
MOST_POINTS = 120


def answer(
    engine: Engine,
    asked: str,
    query: Query,
    request: Request,
    *,
    base_url: str | None,
    next_address: Callable[[str], str],
    facets: Iterable[FacetName] = FACETS,
) -> dict[str, Any]:
    """A search as asked and as understood, one page of its results, and facets and timeline of all of them.

    `next_address` makes the address of the next page from its `after`.
    """
    page = engine.search(request)
    by, points = timeline(engine, request)
    return {
        "query": asked,
        "understood": query.understood,
        "notes": list(query.notes),
        "sort": page.sort,
        "total": page.total,
        "distinct": page.distinct,
        "undated": page.undated,
        "took_ms": page.took_ms,
        "next": next_address(page.next) if page.next else None,
        "widened": page.widened,
        "results": [result(hit, base_url) for hit in page.hits],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in found]
            for name, found in engine.facets(request, tuple(facets)).items()
        },
        "timeline": {
            "by": by,
            "points": [{"start": point.start, "count": point.count, "total": point.total} for point in points],
        },
    }


def result(hit: Hit, base_url: str | None) -> dict[str, Any]:
    """One result; in its snippet the hits stand between asterisks."""
    return {
        "id": hit.article_id,
        "version": hit.version,
        "title": hit.title,
        "outlet": hit.outlet,
        "authors": list(hit.authors),
        "published": hit.published,
        "url": hit.url,
        "permalink": cite.permalink(hit.article_id, hit.version, base_url),
        "snippet": text.starred(hit.snippet),
        "score": hit.score,
        "copies": hit.copies,
    }


def timeline(engine: Engine, request: Request) -> tuple[Period, tuple[Point, ...]]:
    """The timeline in the finest periods that a reader can still take in."""
    years = engine.timeline(request, "year")
    matching = [point for point in years if point.count]
    if not matching:
        return "year", years
    first, last = int(matching[0].start[:4]), int(matching[-1].start[:4])
    if (last - first + 1) * 12 > MOST_POINTS:
        return "year", years
    months = engine.timeline(request, "month")
    days = _span_in_days([point for point in months if point.count])
    return ("day", engine.timeline(request, "day")) if days <= MOST_POINTS else ("month", months)


def _span_in_days(months: list[Point]) -> int:
    first, last = (date.fromisoformat(f"{point.start[:7]}-01") for point in (months[0], months[-1]))
    return (last - first).days + 31
