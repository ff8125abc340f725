"""What `source add` finds at an address: the source it is, or the sources of an outlet."""

import pytest

from archive.errors import FetchError, InputError
from archive.scraper import Scraper
from archive.watch import look_at
from tests.hostile.site import framed, html
from tests.watch.conftest import index, page, rss, urlset

HOME = "http://courier.example/"
STORY = f"{HOME}2026/03/01/depot-closes"
NEWS = urlset(STORY).replace("</url>", '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"/></url>')


@pytest.fixture
def look(world):
    """What is found at an address of a site with these answers: form, path and who told, those advised with a star."""

    def look(answers, url=HOME, scraper_for=lambda _url: None):
        world.site.answers.update({f"courier.example{path}": answer for path, answer in answers.items()})
        with world.fetcher() as fetcher:
            found = look_at(url, fetcher, scraper_for)
        return [f"{'*' * one.advised}{one.shape} {one.url.partition('example')[2]} by {one.told_by}" for one in found]

    return look


@pytest.mark.parametrize(
    ("body", "shape"),
    [(rss(STORY), "feed"), (urlset(STORY), "sitemap"), (NEWS, "news sitemap"), (index(STORY), "sitemap index"), (page("Sport"), "section page")],
)  # fmt: skip
def test_an_address_is_what_it_is(look, body, shape):
    assert look({"/x": html(body)}, f"{HOME}x") == [f"*{shape} /x by you"]


def test_an_outlet_with_everything(look):
    assert look({
        "/": html('<link rel="alternate" type="application/rss+xml" href="/rss"><a href="/2026/03/01/depot-closes">Depot closes</a>'),
        "/rss": html(rss(STORY)),
        "/robots.txt": framed(b"User-agent: *\nAllow: /\nSitemap: http://courier.example/all.xml\nSitemap: http://courier.example/news.xml\n"),
        "/all.xml": html(index(f"{HOME}2026.xml")),
        "/news.xml": html(NEWS),
    }) == [
        "*feed /rss by its front page",
        "sitemap index /all.xml by robots.txt",
        "*news sitemap /news.xml by robots.txt",
        "front page / by you",
    ]  # fmt: skip


def test_an_outlet_that_says_nothing_of_its_sources(look):
    found = look({"/": html(page("Courier")), "/feed.xml": html(rss(STORY)), "/sitemap.xml": html(urlset(STORY))})
    assert found == ["*feed /feed.xml by a usual place", "sitemap /sitemap.xml by a usual place", "front page / by you"]


def test_an_outlet_without_feeds(look):
    assert look({"/": html(page("Courier")), "/sitemap.xml": html(urlset(STORY))}) == [
        "*sitemap /sitemap.xml by a usual place", "front page / by you",
    ]  # fmt: skip


def test_an_outlet_with_nothing_but_its_front_page(look):
    assert look({"/": html(page("Courier"))}) == ["*front page / by you"]


def test_an_outlets_own_file_knows_best(look):
    class Courier(Scraper):
        name = "The Courier"
        hosts = ("courier.example",)
        feeds = (f"{HOME}all.rss", f"{HOME}gone.rss")
        sections = (f"{HOME}sport/",)

    found = look(
        {"/": html('<link rel="alternate" type="application/rss+xml" href="/rss">'), "/rss": html(rss(STORY)), "/all.rss": html(rss(STORY)), "/sport/": html(page("Sport"))},
        scraper_for=lambda _url: Courier(),
    )  # fmt: skip
    assert found == ["*feed /all.rss by its file in scrapers/", "*section page /sport/ by its file in scrapers/"]


def test_a_page_that_names_every_page_as_its_feed_is_no_trap(world):
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/feed{number}">' for number in range(500))
    world.site.answers["courier.example/"] = html(links)
    with world.fetcher() as fetcher:
        look_at(HOME, fetcher, lambda _url: None)
    assert len(world.site.paths()) < 30


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (html("no").replace(b"200", b"404"), FetchError, "HTTP 404"),
        (framed(b"\x89PNG", "Content-Type: image/png"), InputError, "neither a feed"),
        (html('<opml version="2.0"><body><outline xmlUrl="http://c.example/"/></body></opml>'), InputError, "save it as a file"),
    ],
)  # fmt: skip
def test_what_gives_nothing_is_refused(look, answer, error, words):
    with pytest.raises(error, match=words):
        look({"/x": answer}, f"{HOME}x")
