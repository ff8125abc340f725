"""Drawing a sample that can be drawn again: how many from each stratum, and which.

Strata get their proportional share of the sample (W. G. Cochran, "Sampling Techniques", 3rd edition, Wiley 1977, 5.5),
made whole by the method of largest remainders (Hamilton's; M. L. Balinski and H. P. Young, "Fair Representation", Yale
1982, chapter 2). Which units are drawn is told by a number that each has for ever, a hash of the seed and its id
(permanent random numbers; E. Ohlsson in "Business Survey Methods", Wiley 1995, chapter 9): the same archive gives the
same sample on any machine, and one that has grown gives nearly the same.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def shares(sizes: Mapping[K, int], units: int) -> dict[K, int]:
    """How many of so many units each stratum gives, all where there are no more; ties go to those named first."""
    whole = sum(sizes.values())
    if units >= whole:
        return dict(sizes)
    quotas = {name: Fraction(size * units, whole) for name, size in sizes.items()}
    given = {name: int(quota) for name, quota in quotas.items()}
    left = units - sum(given.values())
    for name in sorted(quotas, key=lambda one: given[one] - quotas[one])[:left]:
        given[name] += 1
    return given


def drawn(ids: Iterable[int], units: int, seed: int) -> list[int]:
    """So many of these ids, in an order of chance that belongs to the seed."""
    return heapq.nsmallest(units, ids, key=lambda one: chance(one, seed))


def chance(number: int, seed: int) -> str:
    """The permanent random number of a unit, as hex: SHA-256 of `SEED:ID`."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
