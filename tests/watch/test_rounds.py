"""Rounds over a site on loopback: each page once, what is new and what is due, and nothing twice or in vain."""

import gzip
import json
import zlib

import pytest

from archive.store import health, schedule, shelf, sources
from tests.hostile.site import framed, html
from tests.watch.conftest import STORY, page, rss, tagged, urlset

FEED = "http://courier.example/feed"
A, B = "http://courier.example/depot-closes-on-friday", "http://courier.example/council-votes-again"


@pytest.fixture
def courier(world):
    """An outlet with a feed of two articles."""
    world.site.answers.update({
        "courier.example/feed": tagged(rss(A, B)),
        "courier.example/depot-closes-on-friday": tagged(page("Depot closes on Friday")),
        "courier.example/council-votes-again": tagged(page("Council votes again", STORY[::-1])),
    })  # fmt: skip
    world.source(FEED, outlet="The Courier")
    return world


def test_a_round_brings_what_the_feed_names(courier):
    done = courier.collect()
    assert set(done.outcomes().values()) == {"added"}
    assert done.round.tallies[1].new == 2
    article = shelf.article(courier.store.conn, 1)
    assert article.version.reading.outlet in {"The Courier", "courier.example"}
    assert article.capture.source == f"feed:{FEED}"


@pytest.mark.parametrize(
    ("pack", "coding"), [(gzip.compress, "gzip"), (zlib.compress, "deflate"), (gzip.compress, "x-unsaid")]
)
@pytest.mark.parametrize(
    "listed", [rss(A), json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"url": A}]})]
)
def test_a_feed_comes_in_any_coding(world, listed, pack, coding):
    said = () if coding == "x-unsaid" else (f"Content-Encoding: {coding}",)
    world.site.answers["courier.example/feed"] = framed(pack(listed.encode()), *said)
    world.source(FEED)
    assert world.collect().round.tallies[1].named == 1


def test_what_has_not_changed_is_not_sent_again(courier):
    courier.collect()
    done = courier.collect(at="2026-03-01T12:30:00Z")
    assert courier.site.paths() == ["/feed"]
    assert done.results == {}
    assert done.round.tallies[1].why == "unchanged"


@pytest.mark.parametrize(
    ("moment", "looked"),
    [
        ("2026-03-01T12:59:59Z", False),
        ("2026-03-01T13:00:00Z", True),
        ("2026-03-05T00:00:00Z", True),
        ("2027-03-01T00:00:00Z", True),
    ],
)
def test_a_page_is_looked_at_again_when_it_is_due(courier, moment, looked):
    courier.collect()
    done = courier.collect(at=moment)
    assert set(done.outcomes().values()) == ({"unchanged"} if looked else set())


def test_visits_thin_out_and_end(courier):
    courier.collect()
    seen = []
    for moment in (
        "2026-03-01T14",
        "2026-03-01T18",
        "2026-03-02T12",
        "2026-03-08T12",
        "2026-03-31T12",
        "2026-06-01T12",
    ):
        courier.collect(at=f"{moment}:00:00Z")
        seen.append(courier.store.conn.execute("SELECT max(due_at) FROM visits").fetchone()[0])
    assert seen == [
        "2026-03-01T18:00:00Z", "2026-03-02T12:00:00Z", "2026-03-08T12:00:00Z", "2026-03-31T12:00:00Z", None, None,
    ]  # fmt: skip
    assert courier.count("captures", "revisit_of IS NOT NULL") == 10


def test_an_answer_that_nothing_changed_is_recorded_as_seen(courier):
    courier.collect()
    courier.collect(at="2026-03-02T12:00:00Z")
    assert shelf.article(courier.store.conn, 1).last_seen == "2026-03-02T12:00:00Z"
    assert courier.count("outcomes", "why = 'unchanged'") == 2
    assert courier.count("versions") == 0


TRIVIAL = {
    "whitespace": page("Depot closes on Friday", [one.replace(" ", "\n   ") for one in STORY]),
    "typography": page("Depot closes on Friday", [one.replace(",", " ,") for one in STORY]),
    "updated line": page("Depot closes on Friday", before="<p class=updated>Last updated: 5 minutes ago</p>"),
    "counter": page("Depot closes on Friday", before='<span class="views">12,345 views</span>'),
    "share counts": page("Depot closes on Friday", after="<div class=share>1,204 shares</div>"),
    "related box": page("Depot closes on Friday", after='<aside class=related><h2>Related</h2><a href="/x">Bus fares rise</a></aside>'),
    "advertisement": page("Depot closes on Friday", after="<div class=ad>Buy a house now</div>"),
}  # fmt: skip


@pytest.mark.parametrize("second", TRIVIAL.values(), ids=TRIVIAL)
def test_a_trivial_change_is_no_version_and_is_seen(courier, second):
    courier.collect()
    courier.site.answers["courier.example/depot-closes-on-friday"] = tagged(second)
    done = courier.collect(at="2026-03-02T12:00:00Z")
    assert done.results[A].outcome == "unchanged"
    assert done.results[A].version == "1"
    article = shelf.article(courier.store.conn, done.results[A].article)
    assert article.last_seen == "2026-03-02T12:00:00Z"
    assert courier.count("captures", f"url = '{A}' AND status = 200") == 2


@pytest.mark.parametrize(
    "second",
    [
        page("Depot closes on Friday", [STORY[0].replace("Friday", "Sunday"), *STORY[1:]]),
        page("Depot closes on Sunday"),
        page("Depot closes on Friday", STORY[:2]),
        page("Depot closes on Friday", [*STORY, "Correction: the meeting took three hours, not two."]),
    ],
    ids=["a word", "headline", "a paragraph less", "correction"],
)
def test_an_edit_is_a_version(courier, second):
    courier.collect()
    courier.site.answers["courier.example/depot-closes-on-friday"] = tagged(second)
    done = courier.collect(at="2026-03-02T12:00:00Z")
    assert (done.results[A].outcome, done.results[A].version) == ("changed", "2")
    assert shelf.article(courier.store.conn, done.results[A].article, "1").version.reading.title


def test_a_page_that_two_sources_name_is_asked_for_once(courier):
    courier.site.answers["courier.example/map.xml"] = html(
        urlset(f"{A}?utm_source=map", "http://www.courier.example/council-votes-again")
    )
    courier.source("http://courier.example/map.xml", "sitemap")
    courier.collect()
    assert sorted(courier.site.paths()) == ["/council-votes-again", "/depot-closes-on-friday", "/feed", "/map.xml"]


def test_a_later_date_of_change_brings_a_visit_forward(world):
    link = "http://gazette.example/news/harbour-fire-put-out"
    world.site.answers["gazette.example/news/harbour-fire-put-out"] = tagged(page("Harbour fire put out"))
    world.site.answers["gazette.example/map.xml"] = html(urlset((link, "2026-03-01T10:00:00Z")))
    world.source("http://gazette.example/map.xml", "sitemap")
    world.collect()
    assert world.collect(at="2026-03-01T12:10:00Z").results == {}
    world.site.answers["gazette.example/map.xml"] = html(urlset((link, "2026-03-01T12:20:00+00:00")))
    assert link in world.collect(at="2026-03-01T12:30:00Z").results
    world.site.answers["gazette.example/map.xml"] = html(urlset((link, "2031-01-01")))
    assert world.collect(at="2026-03-01T12:40:00Z").results == {}


def test_the_same_address_is_asked_for_once_in_a_round_even_when_it_is_due_at_once(courier):
    courier.collect(again=True)
    assert len(courier.site.paths()) == 3
    courier.collect(again=True)
    assert len(courier.site.paths()) == 3


def test_no_more_than_asked_for_and_the_rest_the_next_time(courier):
    assert len(courier.collect(most=1).results) == 1
    assert len(courier.collect().results) == 1
    assert courier.count("articles") == 2


def test_what_is_older_than_asked_for_waits(world):
    world.site.answers["courier.example/feed"] = html(
        rss((A, "Fri, 14 Mar 2025 18:40:00 +0100"), (B, "Sun, 01 Mar 2026 09:00:00 GMT"))
    )
    world.site.answers["courier.example/depot-closes-on-friday"] = html(page("Depot closes on Friday"))
    world.site.answers["courier.example/council-votes-again"] = html(page("Council votes again"))
    world.source(FEED)
    assert list(world.collect(since="2026-02").results) == [B]
    assert list(world.collect().results) == [A]


def test_a_host_that_wants_to_be_left_alone_is_left_for_the_next_round(world):
    links = [f"http://tired.example/a-long-story-number-{number}" for number in range(4)]
    world.site.answers["feeds.example/feed"] = html(rss(*links))
    for link in links:
        world.site.answers[link.partition("://")[2]] = framed(b"", "Retry-After: 600", status="429 Too Many Requests")
    world.source("http://feeds.example/feed")
    done = world.collect()
    assert done.results == {}
    assert len(world.site.paths("tired.example")) == 1
    assert done.round.tallies[1].left == 4
    assert "tired.example: asked to be left alone for a while: 4 pages are left for the next round" in done.notes
    for link in links:
        world.site.answers[link.partition("://")[2]] = html(page("A long story"))
    assert set(world.collect().outcomes().values()) == {"added"}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (html("no").replace(b"200", b"404"), "gone"),
        (html("no").replace(b"200", b"403"), "blocked"),
        (html("no").replace(b"200", b"500"), "server error"),
        (html("<p>no feed at all"), "unreadable"),
        (html('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'), "unreadable"),
        (b"", "server error"),
    ],
    ids=["404", "403", "500", "page", "doctype", "nothing"],
)
def test_a_source_that_cannot_be_read_says_why(world, answer, why):
    world.site.answers["courier.example/feed"] = answer
    source = world.source(FEED)
    done = world.collect()
    assert done.round.failed
    assert done.round.tallies[source.id].why == why
    assert any(f"could not be read: {why}" in note for note in done.notes)
    (fared,) = health.by_month(world.store.conn)
    assert (fared.last_read, fared.months[0].unread) == (None, (why,))


def test_what_robots_may_not_read_is_not_asked_for_and_told(courier):
    courier.site.answers["courier.example/robots.txt"] = framed(b"User-agent: *\nDisallow: /council-\n")
    done = courier.collect()
    assert done.whys()["courier.example/council-votes-again"] == "robots"
    assert "/council-votes-again" not in courier.site.paths()


def test_a_round_that_is_stopped_leaves_the_rest_to_the_next(world):
    links = [f"http://h{number}.example/a-long-story-number-{number}" for number in range(9)]
    world.site.answers["feeds.example/feed"] = tagged(rss(*links))
    for number, link in enumerate(links):
        world.site.answers[link.partition("://")[2]] = html(page(f"A long story, number {number}"))
    world.source("http://feeds.example/feed")
    first = world.collect(stop_after=3)
    assert not first.ended
    assert 1 <= len(first.results) < 9
    second = world.collect()
    assert second.round.takes_up
    assert second.ended
    assert {**first.results, **second.results}.keys() == set(links)
    assert world.count("articles") == 9
    assert not world.collect().round.takes_up


def test_a_clock_that_goes_back_does_no_harm(courier):
    courier.collect()
    done = courier.collect(at="2020-01-01T00:00:00Z")
    assert done.results == {}
    assert courier.collect(at="2026-03-01T14:00:00Z").outcomes()


def test_what_a_removed_source_named_goes_on_with_another_that_names_it(courier):
    courier.collect()
    courier.site.answers["courier.example/map.xml"] = html(urlset(A))
    courier.source("http://courier.example/map.xml", "sitemap")
    with courier.store.transaction() as conn:
        sources.remove(conn, 1, at=courier.now)
    done = courier.collect(at="2026-03-02T12:00:00Z")
    assert list(done.results) == [A]
    assert done.round.tallies[2].new == 0


def test_nothing_was_asked_of_a_removed_source(courier):
    with courier.store.transaction() as conn:
        sources.remove(conn, 1, at=courier.now)
    assert courier.collect().results == {}
    assert courier.site.asked == []
    assert schedule.waiting(courier.store.conn, sources.everything(courier.store.conn, removed=True)[0]) == 0
