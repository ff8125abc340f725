"""How much of a period was not collected, of the days of all sources; and how a timeline shows it."""

import pytest

from archive.model import Gap, Source
from archive.plugin import chart, gaps
from archive.plugin.gaps import Gaps
from archive.plugin.sight import Sight
from archive.search import Point

TODAY = "2026-04-30T23:59:59Z"


def source(number, added, removed=None):
    return Source(number, "feed", f"https://{number}.example/rss", f"Source {number}", None, added, removed)


ONE, OTHER = source(1, "2026-01-01T00:00:00Z"), source(2, "2026-03-01T00:00:00Z")


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-02-01T00:00:00Z", "2026-02-28T23:59:59Z", {"2026-02": 1.0}),
        ("2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z", {"2026-03": 0.5}),
        ("2026-02-15T00:00:00Z", "2026-03-31T00:00:00Z", {"2026-02": 0.5, "2026-03": 0.5}),
    ],
)
def test_shares_are_of_the_sources_that_there_were(since, until, found):
    told = Gaps((Gap(ONE, since, until, "Source 1: no round was run"),), (ONE, OTHER), TODAY)
    assert told.shares(["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"]) == found


def test_a_timeline_is_shaded_from_the_top():
    told = Gaps((Gap(ONE, "2026-02-01", "2026-02-28", ""),), (ONE,), TODAY)
    drawn = chart.draw([Point("2026-01", 3, 3), Point("2026-04", 3, 3)], "month", told.shares)
    (shade,) = drawn.shades
    assert (shade.x, shade.height) == (25.0, chart.HEIGHT)
    assert shade.label == "February 2026: 100 % of the collecting failed or was not done"


def test_an_archive_filled_by_hand_has_no_gaps(store):
    assert gaps.known(store.conn, Sight(public=False, today="2026-04-30")) == Gaps((), (), TODAY)
