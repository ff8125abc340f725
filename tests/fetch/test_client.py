"""The fetcher: captures with everything that proves them, conditional requests, and a word for every failure."""

import gzip
import itertools
import zlib
from typing import get_args

import pytest

from archive.errors import FetchError
from archive.fetch import payload
from archive.model import Ref, Validators, Why
from tests.hostile.site import PAGE, endless, framed, head, html, slowly, standing, to

AT = "http://paper.example"


def refused(fetcher, address, **how):
    """The word for what went wrong, which is one of the house."""
    with pytest.raises(FetchError) as error:
        fetcher.get(Ref(address, "person"), **how)
    assert error.value.kind in get_args(Why)
    return error.value.kind


@pytest.mark.parametrize(
    ("answer", "body", "media_type"),
    [
        (html(PAGE), PAGE, "text/html"),
        (framed(gzip.compress(PAGE), "Content-Encoding: gzip", "Content-Type: TEXT/HTML; x"), gzip.compress(PAGE), "text/html"),
        (framed(zlib.compress(PAGE), "Content-Encoding: deflate"), zlib.compress(PAGE), "application/octet-stream"),
        (framed(zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate"), zlib.compress(PAGE)[2:-4], "application/octet-stream"),
        (framed(gzip.compress(b"a") + gzip.compress(b"b"), "Content-Encoding: x-gzip"), gzip.compress(b"a") + gzip.compress(b"b"), "application/octet-stream"),
        (head("Transfer-Encoding: chunked") + b"7\r\n<p>Depo\r\n1\r\nt\r\n0\r\n\r\n", b"<p>Depot", "application/octet-stream"),
        (framed(b"", "Content-Encoding: gzip"), b"", "application/octet-stream"),
    ],
    ids=["plain", "gzip", "deflate", "bare deflate", "two members", "chunked", "nothing at all"],
)  # fmt: skip
def test_the_payload_is_kept_as_it_was_sent(site, fetcher, answer, body, media_type):
    site.answers["/a"] = answer
    capture = fetcher.get(Ref(f"{AT}/a", "person"))
    assert (capture.body, capture.media_type, capture.status) == (body, media_type, 200)


def test_a_capture_holds_what_proves_it(site, fetcher):
    site.answers |= {"/hop": to("/far"), "/far": to("http://www.paper.example/page", "301 Moved"), "/page": html(PAGE)}
    capture = fetcher.get(Ref(f"{AT}/hop", "feed:x"))
    assert (capture.url, capture.final_url, capture.source) == (
        f"{AT}/hop",
        "http://www.paper.example/page",
        "feed:x",
    )
    assert [(hop.url, hop.status, dict(hop.headers)["Location"]) for hop in capture.hops] == [
        (f"{AT}/hop", 302, "/far"),
        (f"{AT}/far", 301, "http://www.paper.example/page"),
    ]
    assert [dict(sent)["Host"] for sent in (capture.hops[0].request_headers, capture.request_headers)] == [
        "paper.example",
        "www.paper.example",
    ]
    assert {name.lower(): value for name, value in capture.request_headers} == site.asked[-1][2]
    assert capture.address == "127.0.0.1"


def test_nobody_is_told_who_we_are_beyond_the_agent(site, fetcher_of):
    site.answers |= {"/a": html(PAGE, "Set-Cookie: id=7"), "/b": html(PAGE)}
    fetcher = fetcher_of(contact="desk@archive.example")
    for path in ("/a", "/b"):
        fetcher.get(Ref(f"http://user:secret@paper.example{path}", "person"))
    sent = site.asked[-1][2]
    assert sent["user-agent"].startswith("Pressmark/")
    assert "desk@archive.example" in sent["user-agent"]
    assert not {"cookie", "authorization", "referer"} & set(sent)


def test_a_page_that_is_gone_is_still_evidence(site, fetcher):
    site.answers["/gone"] = framed(b"gone", status="410 Gone")
    assert fetcher.get(Ref(f"{AT}/gone", "person")).status == 410


@pytest.mark.parametrize(
    ("validators", "sent"),
    [
        (Validators(etag='"v7"'), {"if-none-match": '"v7"'}),
        (Validators(last_modified="Sat, 28 Feb 2026 10:00:00 GMT"), {"if-modified-since": "Sat, 28 Feb 2026 10:00:00 GMT"}),
        (Validators(), {}),
        (None, {}),
    ],
)  # fmt: skip
def test_what_is_known_is_asked_for_only_if_it_changed(site, fetcher, validators, sent):
    def answer(headers, _stopped):
        asked = {"if-none-match", "if-modified-since"} & set(headers)
        yield head("ETag: x", "Content-Encoding: gzip", status="304 Not Modified") if asked else html(PAGE)

    site.answers["/a"] = answer
    capture = fetcher.get(Ref(f"{AT}/a", "person"), validators)
    assert {name: site.asked[-1][2][name] for name in sent} == sent
    assert (capture.status, capture.body) == ((304, b"") if sent else (200, PAGE))


def test_validators_are_of_one_page(site, fetcher):
    """Where a redirect leads elsewhere by now, `not modified since` would be said of another page."""
    site.answers |= {"/a": to("https://www.paper.example/a"), "www.paper.example/a": to("http://paper.example/b")}
    site.answers["paper.example/a"] = to("http://www.paper.example/a")
    site.answers["/b"] = html(PAGE)
    fetcher.get(Ref(f"{AT}/a", "person"), Validators(etag="x"))
    sent = [(host, path, headers.get("if-none-match")) for host, path, headers in site.asked if path != "/robots.txt"]
    assert sent == [("paper.example", "/a", "x"), ("www.paper.example", "/a", "x"), ("paper.example", "/b", None)]


def test_not_modified_must_have_been_asked(site, fetcher):
    site.answers["/a"] = head(status="304 Not Modified")
    site.answers["/b"] = to("/a")
    assert refused(fetcher, f"{AT}/a") == "server error"
    assert refused(fetcher, f"{AT}/b", validators=Validators(etag="x")) == "server error"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (framed(PAGE, "Content-Encoding: br"), "unreadable"),
        (b"what is this\r\n\r\n", "server error"),
        (b"", "server error"),
        (head("X: " + "x" * 200_000), "server error"),
        (to("http://["), "not allowed"),
        (to("javascript:alert(1)"), "not allowed"),
    ],
)
def test_odd_answers(site, fetcher, answer, kind):
    site.answers["/a"] = answer
    assert refused(fetcher, f"{AT}/a") == kind


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://paper.example/", "http://", "//x/", ""])
def test_addresses_that_nobody_can_ask_for(fetcher, address):
    assert refused(fetcher, address) == "not allowed"


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', '"a\0"'])
def test_a_validator_cannot_bring_in_a_header(site, fetcher, etag):
    site.answers["/a"] = html(PAGE)
    assert refused(fetcher, f"{AT}/a", validators=Validators(etag=etag)) == "not allowed"
    assert site.paths() == []


def test_a_name_that_nobody_knows(fetcher_of):
    def unknown(host, _port):
        raise FetchError("dns", f"the name {host} is not known")

    assert refused(fetcher_of(resolve=unknown), "http://nobody.example/") == "dns"
    assert refused(fetcher_of(resolve=lambda _host, _port: []), "http://nobody.example/") == "dns"


def test_nobody_listens(fetcher_of):
    assert (
        refused(fetcher_of(resolve=lambda _host, _port: [("127.0.0.1", 9)]), "http://paper.example/") == "unreachable"
    )


def test_the_second_address_of_a_name_is_tried(site, fetcher_of):
    site.answers["/a"] = html(PAGE)
    fetcher = fetcher_of(resolve=lambda _host, _port: [("127.0.0.1", 9), (site.address, site.port)])
    assert fetcher.get(Ref(f"{AT}/a", "person")).status == 200


def test_time_is_counted_over_all_redirects(site, fetcher_of):
    moments = itertools.count(step=1.0)
    site.answers |= {"/a": to("/b"), "/b": to("/c"), "/c": html(PAGE)}
    assert refused(fetcher_of(monotonic=lambda: next(moments), deadline=12, obey_robots=False), f"{AT}/a") == "too slow"


def test_an_answer_that_nobody_waits_for_ends_at_once(site, fetcher_of):
    from archive.fetch.patience import CalledOff

    site.answers["/a"] = slowly(itertools.chain([head()], endless(b"x")), 0.01)
    answers = iter([False] * 20)
    with pytest.raises(CalledOff):
        fetcher_of().get(Ref(f"{AT}/a", "person"), called_off=lambda: next(answers, True))


def test_too_much_is_told_before_it_is_all_there(site, fetcher):
    site.answers["/a"] = framed(bytes(payload.RAW_CAP + 10))
    assert refused(fetcher, f"{AT}/a") == "too big"


def test_an_idle_connection_that_the_server_closed_is_opened_anew(fetcher_of):
    """The server answers one request on a connection, promises to go on, and hangs up."""
    answer = framed(PAGE).replace(b"Connection: close", b"Connection: keep-alive")
    with standing({"/": answer}) as site:
        fetcher = fetcher_of(resolve=site.resolve, obey_robots=False)
        assert [fetcher.get(Ref(f"{AT}/", "person")).body for _ in range(3)] == [PAGE] * 3
