"""Sitemaps, indexes of them and section pages are read to the pages that they name, and no further than is of use."""

import gzip

from tests.hostile.site import framed, html
from tests.watch.conftest import index, page, tagged, urlset


def test_a_sitemap_index_is_read_to_its_pages(world):
    at = "http://gazette.example"
    links = [f"{at}/2026/03/{number}/story-of-the-day-{number}" for number in range(3)]
    world.site.answers.update({
        "gazette.example/index.xml": html(index((f"{at}/old.xml", "2026-02-01"), (f"{at}/new.xml.gz", "2026-03-01"), f"{at}/index.xml")),
        "gazette.example/old.xml": html(urlset(links[0])),
        "gazette.example/new.xml.gz": framed(gzip.compress(urlset(*links[1:]).encode()), "Content-Type: application/gzip"),
        **{link.partition("://")[2]: html(page(f"Story {number} of the day")) for number, link in enumerate(links)},
    })  # fmt: skip
    world.source(f"{at}/index.xml", "sitemap")
    assert set(world.collect().results) == set(links)
    world.collect(at="2026-03-03T12:00:00Z")  # it may have changed later on the day that its index names
    assert [path for path in world.site.paths() if "xml" in path] == ["/index.xml", "/new.xml.gz"]
    world.collect(at="2026-03-03T12:01:00Z")
    assert world.site.paths() == ["/index.xml"]


def test_sitemaps_that_are_older_than_asked_for_are_not_read(world):
    at = "http://gazette.example"
    world.site.answers["gazette.example/index.xml"] = html(index((f"{at}/old.xml", "2026-02-01"), f"{at}/undated.xml"))
    world.source(f"{at}/index.xml", "sitemap")
    world.collect(since="2026-03")
    assert world.site.paths() == ["/index.xml", "/undated.xml"]


def test_an_index_of_indexes_without_end_comes_to_one(world):
    def deeper(number):
        return lambda _headers, _stopped: [html(index(f"http://trap.example/{number + 1}.xml"))]

    world.site.answers.update({f"trap.example/{number}.xml": deeper(number) for number in range(9)})
    world.source("http://trap.example/0.xml", "sitemap")
    world.collect()
    assert world.site.paths() == ["/0.xml", "/1.xml", "/2.xml"]


def test_an_index_of_many_is_read_over_several_rounds(world, monkeypatch):
    monkeypatch.setattr("archive.watch.reading.MOST_FILES", 4)
    names = [f"http://gazette.example/{number}.xml" for number in range(10)]
    world.site.answers["gazette.example/index.xml"] = tagged(index(*names))
    for number, name in enumerate(names):
        world.site.answers[name.partition("://")[2]] = html(urlset(f"http://gazette.example/a-b-c-d-{number}"))
    world.source("http://gazette.example/index.xml", "sitemap")
    asked = set()
    for _ in range(3):
        world.collect()
        asked |= {path for path in world.site.paths() if path.endswith(".xml")}
    assert len(asked) == 11


def test_a_section_page_gives_its_headlines(world):
    world.site.answers["gazette.example/sport/"] = html(
        '<html><nav><a href="/about-us-and-our-history">About us and our long history</a></nav><main>'
        '<a href="/sport/2026/03/01/rowers-win-at-last">Rowers win at last</a> <a href="/sport/page/2/">Next</a>'
        '<a href="javascript:alert(1)">Press here and see what happens</a>'
        '<a href="http://elsewhere.example/2026/03/01/not-our-own-story">Not our own story at all</a></main>'
    )
    world.site.answers["gazette.example/sport/2026/03/01/rowers-win-at-last"] = html(page("Rowers win at last"))
    world.source("http://gazette.example/sport/", "section")
    assert world.collect().outcomes() == {"gazette.example/sport/2026/03/01/rowers-win-at-last": "added"}
