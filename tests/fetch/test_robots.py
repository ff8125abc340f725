"""robots.txt: when it is read, for how long it holds, and what is asked of a site whose robots.txt cannot be had."""

import time

import pytest

from archive.errors import FetchError
from archive.fetch.robots import MOST_BYTES, Rules
from archive.model import Ref
from tests.hostile.site import PAGE, framed, html, to

AT = "http://paper.example"


@pytest.fixture
def word(fetcher):
    def word(address, by=fetcher):
        try:
            by.get(Ref(address, "person"))
        except FetchError as error:
            return error.kind
        return "ok"

    return word


def asked_for_robots(site):
    return [host for host, path, _ in site.asked if path == "/robots.txt"]


def test_it_is_read_once_for_each_server(site, word):
    site.answers |= {"/robots.txt": framed(b"User-agent: *\nDisallow: /no"), "/a": html(PAGE)}
    addresses = (f"{AT}/a", f"{AT}/a", f"{AT}/no/b", f"{AT}:8080/a", "http://other.example/a", "HTTP://Paper.Example/a")
    assert [word(address) for address in addresses] == ["ok", "ok", "robots", "ok", "ok", "ok"]
    assert asked_for_robots(site) == ["paper.example", "paper.example", "other.example"]
    assert "/no/b" not in site.paths()


def test_a_redirect_is_kept_from_where_robots_are(site, word):
    site.answers |= {"/robots.txt": framed(b"User-agent: *\nDisallow: /no"), "/a": to("/no")}
    assert word(f"{AT}/a") == "robots"
    assert site.paths() == ["/a"]


def test_it_holds_for_a_day_and_a_failure_for_minutes(site, fetcher_of, word):
    now = [0.0]
    fetcher = fetcher_of(monotonic=lambda: now[0])
    site.answers |= {"/a": html(PAGE), "/robots.txt": framed(b"", status="500 Oops")}
    assert [word(f"{AT}/a", fetcher), word(f"{AT}/a", fetcher)] == ["server error"] * 2
    now[0] += 400
    site.answers["/robots.txt"] = framed(b"User-agent: *\nDisallow: /a")
    assert word(f"{AT}/a", fetcher) == "robots"
    now[0] += 23 * 3600
    site.answers["/robots.txt"] = framed(b"")
    assert word(f"{AT}/a", fetcher) == "robots"
    now[0] += 2 * 3600
    assert word(f"{AT}/a", fetcher) == "ok"
    assert len(asked_for_robots(site)) == 3


def test_a_person_may_choose_to_ask_all_the_same(site, fetcher_of, word):
    site.answers |= {"/robots.txt": framed(b"User-agent: *\nDisallow: /"), "/a": html(PAGE)}
    assert word(f"{AT}/a", fetcher_of(obey_robots=False)) == "ok"
    assert asked_for_robots(site) == []


def test_the_file_itself_may_always_be_asked_for(site, fetcher):
    site.answers["/robots.txt"] = framed(b"User-agent: *\nDisallow: /")
    assert fetcher.get(Ref(f"{AT}/robots.txt", "person")).status == 200


def test_it_names_sitemaps(site, fetcher):
    body = b"Sitemap: https://paper.example/a.xml\nsitemap:/b.xml\nSitemap: file:///c\nSitemap: https://paper.example/a.xml"
    site.answers["/robots.txt"] = framed(body)
    assert fetcher.robots.sitemaps(f"{AT}/news/1") == ("https://paper.example/a.xml",)


def test_it_is_asked_for_a_slower_pace(site, fetcher_of, word):
    slept = []
    fetcher = fetcher_of(sleep=slept.append, monotonic=lambda: 5.0)
    site.answers |= {"/robots.txt": framed(b"User-agent: pressmark\nCrawl-delay: 7"), "/a": html(PAGE)}
    assert [word(f"{AT}/a", fetcher), word(f"{AT}/a", fetcher)] == ["ok", "ok"]
    assert sum(slept) == 7


@pytest.mark.parametrize(
    ("lines", "may"),
    [
        ("User-agent: Pressmark\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: Pressmark/2.0 (x)\nDisallow: /", False),
        ("User-agent: press\nDisallow: /", True),
        ("User-agent: Googlebot\nUser-agent: pressmark\nDisallow: /", False),
        ("useragent PRESSMARK\nDisallow: /", False),
        ("User-agent: Googlebot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\u2028Disallow: /", False),
    ],
)
def test_whose_rules_are_ours(lines, may):
    assert Rules(lines.encode()).allow(f"{AT}/a") is may


def test_the_line_that_is_cut_says_nothing():
    """Half of `Disallow: /private` would keep us from everything."""
    start = b"User-agent: *\nAllow: /x\n"
    body = start + b"#" * (MOST_BYTES - len(start) - len(b"\nDisallow: /")) + b"\nDisallow: /private"
    assert body[:MOST_BYTES].endswith(b"Disallow: /")
    assert Rules(body).allow(f"{AT}/a")


def test_thousands_of_robots_with_thousands_of_rules():
    """Kept for each of them, the rules would be a hundred million."""
    names = b"".join(b"User-agent: robot%d\n" % number for number in range(10_000))
    started = time.process_time()
    rules = Rules(names + b"".join(b"Allow: /%d\n" % number for number in range(10_000)))
    assert rules.allow(f"{AT}/a")
    assert time.process_time() - started < 10
