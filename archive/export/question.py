"""A search as it was asked, in a form that can be kept: in a manifest, in a saved search, in the log.

The choices beside the words bear the names that the addresses of searches have (`outlet`, `-tag`, `from`), so that
whatever was asked on a page, in a file or on the command line is written down alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from archive import dates
from archive.model import Sort
from archive.search import FilterName, Filters, Query, Request, parse

_NAMES = frozenset(sign + name for name in get_args(FilterName) for sign in ("", "-"))
_SORTS = frozenset(get_args(Sort))


@dataclass(frozen=True, slots=True)
class Question:
    """The words, the choices as pairs of name and value, the span as ISO dates, the order; `distinct` folds copies."""

    words: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    until: str | None = None
    sort: Sort = "newest"
    distinct: bool = False

    @property
    def query(self) -> Query:
        """The words as they are understood."""
        return parse(self.words)

    def request(self, visitor: str | None = None) -> Request:
        """What an engine is asked; `visitor` as in `Request`."""
        chosen: dict[str, list[str]] = defaultdict(list)
        for name, value in self.choices:
            chosen[name].append(value)
        any_of, none_of = (
            {name: tuple(chosen[sign + name]) for name in get_args(FilterName) if sign + name in chosen}
            for sign in ("", "-")
        )
        filters = Filters(any_of, none_of, self.since, self.until)
        return Request(self.query.root, filters, self.sort, size=1, visitor=visitor)

    def filters(self) -> dict[str, list[str]]:
        """The choices and the span by name, for people and files."""
        told: dict[str, list[str]] = defaultdict(list)
        span = [(name, value) for name, value in (("from", self.since), ("to", self.until)) if value]
        for name, value in (*self.choices, *span):
            told[name].append(value)
        return dict(told)

    def data(self) -> dict[str, Any]:
        """The question as JSON; `of_data` reads it back."""
        count = "distinct" if self.distinct else "articles"
        return {"query": self.words, "filters": self.filters(), "sort": self.sort, "count": count}


def of_data(data: Mapping[str, Any]) -> Question:
    """The question that `Question.data` wrote down; raises ValueError for what it cannot have written."""
    filters, sort = data.get("filters"), data.get("sort")
    if not isinstance(data.get("query"), str) or not isinstance(filters, dict) or sort not in _SORTS:
        raise ValueError("it does not say what was asked")
    pairs = [(name, value) for name, values in filters.items() if isinstance(values, list) for value in values]
    span = {name: value for name, value in pairs if name in {"from", "to"}}
    choices = tuple((name, value) for name, value in pairs if name not in span)
    known = all(name in _NAMES and isinstance(value, str) for name, value in choices)
    if not known or any(dates.parse(value) != value for value in span.values()):
        raise ValueError("its filters are none of ours")
    return Question(
        data["query"], choices, span.get("from"), span.get("to"), cast("Sort", sort), data.get("count") == "distinct"
    )
