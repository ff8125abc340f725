"""A search as a feed that feed readers can read."""

import feedparser
import pytest

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_a_search_as_atom(visitor):
    answer = visitor.get("/search.atom?q=ferry")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.feed.title == "ferry · Ferry strikes"
    assert found.feed.links[0].href == "http://localhost/search.atom?q=ferry&sort=newest&size=50"
    entry = next(one for one in found.entries if one.link == "http://localhost/article/1")
    assert entry.id.endswith("#1-v2")
    assert entry.published == "2024-03-14T18:40:00+01:00"
    assert [one.name for one in entry.authors] == ["Ann Lee", "Bo Rand"]


def test_text_of_strangers_is_text_in_a_feed(visitor):
    raw = visitor.get("/search.atom?q=ferry").text
    assert "<script>" not in raw
    assert "&lt;script&gt;" in raw


def test_a_day_is_not_made_a_moment(visitor):
    found = feedparser.parse(visitor.get("/search.atom?q=leaflet").content)
    assert "published" not in found.entries[0]
    assert found.entries[0].updated == "2025-06-20T09:20:03Z"


def test_a_search_as_json_feed(visitor):
    feed = visitor.get("/search.feed.json?q=ferry").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    item = next(one for one in feed["items"] if one["url"].endswith("/article/2"))
    assert item["title"] == HOSTILE
    assert item["_pressmark"]["published"] == "2024-04"


@pytest.mark.parametrize("form", [".atom", ".feed.json"])
def test_nothing_is_a_feed_too(visitor, form):
    assert visitor.get(f"/search{form}?q=zebra").status_code == 200
    assert visitor.page("/search?q=ferry").xpath(f"//link[@rel='alternate'][contains(@href, '{form}')]")
