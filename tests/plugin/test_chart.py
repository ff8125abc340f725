"""A timeline's picture: every bar in its place, distance is time, and letters that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.plugin import chart, wording
from archive.search import Point


@pytest.mark.parametrize(("by", "starts", "places"), [
    ("month", ["2023-11", "2024-01", "2024-02"], [0, 50, 75]),
    ("year", ["1999", "2001"], [0, 200 / 3]),
    ("day", ["2024-02-28", "2024-03-01"], [0, 200 / 3]),
])  # fmt: skip
def test_empty_periods_keep_their_place(by, starts, places):
    drawn = chart.draw([Point(start, 1, 1) for start in starts], by)
    assert [bar.x for bar in drawn.bars] == pytest.approx(places)
    assert [bar.start for bar in drawn.bars] == starts


def test_heights_are_shares_of_the_highest():
    drawn = chart.draw([Point("2023", 10, 10), Point("2024", 5, 10), Point("2025", 0, 10)], "year")
    assert [bar.height for bar in drawn.bars] == [chart.HEIGHT, chart.HEIGHT / 2]
    assert drawn.title == "Articles a year, 2023 to 2024; most: 10 in 2023"


def test_nothing_is_no_picture():
    assert chart.draw([], "month") is None
    assert chart.draw([Point("2024", 0, 3)], "year") is None


@given(st.integers(1, 9999), st.integers(0, 800), st.integers(1, 10**6))
def test_everything_stays_inside(year, years, count):
    last = min(9999, year + years)
    drawn = chart.draw([Point(f"{year:04}", count, count), Point(f"{last:04}", 1, 1)], "year")
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.001 and bar.y >= 0 for bar in drawn.bars)
    assert all(bar.y + bar.height == pytest.approx(chart.HEIGHT) for bar in drawn.bars)
    assert 1 <= len(drawn.ticks) <= 5


@pytest.mark.parametrize(("iso", "words"), [
    ("2015", "2015"), ("2015-06", "June 2015"), ("2015-06-22", "22 June 2015"), ("2015-06-22T18:04:00", "22 June 2015, 18:04"),
    ("2015-06-22T18:04:00+01:00", "22 June 2015, 18:04 (+01:00)"), ("2015-06-22T18:04:00Z", "22 June 2015, 18:04 UTC"),
    ("2015-06-22T18:04:00+00:00", "22 June 2015, 18:04 UTC"), ("2015-06-22T18:04+01:00", "22 June 2015, 18:04 (+01:00)"), (None, ""),
])  # fmt: skip
def test_a_date_is_told_as_far_as_it_is_known(iso, words):
    assert wording.when(iso) == words
