"""The port of search: what is asked, what comes back, and the shape of an engine that answers.

Faces build a `Request` and print a `Page`; which engine stands between is not their business. All that comes back is
frozen and made of plain values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from archive.model import Hit, Sort
from archive.search.tree import Node

MAX_SIZE = 1_000

FilterName = Literal["outlet", "author", "section", "tag", "language"]
FacetName = Literal["outlet", "author", "section", "tag", "language", "year"]
Period = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen beside the query, by exact value: any of these, none of those, within these dates.

    An outlet is a slug or a name. A language is a full tag or its first part: `en` is all English. `since` and `until`
    are years, months or days as ISO text, and belong to the span.
    """

    any_of: Mapping[FilterName, tuple[str, ...]] = field(default_factory=dict)
    none_of: Mapping[FilterName, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A search: the tree of a query, filters, and which stretch of the results in which order.

    `size` is 1 to 1,000 hits. `after` is the `next` of the page before. `visitor` is the ISO day on which a visitor
    asks, who must not learn of articles that are hidden from visitors; None is the keeper, who sees all. `closely` has
    the best read more closely where any of several words will do (`ranking`).
    """

    query: Node
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    size: int = 10
    after: str | None = None
    visitor: str | None = None
    closely: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the results, and no more than that.

    `sort` is the order they are in: by relevance only where the query has words to rank by. `next` is the `after` of
    the next stretch, None on the last.
    """

    hits: tuple[Hit, ...]
    sort: Sort
    next: str | None


@dataclass(frozen=True, slots=True)
class Page(Stretch):
    """A stretch of the results, and what is true of all of them.

    `total` counts articles, `distinct` those that are no copies of another match, `undated` those without a date.
    `widened` is how many articles have any of the words, told where fewer than ten have them all.
    """

    total: int
    distinct: int
    undated: int
    widened: int | None
    took_ms: float


class Counts(Protocol):
    """What is counted of all matches: see `Page`."""

    @property
    def total(self) -> int:
        """All of them."""

    @property
    def distinct(self) -> int:
        """Without copies."""

    @property
    def undated(self) -> int:
        """Without a date."""


def page(stretch: Stretch, counts: Counts, *, widened: int | None, seconds: float) -> Page:
    """A stretch with what is counted of all matches, found in so many seconds."""
    return Page(
        hits=stretch.hits,
        sort=stretch.sort,
        next=stretch.next,
        total=counts.total,
        distinct=counts.distinct,
        undated=counts.undated,
        widened=widened,
        took_ms=round(seconds * 1000, 1),
    )


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that matches have: `value` for an address, `label` for a reader."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a timeline: its ISO date, its matches, and all articles there are of it."""

    start: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How the matches of one outlet lie in time: first and last day (ISO) and the count of each period that has any."""

    slug: str
    name: str
    host: str | None
    articles: int
    first: str | None
    last: str | None
    periods: Mapping[str, int]


class Engine(Protocol):
    """Anything that can answer a request; each raises UsageError for a date or an `after` that is none."""

    def search(self, request: Request) -> Page:
        """One page of the results."""

    def stretch(self, request: Request) -> Stretch:
        """The hits of one page, and nothing that needs all matches."""

    def facets(
        self, request: Request, names: Sequence[FacetName], limit: int = 50
    ) -> dict[FacetName, tuple[Facet, ...]]:
        """The commonest values among all matches, for the facets named; years come newest first and are all there."""

    def timeline(self, request: Request, by: Period) -> tuple[Point, ...]:
        """Every period in the dates asked for that has articles at all, earliest first."""

    def outlets(self, request: Request, by: Period) -> tuple[Spread, ...]:
        """The outlets of all matches, the commonest first, and how their articles lie in time."""

    def ids(self, request: Request) -> Iterator[int]:
        """The ids of all matches in their order, one by one; `size` and `after` are passed over."""
