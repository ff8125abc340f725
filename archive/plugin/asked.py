"""What the address of a search asks for, read as well as possible: nothing is an error, but what is not used is said.

The names of the parameters are promises (see docs: addresses). An `Asked` is also every other search one click away: it
writes the address of itself with a filter more or less, and never with the place in the results, which is another's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, cast
from urllib.parse import urlencode

from archive import dates
from archive.export import Question
from archive.model import Sort
from archive.search import FilterName, Filters, Query, Request, parse, widened

FILTERS: tuple[FilterName, ...] = ("outlet", "author", "section", "tag", "language")
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
COUNTS = ("distinct", "articles")
SIZE, MAX_SIZE = 20, 1_000
# Each filter in force is a link to the search without it, which names all the others.
MAX_FILTERS = 100

Choice = tuple[str, str]  # a parameter and its value, as in the address


class Args(Protocol):
    """The parameters of an address, as Datasette gives them."""

    def get(self, name: str, default: str | None = None) -> str | None:
        """The first value of a parameter."""

    def getlist(self, name: str) -> Sequence[str]:
        """All values of a parameter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as asked: the query, the filters in force, the order, and what of the address was not used."""

    q: str = ""
    choices: tuple[Choice, ...] = ()
    since: str | None = None
    until: str | None = None
    sort: Sort | None = None
    count: Literal["distinct", "articles"] = "distinct"
    size: int = SIZE
    after: str | None = None
    notes: tuple[str, ...] = ()

    def request(self, *, after: str | None = None) -> Request:
        """The same as the engine takes it, from the page that begins at `after`."""
        filters = Filters(self._values(""), self._values("-"), self.since, self.until)
        return Request(self.query.root, filters, self.sort or "relevance", self.size, after)

    def question(self, *, distinct: bool) -> Question:
        """The same as files are made of; `distinct` folds copies."""
        return Question(self.q, self.choices, self.since, self.until, self.sort or "relevance", distinct)

    @property
    def query(self) -> Query:
        """The query as understood, with notes of its own."""
        return parse(self.q)

    @property
    def wider(self) -> Asked | None:
        """With any of the words instead of all; None where that is the same."""
        root = widened(self.query.root)
        return self.asking(Query(root).understood) if root else None

    def with_(self, name: str, value: str) -> Asked:
        """With one more filter."""
        return replace(self, choices=tuple(dict.fromkeys((*self.choices, (name, value)))))

    def without(self, name: str, value: str) -> Asked:
        """With one filter less."""
        return replace(self, choices=tuple(one for one in self.choices if one != (name, value)))

    def between(self, since: str | None, until: str | None) -> Asked:
        """From one time to another, both included; None for any time."""
        return replace(self, since=since, until=until)

    def sorted(self, sort: Sort) -> Asked:
        """In another order."""
        return replace(self, sort=sort)

    def free(self) -> Asked:
        """Without any filter."""
        return replace(self, choices=(), since=None, until=None)

    def asking(self, q: str) -> Asked:
        """With another query, all else the same."""
        return replace(self, q=q)

    def pairs(self, *, after: str | None = None) -> list[Choice]:
        """The parameters of its address; what is as usual is left out."""
        usual = Asked()
        single: list[tuple[str, object, object]] = [
            ("from", self.since, None),
            ("to", self.until, None),
            ("sort", self.sort, None),
            ("count", self.count, usual.count),
            ("size", self.size, usual.size),
            ("after", after, None),
        ]
        found = [("q", self.q)] if self.q else []
        return [*found, *self.choices, *((name, str(value)) for name, value, default in single if value != default)]

    def address(self, form: str = "", *, after: str | None = None, **more: str) -> str:
        """Its address below the root, as a page or, with `.json` or `.csv`, as data."""
        query = urlencode([*self.pairs(after=after), *more.items()])
        return f"/search{form}{'?' + query if query else ''}"

    def _values(self, sign: str) -> Mapping[FilterName, tuple[str, ...]]:
        found = {name: tuple(v for n, v in self.choices if n == sign + name) for name in FILTERS}
        return {name: values for name, values in found.items() if values}


def read(args: Args) -> Asked:
    """Read the parameters of an address."""
    notes: list[str] = []
    return Asked(
        q=(args.get("q") or "").replace("\x00", " ").strip(),
        choices=_choices(args, notes),
        since=_date(args, "from", notes),
        until=_date(args, "to", notes),
        sort=cast("Sort | None", _one_of(args, "sort", SORTS, notes)),
        count=cast("Literal['distinct', 'articles']", _one_of(args, "count", COUNTS, notes) or "distinct"),
        size=_size(args, notes),
        after=args.get("after") or None,
        notes=tuple(notes),
    )


def _choices(args: Args, notes: list[str]) -> tuple[Choice, ...]:
    names = [sign + name for name in FILTERS for sign in ("", "-")]
    given = dict.fromkeys((name, value.strip()) for name in names for value in args.getlist(name) if value.strip())
    if len(given) > MAX_FILTERS:
        notes.append(f"Only the first {MAX_FILTERS} of {len(given):,} filters are used.")
    return tuple(given)[:MAX_FILTERS]


def _date(args: Args, name: str, notes: list[str]) -> str | None:
    given = args.get(name)
    iso = dates.parse(given)
    if given and given.strip() and not iso:
        notes.append(f"Left out, as it is no date such as 2022, 2022-05 or 2022-05-01: {name}={_short(given)}.")
    return iso[:10] if iso else None


def _one_of(args: Args, name: str, known: Sequence[str], notes: list[str]) -> str | None:
    given = args.get(name) or None
    if given and given not in known:
        notes.append(f"Left out, as {name} can be {', '.join(known)}: {name}={_short(given)}.")
    return given if given in known else None


def _size(args: Args, notes: list[str]) -> int:
    given = (args.get("size") or "").strip()
    if not given:
        return SIZE
    size = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    if not 1 <= size <= MAX_SIZE:
        notes.append(f"size can be 1 to {MAX_SIZE:,}, not {_short(given)}.")
    return min(size, MAX_SIZE) or SIZE


def _short(given: str) -> str:
    return given if len(given) <= 40 else f"{given[:40]}…"
