"""A search: how it was understood, how many there are, when, and which; as a page and as JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from archive import cite, export
from archive.cite import formats
from archive.errors import UsageError
from archive.model import Citation, Hit
from archive.plugin import asked as addresses
from archive.plugin import chart, gaps, wording
from archive.plugin.asked import Asked
from archive.search import Engine, Facet, FacetName
from archive.store import collections, config, copies
from archive.store.copies import Copy
from archive.store.visibility import Access

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import Visit

# How many values of a facet are told; the page shows the first of them, and the others when asked to.
FACET_VALUES = 40
_FROM_THE_START = "The place in the results was not understood, so they begin again: after={}."


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: what to call it, how many have it, and the searches with and without it."""

    label: str
    count: int
    share: str
    chosen: Asked
    excluded: Asked | None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the search without it."""

    label: str
    without: Asked


async def page(visit: Visit) -> Response:
    """`/search`."""
    asked, room = addresses.read(visit.request.args), visit.room
    shares = visit.request.args.get("show") == "shares"
    missed = await room.ask_once(gaps.known)
    found = await visit.ask(lambda conn: _results(conn, room.engine(conn), asked, room.sight))
    drawn = chart.draw(found.pop("points"), found["by"], missed.shares, shares=shares)
    return await visit.page("search", asked=asked, q=asked.q, chart=drawn, shares=shares, **found)


async def data(visit: Visit) -> Response:
    """`/search.json`."""
    asked, sight = addresses.read(visit.request.args), visit.room.sight

    def next_address(after: str) -> str:
        return str(visit.room.datasette.absolute_url(visit.request, visit.to.search(asked, ".json", after=after)))

    def question(conn: sqlite3.Connection) -> dict[str, Any]:
        found = export.answer(
            visit.room.engine(conn),
            asked.q,
            asked.query,
            sight.of(asked.request(after=asked.after)),
            base_url=config.get(conn, "base_url"),
            next_address=next_address,
        )
        levels = sight.levels(conn, [one["id"] for one in found["results"]])
        results = [_seen(one, levels[one["id"]]) for one in found["results"] if levels[one["id"]] != "none"]
        return {**found, "notes": [*asked.notes, *found["notes"]], "results": results}

    return visit.json(await visit.ask(question))


def _results(conn: sqlite3.Connection, engine: Engine, asked: Asked, sight: Sight) -> dict[str, Any]:
    notes = [*asked.notes, *asked.query.notes]
    request = sight.of(asked.request())
    try:
        found = engine.search(replace(request, after=asked.after))
    except UsageError:
        if not asked.after:
            raise
        notes.append(_FROM_THE_START.format(asked.after))
        found = engine.search(request)
    by, points = export.timeline(engine, request)
    facets = engine.facets(request, tuple(wording.FACETS), FACET_VALUES)
    about, hits = config.everything(conn), list(visible(conn, found.hits, sight))
    groups = copies.among(conn, [hit.article_id for hit in hits], sight.visitor)
    return {
        "about": about,
        "page": found,
        "hits": list(folded(hits, groups)) if asked.count == "distinct" else hits,
        "groups": groups,
        "coins": {hit.article_id: formats.coins(_citation(hit, about, sight)) for hit in hits},
        "collections": [] if sight.public else collections.everything(conn),
        "notes": notes,
        "understood": asked.query.understood,
        "wider": asked.wider if (found.widened or 0) > found.total else None,
        "by": by,
        "points": points,
        "facets": {name: list(values(asked, name, facets[name])) for name in facets if len(facets[name]) > 1},
        "outlets": len(facets["outlet"]),
        "chips": list(_chips(asked, {one.value: one.label for one in facets["outlet"]})),
    }


def folded(hits: Iterable[Hit], groups: Mapping[int, Sequence[Copy]]) -> Iterator[Hit]:
    """The hits without those that are copies of an earlier one, which tells of them."""
    told: set[int] = set()
    for hit in hits:
        if hit.article_id not in told:
            yield hit
        told.update(one.article_id for one in groups.get(hit.article_id, ()))


def _citation(hit: Hit, about: Mapping[str, str], sight: Sight) -> Citation:
    """What a hit says of itself, for reference managers that read a page of results."""
    names = ("article_id", "version", "title", "authors", "outlet", "published", "url")
    permalink = cite.permalink(hit.article_id, hit.version, about.get("base_url"))
    return Citation(
        **{name: getattr(hit, name) for name in names},
        modified=None,
        archived_url=None,
        permalink=permalink,
        captured_at=None,
        accessed=sight.today,
        text_sha256="",
        kind=cite.kind(hit.url),
    )


def visible(conn: sqlite3.Connection, hits: Sequence[Hit], sight: Sight) -> Iterator[Hit]:
    """The hits with only what a visitor may see of them."""
    levels = sight.levels(conn, [hit.article_id for hit in hits])
    for hit in hits:
        level = levels[hit.article_id]
        if level != "none":
            yield hit if level != "metadata" else replace(hit, snippet="")


def _seen(result: dict[str, Any], level: Access) -> dict[str, Any]:
    """The same of a result in JSON."""
    return result if level != "metadata" else {**result, "snippet": ""}


def values(asked: Asked, name: FacetName, facets: tuple[Facet, ...]) -> Iterator[Value]:
    """The values of a facet as they are shown; years last longer than one, so they are chosen as a span."""
    most = max(one.count for one in facets)
    for one in facets:
        share = wording.percent(one.count, most)
        if name == "year":
            yield Value(one.label, one.count, share, asked.between(one.value, one.value), None)
        else:
            chosen, excluded = asked.with_(name, one.value), asked.with_(f"-{name}", one.value)
            yield Value(wording.value(name, one.label), one.count, share, chosen, excluded)


def _chips(asked: Asked, outlets: Mapping[str, str]) -> Iterator[Chip]:
    """The filters in force; an outlet that no match has is called by the words of its address."""
    for name, value in asked.choices:
        bare = name.removeprefix("-")
        label = outlets.get(value, value.replace("-", " ")) if bare == "outlet" else wording.value(bare, value)
        yield Chip(f"{'not ' if name != bare else ''}{label}", asked.without(name, value))
    span = _span(asked.since, asked.until)
    if span:
        yield Chip(span, asked.between(None, None))


def _span(since: str | None, until: str | None) -> str:
    if since == until:
        return wording.when(since)
    pieces = (("from", since), ("to", until))
    return " ".join(f"{word} {wording.when(iso)}" for word, iso in pieces if iso)
