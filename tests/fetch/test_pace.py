"""The pace: rests between requests, as long as a host needs, and none asked that wants to be left alone."""

import pytest

from archive.errors import FetchError
from archive.fetch.pace import LONGEST_PARKING, LONGEST_REST, Pace, retry_after


class Clock:
    """Time that passes where somebody sleeps or is said to work."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(clock):
    """The rests before each of several turns of which each takes so long."""

    def turns(least, lengths, crawl_delay=None, good=True):
        pace = Pace(least, clock, clock.sleep)
        rests = []
        for length in lengths:
            before = clock.now
            with pace.turn("paper.example", crawl_delay, lambda: False) as turn:
                turn.good = good
                rests.append(round(clock.now - before, 3))
                clock.now += length
        return rests

    return turns


def test_the_least_rest(turns):
    assert turns(2.0, [0.1, 0.1, 0.1]) == [0, 2.0, 2.0]


def test_a_slow_host_has_longer_rests_and_a_faster_one_shorter_again(turns):
    assert turns(1.0, [9.0, 9.0, 1.0, 1.0, 1.0]) == [0, 5.0, 7.0, 4.0, 2.5]


def test_errors_that_come_fast_make_no_rest_shorter(turns):
    assert turns(1.0, [9.0, 0.0, 0.0], good=False) == [0, 5.0, 5.0]


def test_no_rest_is_longer_than_a_minute(turns):
    assert max(turns(1.0, [500.0] * 4)) == LONGEST_REST


def test_a_host_that_says_its_delay_has_it(turns):
    assert turns(1.0, [9.0, 9.0], crawl_delay=3.0) == [0, 3.0]
    assert turns(1.0, [0.0, 0.0], crawl_delay=0.0) == [0, 1.0]


def test_a_server_of_ones_own_needs_none(turns):
    assert turns(0, [5.0, 5.0]) == [0, 0]


def test_each_host_has_its_own(clock):
    pace = Pace(5.0, clock, clock.sleep)
    for host in ("a", "b"):
        with pace.turn(host, None, lambda: False):
            assert clock.now == 100.0
    assert (pace.resting("a"), pace.resting("c")) == (5.0, 0.0)


def test_a_parked_host_is_not_asked_and_not_waited_for(clock):
    pace = Pace(1.0, clock, clock.sleep)
    pace.park("a", 9_999_999.0)
    assert pace.parked("a") == LONGEST_PARKING
    with pytest.raises(FetchError, match="come back after 3600 s"), pace.turn("a", None, lambda: False):
        pass
    assert clock.now == 100.0
    clock.now += LONGEST_PARKING
    with pace.turn("a", None, lambda: False):
        assert pace.parked("a") == 0
    assert pace.resting("a") == 2.0  # and it is asked less often than before


NOW = "Sun, 01 Mar 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "now", "seconds"),
    [
        ("120", NOW, 120),
        (" 7 ", "", 7),
        ("0", NOW, 0),
        ("Sun, 01 Mar 2026 12:02:00 GMT", NOW, 120),
        ("Sun, 01 Mar 2026 12:02:00 GMT", "2026-03-01T12:00:00Z", 120),
        ("Sunday, 01-Mar-26 12:02:00 GMT", NOW, 120),
        ("Sun, 01 Mar 2026 11:00:00 GMT", NOW, 0),
        ("Sun, 01 Mar 2026 12:02:00 -0000", NOW, 120),
        ("9" * 5000, NOW, 9_999_999_999),
        ("-5", NOW, None),
        ("1.5", NOW, None),
        ("soon", NOW, None),
        ("٣", NOW, None),
        ("", NOW, None),
        (None, NOW, None),
        ("Sun, 01 Mar 2026 12:02:00 GMT", "when?", None),
        ("Sun, 01 Mar 2026 12:02:00 +99999999999999", NOW, None),
    ],
)
def test_when_to_come_back(said, now, seconds):
    assert retry_after(said, now) == seconds
