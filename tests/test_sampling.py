"""Shares are whole and fair, and what is drawn is drawn again."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import sampling

SIZES = st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("sizes", "units", "given_"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
        ({"a": 1, "b": 1, "c": 1}, 2, {"a": 1, "b": 1, "c": 0}),
        ({"a": 998, "b": 1, "c": 1}, 100, {"a": 100, "b": 0, "c": 0}),
        ({"a": 7, "b": 2, "c": 1}, 4, {"a": 3, "b": 1, "c": 0}),
        ({"a": 3}, 9, {"a": 3}),
        ({}, 9, {}),
    ],
)
def test_largest_remainders(sizes, units, given_):
    assert sampling.shares(sizes, units) == given_


@given(SIZES, st.integers(1, 600))
def test_shares_add_up_and_stay_within_one_of_the_quota(sizes, units):
    given_, whole = sampling.shares(sizes, units), sum(sizes.values())
    assert sum(given_.values()) == min(units, whole)
    for name, size in sizes.items():
        assert 0 <= given_[name] <= size
        assert abs(given_[name] - min(units, whole) * size / whole) < 1


@given(st.sets(st.integers(1, 10_000), max_size=50), st.integers(0, 20), st.integers())
def test_the_same_seed_draws_the_same_whatever_the_order(ids, units, seed):
    drawn = sampling.drawn(ids, units, seed)
    assert drawn == sampling.drawn(sorted(ids), units, seed)
    assert len(drawn) == min(units, len(ids))
    # A sample of more begins with the sample of fewer, and what is added elsewhere moves nobody out of turn.
    assert sampling.drawn(ids, units + 5, seed)[:units] == drawn
    more = sampling.drawn([*ids, 10_001, 10_002], units, seed)
    assert [one for one in more if one <= 10_000] == drawn[: len([one for one in more if one <= 10_000])]


def test_chance_can_be_counted_without_us():
    assert sampling.chance(12, 1) == hashlib.sha256(b"1:12").hexdigest()
