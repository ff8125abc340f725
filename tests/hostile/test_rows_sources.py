"""Threats 35 to 45, each test named by its row: feeds, sitemaps and robots.txt that mean harm, or are odd."""

import gzip
import math
import time
import tomllib

import pytest

from archive.errors import FetchError, InputError
from archive.fetch.robots import MOST_BYTES, Rules
from archive.model import Ref
from archive.sources import feed, sitemap
from archive.watch.reading import MOST_FILES
from tests.hostile.rounds import collected
from tests.hostile.site import PAGE, framed, head, html, to

AT = "http://paper.example"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"]
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
HARM = {
    "a file": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "a page": f'<!DOCTYPE x [<!ENTITY % x SYSTEM "{AT}/x.dtd"> %x;]>',
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "behind a remark": f"<!-- {'x' * 300_000} --><!DOCTYPE x [<!ENTITY x 'y'>]>",
}
RSS = "<rss version='2.0'><channel><title>&x;</title><item><link>https://a.example/1</link></item></channel></rss>"
URLSET = "<urlset><url><loc>https://a.example/1</loc></url></urlset>"


def harmed(document, harm, encoding):
    named = encoding.removesuffix("-sig")
    return f'<?xml version="1.0" encoding="{named}"?>{HARM[harm]}{document}'.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("harm", ["a file", "a page", "behind a remark"])
def test_row_35_a_feed_that_reads_a_file(harm, encoding):
    with pytest.raises(InputError):
        feed.parse(harmed(RSS, harm, encoding), f"{AT}/feed")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_row_36_a_billion_laughs_in_a_feed(encoding):
    started = time.process_time()
    with pytest.raises(InputError):
        feed.parse(harmed(RSS.replace("&x;", "&l9;"), "laughs", encoding), f"{AT}/feed")
    assert time.process_time() - started < 2


def test_row_36_other_feeds_that_cost_minutes():
    """An attribute costs as much as there are attributes in its tag, and everything costs what feedparser needs."""
    started = time.process_time()
    attributes = " ".join(f"a{number}='1'" for number in range(100_000))
    for document in (f"<rss version='2.0' {attributes}>", RSS.replace("<item>", "<item/>" * 900_000)):
        with pytest.raises(InputError):
            feed.parse(document.encode(), f"{AT}/feed")
    assert time.process_time() - started < 5


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("harm", HARM)
def test_row_37_a_sitemap_with_entities(harm, encoding):
    with pytest.raises(InputError):
        sitemap.parse(harmed(URLSET, harm, encoding), f"{AT}/sitemap.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_row_37_what_has_none_is_read_in_any_encoding(encoding):
    title = "A page on &lt;!DOCTYPE in prose: été"
    named = encoding.removesuffix("-sig")
    feed_ = f'<?xml version="1.0" encoding="{named}"?>{RSS}'.replace("<item>", f"<item><title>{title}</title>").replace(
        "&x;", ""
    )
    (ref,) = feed.parse(feed_.encode(encoding), f"{AT}/feed").pages
    assert ref.title == "A page on <!DOCTYPE in prose: été"
    assert sitemap.parse(f'<?xml version="1.0" encoding="{named}"?>{URLSET}'.encode(encoding), AT).pages


def index(*places):
    return framed(
        f"<sitemapindex>{''.join(f'<sitemap><loc>{place}</loc></sitemap>' for place in places)}</sitemapindex>".encode()
    )


def pages_of(store, fetcher, path):
    """What a round over one sitemap brings."""
    return collected(store, fetcher, [(f"{AT}{path}", "sitemap")])[0]


def asked_for(site):
    return [path for path in site.paths() if path != "/robots.txt"]


def test_row_38_an_index_that_names_itself(site, fetcher_of, store):
    site.answers["/s.xml"] = index(f"{AT}/s.xml", f"{AT}/s.xml")
    assert pages_of(store, fetcher_of(), "/s.xml") == []
    assert asked_for(site) == ["/s.xml"]


def test_row_39_indexes_without_end(site, fetcher_of, store):
    site.answers |= {f"/s{n}.xml": index(f"{AT}/s{n + 1}.xml") for n in range(20)}
    assert pages_of(store, fetcher_of(), "/s0.xml") == []
    assert len(asked_for(site)) <= 3


def test_row_39_an_index_of_too_many(site, fetcher_of, store):
    site.answers["/s.xml"] = index(*(f"{AT}/s{n}.xml" for n in range(300)))
    assert pages_of(store, fetcher_of(), "/s.xml") == []
    assert len(asked_for(site)) == 1 + MOST_FILES


def test_row_40_a_sitemap_that_swells(site, fetcher_of, store):
    bomb = gzip.compress(b"<urlset>" + bytes(51_000_000))
    with pytest.raises(InputError, match="50 MB"):
        sitemap.parse(bomb, f"{AT}/s.xml.gz")
    site.answers["/s.xml.gz"] = framed(bomb)
    assert pages_of(store, fetcher_of(), "/s.xml.gz") == []


def cases(root, row):
    found = tomllib.loads((root / "cases" / "robots.toml").read_text())["case"]
    return [case for case in found if case.get("row", 41) == row]


def assert_case(case):
    rules = Rules(case["lines"].encode())
    paths = [*case["may"], *case.get("may_not", [])]
    assert [path for path in paths if rules.allow(AT + path)] == case["may"], case["name"]


def test_row_41_rules_as_the_standard_reads_them(root):
    for case in cases(root / "tests", 41):
        assert_case(case)


def test_row_42_a_byte_order_mark(root):
    for case in cases(root / "tests", 42):
        assert_case(case)


def test_row_43_a_robots_txt_of_megabytes():
    started = time.process_time()
    rules = Rules(b"User-agent: *\nDisallow: /a\n" + b"Disallow: /*x*y*z$\n" * 300_000 + b"Disallow: /b")
    assert (rules.allow(f"{AT}/a"), rules.allow(f"{AT}/b")) == (False, True)
    assert time.process_time() - started < 8
    assert MOST_BYTES == 500 * 1024


RULES = b"User-agent: *\nDisallow: /no"
FAR = {f"/r{number}": to(f"/r{number + 1}") for number in range(9)}


@pytest.mark.parametrize(
    ("answers", "kinds"),
    [
        ({"/robots.txt": framed(RULES)}, ["ok", "robots"]),
        ({"/robots.txt": framed(gzip.compress(RULES), "Content-Encoding: gzip")}, ["ok", "robots"]),
        ({"/robots.txt": framed(b"", status="204 Nothing")}, ["ok", "ok"]),
        *[({"/robots.txt": framed(RULES, status=f"{status} No")}, ["ok", "ok"]) for status in (400, 401, 403, 404, 410, 451)],
        *[({"/robots.txt": framed(RULES, status=f"{status} Oops")}, ["server error"] * 2) for status in (429, 500, 502, 503, 504)],
        ({"/robots.txt": to("/r6"), **FAR, "/r9": framed(RULES)}, ["ok", "robots"]),
        ({"/robots.txt": to("http://www.paper.example/r9"), "www.paper.example/r9": framed(RULES)}, ["ok", "robots"]),
        ({"/robots.txt": to("/r0"), **FAR}, ["ok", "ok"]),
        ({"/robots.txt": to("/robots.txt")}, ["ok", "ok"]),
        ({"/robots.txt": head(status="302 Somewhere")}, ["ok", "ok"]),
        ({"/robots.txt": to("http://127.0.0.2/robots.txt")}, ["not allowed"] * 2),
        ({"/robots.txt": to("file:///etc/passwd")}, ["not allowed"] * 2),
        ({"/robots.txt": head("Content-Length: 99") + RULES}, ["truncated"] * 2),
        ({"/robots.txt": b""}, ["server error"] * 2),
        ({"/robots.txt": framed(b"\x1f\x8bxx")}, ["unreadable"] * 2),
    ],
)  # fmt: skip
def test_row_44_what_the_status_of_robots_txt_means(site, fetcher_of, answers, kinds):
    site.answers |= {"/a": html(PAGE), "/no": html(PAGE), **answers}

    def resolve(host, _port):
        return [("127.0.0.2", 9)] if host == "127.0.0.2" else site.resolve(host, 0)

    fetcher = fetcher_of(resolve=resolve)
    found = []
    for path in ("/a", "/no"):
        try:
            fetcher.get(Ref(AT + path, "person"))
            found.append("ok")
        except FetchError as error:
            found.append(error.kind)
    assert found == kinds
    assert ("/a" in site.paths()) is (kinds[0] == "ok")


def test_row_44_a_host_that_cannot_be_reached(site, word, fetcher_of):
    fetcher = fetcher_of(resolve=lambda _host, _port: [("127.0.0.1", 9)])
    assert word(f"{AT}/a", fetcher) == "unreachable"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("2.5", 2.5), ("0", 0.0), ("nan", None), ("inf", None), ("99999999", 60.0), ("-3", None), ("1e400", None), ("x", None)],
)  # fmt: skip
def test_row_45_the_delay_that_a_site_asks_for(said, seconds):
    delay = Rules(f"User-agent: *\nCrawl-delay: {said}".encode()).delay()
    assert delay == seconds
    assert delay is None or math.isfinite(delay)
