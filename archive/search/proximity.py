"""Where something stands in a text, and which of two stand near each other.

Places are counted in words. What is near is the stretch from the first word to the last, after the algebra of Clarke,
Cormack and Burkowski (An algebra for structured text search, 1995), so that it can itself be near a third. A word is
never near itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

# So many pairs of one text are looked at: enough to mark and to count them.
_MAX_PAIRS = 2_000

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """A stretch of words, from `start` to before `end`, and the terms in it that were asked for."""

    start: int
    end: int
    terms: tuple[Span, ...]


def near(left: Sequence[Occurrence], right: Sequence[Occurrence], distance: int, *, ordered: bool) -> list[Occurrence]:
    """The pairs with fewer than `distance` words between them; `ordered` only those whose left one comes first."""
    found = islice(_beside(left, sorted(right), distance - 1), _MAX_PAIRS)
    return merged(
        _hull(one, other) for one, other in found if _apart(one, other) and (not ordered or one.end <= other.start)
    )


def together(
    left: Sequence[Occurrence], right: Sequence[Occurrence], unit: Callable[[int], Hashable]
) -> list[Occurrence]:
    """For each unit of text with some of both, the stretch from the first to the last; `unit` is that of a word."""
    lefts, rights = _by_unit(left, unit), _by_unit(right, unit)
    found = []
    for one in lefts.keys() & rights.keys():
        pairs = islice(product(lefts[one], rights[one]), _MAX_PAIRS)
        fitting = {each for pair in pairs if _apart(*pair) for each in pair}
        if fitting:
            start, end = min(each.start for each in fitting), max(each.end for each in fitting)
            found.append(Occurrence(start, end, tuple(sorted({term for each in fitting for term in each.terms}))))
    return sorted(found)


def merged(several: Iterable[Occurrence]) -> list[Occurrence]:
    """All of these in order, each once."""
    return sorted(set(several))


def _beside(
    left: Iterable[Occurrence], right: Sequence[Occurrence], between: int
) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Pairs with at most so many words between them, overlapping ones too; `right` is sorted."""
    longest = max((one.end - one.start for one in right), default=0)
    starts = [one.start for one in right]
    for one in left:
        for other in islice(right, bisect_left(starts, one.start - between - longest), None):
            if other.start - one.end > between:
                break
            if one.start - other.end <= between:
                yield one, other


def _apart(one: Occurrence, other: Occurrence) -> bool:
    """Whether no word belongs to terms of both."""
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in product(one.terms, other.terms))


def _hull(one: Occurrence, other: Occurrence) -> Occurrence:
    terms = tuple(sorted({*one.terms, *other.terms}))
    return Occurrence(min(one.start, other.start), max(one.end, other.end), terms)


def _by_unit(several: Iterable[Occurrence], unit: Callable[[int], Hashable]) -> dict[Hashable, list[Occurrence]]:
    """Those that lie in one unit from their first word to their last."""
    found = defaultdict(list)
    for one in several:
        if unit(one.start) == unit(one.end - 1):
            found[unit(one.start)].append(one)
    return found
