"""The form of an outlet's file: small, and strict about its names."""

import pytest

from archive.errors import ScraperError
from archive.page import Page
from archive.scraper import FIELDS, Scraper


def made(**members):
    return type("ExampleGazette", (Scraper,), members)


def test_the_simplest_outlet_stops_after_hosts():
    outlet = made(name="The Example Gazette", hosts=("example.org",))()
    page = Page("<h1>Ferry</h1>")
    assert all(getattr(outlet, field)(page) is None for field in FIELDS if field != "language")
    assert (outlet.feeds, outlet.sitemaps, outlet.sections, outlet.country) == ((), (), (), None)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"author": lambda _self, _page: ()}, "author is not a field: did you mean authors?"),
        ({"publish": lambda _self, _page: None}, "did you mean published?"),
        ({"host": ("example.org",)}, "did you mean hosts?"),
        ({"zzz": 1}, "the fields are title, dek, text"),
        ({"hosts": "example.org"}, "hosts must be a tuple"),
        ({"feeds": ["https://example.org/rss"]}, "feeds must be a tuple"),
        ({"name": None}, "name must be a text"),
        ({"title": "h1"}, "title must be a method"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_a_slip_is_refused_when_the_class_is_made(members, message):
    with pytest.raises(ScraperError) as refused:
        made(**members)
    assert message in str(refused.value)
    assert "ExampleGazette" in str(refused.value)


def test_helpers_begin_with_an_underscore_and_bases_are_checked_too():
    base = made(_helper=lambda _self: 1, language=lambda _self, _page: "en")
    with pytest.raises(ScraperError, match="did you mean tags"):
        type("Child", (base,), {"tag": lambda _self, _page: ()})
