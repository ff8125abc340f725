"""Opt-outs: seen wherever a site may say one, recorded always, and heeded where a person wants it."""

import gzip

import pytest

from archive.errors import FetchError
from archive.fetch.robots import Rules
from archive.model import Ref
from tests.hostile.site import PAGE, framed, html

AT = "http://paper.example"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (html(PAGE), ()),
        (html(PAGE, "tdm-reservation: 1"), ("header:tdm-reservation",)),
        (html(PAGE, "TDM-Reservation: 0"), ()),
        (html(PAGE, "X-Robots-Tag: noarchive, NoAI", "X-Robots-Tag: noimageai"), ("header:noai", "header:noimageai")),
        (html(PAGE, "X-Robots-Tag: otherbot: noai"), ("header:noai",)),
        (html('<meta name=robots content="index, noai">'), ("meta:noai",)),
        (html('<META NAME="Robots" content="noimageai"><meta name="tdm-reservation" content=" 1 ">'), ("meta:noimageai", "meta:tdm-reservation")),
        (html("<p>Nobody writes noai or tdm-reservation here."), ()),
        (html("<p>" * 30_000 + '<meta name="robots" content="noai">'), ()),
        (framed(gzip.compress(b'<meta name="robots" content="noai">'), "Content-Type: text/html", "Content-Encoding: gzip"), ("meta:noai",)),
        (framed('<meta name="robots" content="noai">'.encode("utf-16"), "Content-Type: text/html"), ("meta:noai",)),
        (framed(b'<meta name="robots" content="noai">', "Content-Type: text/plain"), ()),
        (framed(bytes(range(256)), "Content-Type: text/html"), ()),
    ],
)  # fmt: skip
def test_what_a_page_says(site, fetcher_of, answer, said):
    site.answers["/a"] = answer
    fetcher = fetcher_of()
    assert fetcher.get(Ref(f"{AT}/a", "person")).opt_outs == said
    try:
        fetcher_of(obey_optouts=True).get(Ref(f"{AT}/a", "person"))
        heeded = False
    except FetchError as error:
        heeded = error.kind == "opted out"
    assert heeded is bool(said)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("User-agent: GPTBot\nUser-agent: ccbot\nDisallow: /", ("robots:GPTBot", "robots:CCBot")),
        ("User-agent: GPTBot\nDisallow: /other", ()),
        ("User-agent: Google-Extended\nDisallow: /\n\nUser-agent: *\nAllow: /", ("robots:Google-Extended",)),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Pressmark\nAllow: /", ()),
        ("", ()),
    ],
)
def test_robots_of_machine_learning_that_alone_are_turned_away(site, fetcher_of, lines, said):
    site.answers |= {"/robots.txt": framed(lines.encode()), "/a": html(PAGE)}
    fetcher = fetcher_of()
    assert fetcher.get(Ref(f"{AT}/a", "person")).opt_outs == said
    assert Rules(lines.encode()).turned_away(f"{AT}/a") == tuple(one.removeprefix("robots:") for one in said)


def test_what_robots_say_is_heeded_before_the_page_is_asked_for(site, fetcher_of):
    site.answers |= {"/robots.txt": framed(b"User-agent: GPTBot\nDisallow: /"), "/a": html(PAGE)}
    with pytest.raises(FetchError) as error:
        fetcher_of(obey_optouts=True).get(Ref(f"{AT}/a", "person"))
    assert error.value.kind == "opted out"
    assert "/a" not in site.paths()


@pytest.mark.parametrize(
    ("file", "reserved"),
    [
        ('[{"location": "/", "tdm-reservation": 1}]', True),
        ('[{"location": "/a", "tdm-reservation": "1", "tdm-policy": "https://a.example/p"}]', True),
        ('[{"location": "/*", "tdm-reservation": 1}, {"location": "/a", "tdm-reservation": 0}]', False),
        ('[{"location": "/b", "tdm-reservation": 1}]', False),
        ('[{"location": "/", "tdm-reservation": 0}]', False),
        ('[{"location": "/x\\nDisallow: /", "tdm-reservation": 0}, 3, null, {}]', False),
        ('{"location": "/", "tdm-reservation": 1}', False),
        ("[" * 100_000, False),
        ("<html>no such file", False),
    ],
)
def test_the_file_that_reserves_places_is_asked_for_where_it_is_heeded(site, fetcher_of, file, reserved):
    site.answers |= {"/.well-known/tdmrep.json": framed(file.encode()), "/a": html(PAGE)}
    fetcher_of().get(Ref(f"{AT}/a", "person"))
    assert site.paths() == ["/a"]
    fetcher = fetcher_of(obey_optouts=True)
    try:
        assert fetcher.get(Ref(f"{AT}/a", "person")).opt_outs == ()
    except FetchError as error:
        assert (error.kind, reserved) == ("opted out", True)
    assert ("/a" in site.paths()[1:]) is not reserved
