"""Threats 1 to 22, each test named by its row: addresses that lead inward, and servers that lie, dawdle and swell."""

import gzip
import itertools
import ssl
from pathlib import Path

import pytest

from archive.errors import FetchError, InputError
from archive.fetch import Fetcher
from archive.fetch.guard import is_public
from archive.model import Ref
from archive.sources import feed
from tests.hostile.rounds import collected
from tests.hostile.site import PAGE, endless, framed, head, html, slowly, standing, to, twice, zeros

AT = "http://paper.example"


def test_row_01_an_address_of_this_machine(word, fetcher_of, inner):
    assert word(f"http://127.0.0.2:{inner.port}/", fetcher_of(resolve=inner.resolve)) == "not allowed"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Again", "308 For good"])
def test_row_02_a_redirect_inward(site, word, fetcher_of, inner, status):
    """The first host is public; every hop after it is vetted like the first."""

    def resolve(host, _port):
        return site.resolve(host, 0) if host == "paper.example" else inner.resolve(host, 0)

    site.answers |= {"/a": to("/b", status), "/b": to("http://intranet.example/secret", status)}
    assert word(f"{AT}/a", fetcher_of(resolve=resolve)) == "not allowed"
    assert site.paths() == ["/a", "/b"]


def test_row_03_a_sitemap_that_names_an_inner_host(site, fetcher_of, inner, store):
    def resolve(host, _port):
        return site.resolve(host, 0) if host == "paper.example" else inner.resolve(host, 0)

    index = f"<sitemapindex><sitemap><loc>http://127.0.0.2:{inner.port}/s.xml</loc></sitemap></sitemapindex>"
    site.answers["/s.xml"] = framed(index.encode())
    results, notes = collected(store, fetcher_of(resolve=resolve), [(f"{AT}/s.xml", "sitemap")])
    assert results == []
    assert [note.text.split(" (")[0] for note in notes] == ["could not be read: not allowed"]


@pytest.mark.parametrize(
    "address",
    "169.254.169.254 10.1.2.3 172.16.0.1 192.168.1.1 100.64.0.1 fd00:ec2::254 ::ffff:127.0.0.1 ::ffff:10.0.0.1 0.0.0.0 "
    "127.0.0.1 127.8.8.8 ::1 :: fe80::1 fe80::1%eth0 240.0.0.1 255.255.255.255".split(),
)
def test_row_04_special_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    "224.0.0.1 239.255.255.250 ff02::1 192.0.0.8 ::127.0.0.1 fec0::1 2002:7f00:1:: 64:ff9b::a9fe:a9fe 64:ff9b:1::1 "
    "2001::1 168.63.129.16 ::ffff:168.63.129.16".split(),
)
def test_row_05_special_addresses_that_python_calls_global(address):
    assert not is_public(address)


def test_row_06_a_name_that_changes_its_address(site, word, fetcher_of, inner):
    """The first answer is public and the next one inward: each connection goes to the address that was vetted for it."""
    answers = itertools.chain([site.resolve("", 0)], itertools.repeat(inner.resolve("", 0)))
    fetcher = fetcher_of(resolve=lambda _host, _port: next(answers))
    assert word(f"{AT}/a", fetcher) == "not allowed"
    assert [path for _, path, _ in site.asked] == ["/robots.txt"]


def test_row_06_one_inward_answer_among_public_ones(site, word, fetcher_of, inner):
    fetcher = fetcher_of(resolve=lambda _host, _port: [*site.resolve("", 0), *inner.resolve("", 0)])
    assert word(f"{AT}/a", fetcher) == "not allowed"
    assert site.asked == []


def test_row_06_a_name_is_resolved_once_for_a_connection(site, word, fetcher_of):
    calls = []
    fetcher = fetcher_of(resolve=lambda host, _port: calls.append(host) or site.resolve("", 0), obey_robots=False)
    site.answers["/a"] = html(PAGE)
    assert (word(f"{AT}/a", fetcher), calls) == ("ok", ["paper.example"])


@pytest.mark.parametrize("host", ["0x7f.2", "2130706434", "127.2", "[::ffff:127.0.0.2]", "0177.0.0.2"])
def test_row_07_numbers_that_are_addresses(inner, host):
    with Fetcher(clock=lambda: "") as fetcher, pytest.raises(FetchError) as error:
        fetcher.get(Ref(f"http://{host}:{inner.port}/", "person"))
    assert error.value.kind in {"not allowed", "dns"}


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://paper.example/a", "data:text/html,x", "gopher://x/", "//["]
)
def test_row_08_a_redirect_to_another_scheme(site, word, place):
    site.answers["/a"] = to(place)
    assert word(f"{AT}/a") == "not allowed"


def test_row_09_a_path_given_as_a_feed_is_not_opened(tmp_path):
    file = tmp_path / "feed.xml"
    file.write_text("<rss version='2.0'><channel><item><link>https://a.example/1</link></item></channel></rss>")
    with pytest.raises(InputError):
        feed.parse(str(file).encode(), f"{AT}/feed")


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_row_10_the_environment_sends_nobody_through_a_proxy(site, word, monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.answers["/a"] = html(PAGE)
    assert word(f"{AT}/a") == "ok"


def test_row_11_a_certificate_that_nobody_has_signed(site, word):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self_signed.pem"))
    with standing({"/a": html(PAGE)}, tls=context) as safe:
        site.port = safe.port
        assert word("https://paper.example/a") == "tls"
    assert safe.asked == []


def test_row_12_a_gzip_bomb(site, word):
    site.answers["/a"] = zeros(60_000_000)
    assert word(f"{AT}/a") == "too big"


def test_row_13_gzip_in_gzip(site, word):
    site.answers["/a"] = twice(60_000_000)
    assert word(f"{AT}/a") == "unreadable"


def test_row_14_brotli_is_not_asked_for_and_not_taken(site, word):
    site.answers["/a"] = framed(b"\x1b\xff\xff", "Content-Encoding: br")
    assert word(f"{AT}/a") == "unreadable"
    assert site.asked[-1][2]["accept-encoding"] == "gzip, deflate"


def test_row_15_a_body_that_drips(site, word, fetcher_of):
    site.answers["/a"] = slowly(itertools.chain([head("Content-Length: 1000")], endless(b"x")), 0.05)
    assert word(f"{AT}/a", fetcher_of(deadline=0.5)) == "too slow"


def test_row_16_headers_that_drip(site, word, fetcher_of):
    site.answers["/a"] = slowly(itertools.chain([b"HTTP/1.1 200 OK\r\n"], endless(b"X: y\r\n")), 0.05)
    assert word(f"{AT}/a", fetcher_of(deadline=0.5)) == "too slow"


def test_row_16_no_answer_at_all(site, word, fetcher_of):
    site.answers["/a"] = slowly([b""], 30)
    assert word(f"{AT}/a", fetcher_of(deadline=0.5)) == "too slow"


def test_row_17_a_body_without_end(site, word):
    chunk = b"100000\r\n" + bytes(0x100000) + b"\r\n"
    site.answers["/a"] = lambda *_: itertools.chain([head("Transfer-Encoding: chunked")], endless(chunk))
    assert word(f"{AT}/a") == "too big"


def test_row_18_redirects_without_end(site, word, fetcher_of):
    site.answers |= {f"/far{number}": to(f"/far{number + 1}") for number in range(30)}
    site.answers |= {"/here": to("/there"), "/there": to("/here"), "/self": to("/self")}
    fetcher = fetcher_of()
    assert [word(f"{AT}/{start}", fetcher) for start in ("far0", "here", "self")] == ["unreachable"] * 3
    assert site.paths() == [*(f"/far{number}" for number in range(6)), "/here", "/there", "/self"]


def test_row_19_a_body_that_breaks_off(site, word):
    site.answers["/a"] = head("Content-Length: 1000") + PAGE
    assert word(f"{AT}/a") == "truncated"
    site.answers["/a"] = head("Transfer-Encoding: chunked") + b"ff\r\n" + PAGE
    assert word(f"{AT}/a") == "truncated"


PACKED = gzip.compress(PAGE)


@pytest.mark.parametrize(
    "body",
    [b"\x1f\x8b" + b"x" * 30, PACKED[:-9], PACKED[:-8] + bytes(8), PAGE, PACKED + b"junk"],
    ids=["no gzip after its mark", "cut", "another checksum", "no gzip", "junk behind"],
)
def test_row_20_damaged_gzip(site, word, body):
    site.answers["/a"] = framed(body, "Content-Encoding: gzip")
    assert word(f"{AT}/a") == "truncated"


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_row_21_come_back_later(site, word, fetcher_of, status):
    site.answers |= {"/a": framed(b"later", "Retry-After: 3", status=status), "/b": html(PAGE)}
    now = [0.0]
    fetcher = fetcher_of(monotonic=lambda: now[0])
    assert word(f"{AT}/a", fetcher) == "ok"  # the answer itself is evidence
    assert fetcher.parked(f"{AT}/b") == 3
    assert word(f"{AT}/b", fetcher) == "server error"
    assert word("http://other.example/b", fetcher) == "ok"
    now[0] = 3.0
    assert word(f"{AT}/b", fetcher) == "ok"
    assert site.paths("paper.example") == ["/a", "/b"]


def test_row_22_a_page_that_sends_its_readers_inward(site, fetcher_of, inner):
    refresh = f'<meta http-equiv="refresh" content="0; url=http://127.0.0.2:{inner.port}/">'
    site.answers["/a"] = html(refresh, f"Refresh: 0; url=http://127.0.0.2:{inner.port}/")
    capture = fetcher_of().get(Ref(f"{AT}/a", "person"))
    assert (capture.final_url, capture.body) == (f"{AT}/a", refresh.encode())
