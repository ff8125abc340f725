"""The fetcher against a server that lies, dawdles and breaks off."""

import gzip
import http.server
import threading
import zlib

import pytest

from archive.errors import FetchError
from archive.fetch import Fetcher, client
from archive.model import Ref

PAGE = b"<!doctype html><title>Depot</title><p>The depot closes."


def head(*lines, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def framed(body, *lines):
    return head(f"Content-Length: {len(body)}", *lines) + body


BOMB = gzip.compress(bytes(60_000_000))
ANSWERS = {
    "/page": framed(PAGE, "Content-Type: text/html; charset=utf-8", "X-Odd: caf\xe9".encode().decode("latin-1")),
    "/gzip": framed(gzip.compress(PAGE), "Content-Encoding: gzip", "Content-Type: TEXT/HTML"),
    "/deflate": framed(zlib.compress(PAGE), "Content-Encoding: deflate"),
    "/chunked": head("Transfer-Encoding: chunked") + b"7\r\n<p>Depo\r\n1\r\nt\r\n0\r\n\r\n",
    "/hop": head("Location: /page", "Content-Length: 0", status="302 Found"),
    "/circle": head("Location: /circle", "Content-Length: 0", status="301 Moved"),
    "/file": head("Location: file:///etc/passwd", "Content-Length: 0", status="302 Found"),
    "/gone": framed(b"gone", "Content-Type: text/html").replace(b"200 OK", b"410 Gone"),
    "/short": head("Content-Length: 1000") + PAGE,
    "/badgzip": framed(b"\x1f\x8b" + b"x" * 30, "Content-Encoding: gzip"),
    "/cutgzip": framed(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip"),
    "/twice": framed(gzip.compress(gzip.compress(PAGE)), "Content-Encoding: gzip, gzip"),
    "/br": framed(b"xx", "Content-Encoding: br"),
    "/bomb": framed(BOMB, "Content-Encoding: gzip"),
    "/big": framed(bytes(client.RAW_CAP + 10)),
    "/junk": b"what is this\r\n\r\n",
}
for number in range(9):
    ANSWERS[f"/far{number}"] = head(f"Location: /far{number + 1}", "Content-Length: 0", status="302 Found")


@pytest.fixture(scope="module")
def address():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.wfile.write(ANSWERS[self.path])
            self.close_connection = True

        def log_message(self, *_):
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_):
            """A client that has heard enough hangs up; that is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetcher():
    with Fetcher(clock=lambda: "2026-03-01T12:00:00Z", allow_private=True, delay=0) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "body", "media_type"),
    [
        ("/page", PAGE, "text/html"),
        ("/gzip", gzip.compress(PAGE), "text/html"),
        ("/deflate", zlib.compress(PAGE), "application/octet-stream"),
        ("/chunked", b"<p>Depot", "application/octet-stream"),
    ],
)
def test_the_payload_is_kept_as_it_was_sent(fetcher, address, path, body, media_type):
    capture = fetcher.get(Ref(address + path, "person"))
    assert (capture.body, capture.media_type, capture.status) == (body, media_type, 200)


def test_a_redirect_is_followed_and_both_addresses_kept(fetcher, address):
    capture = fetcher.get(Ref(address + "/hop", "feed:x"))
    assert (capture.url, capture.final_url, capture.source) == (address + "/hop", address + "/page", "feed:x")


def test_a_page_that_is_gone_is_still_evidence(fetcher, address):
    assert fetcher.get(Ref(address + "/gone", "person")).status == 410


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/circle", "redirects"),
        ("/far0", "redirects"),
        ("/file", "scheme"),
        ("/short", "truncated"),
        ("/badgzip", "truncated"),
        ("/cutgzip", "truncated"),
        ("/twice", "coding"),
        ("/br", "coding"),
        ("/bomb", "too big"),
        ("/big", "too big"),
        ("/junk", "truncated"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_kind(fetcher, address, path, kind):
    with pytest.raises(FetchError) as error:
        fetcher.get(Ref(address + path, "person"))
    assert error.value.kind == kind


def test_there_is_a_deadline_for_the_whole(address):
    moments = iter(range(0, 1000, 30))
    with (
        Fetcher(clock=lambda: "", allow_private=True, delay=0, monotonic=lambda: next(moments)) as fetcher,
        pytest.raises(FetchError) as error,
    ):
        fetcher.get(Ref(address + "/big", "person"))
    assert error.value.kind == "too slow"


def test_a_host_gets_its_rest_between_requests(address):
    slept = []
    with Fetcher(clock=lambda: "", allow_private=True, delay=2, sleep=slept.append, monotonic=lambda: 5.0) as fetcher:
        fetcher.get(Ref(address + "/page", "person"))
        fetcher.get(Ref(address + "/page", "person"))
    assert slept == [2.0]


def test_an_idle_connection_that_the_server_closed_is_opened_anew(fetcher):
    import socketserver

    class Fickle(socketserver.StreamRequestHandler):
        """Answers one request on a connection, promises to go on, and hangs up at the next."""

        def handle(self):
            while self.rfile.readline().strip():
                pass
            self.wfile.write(framed(PAGE, "Connection: keep-alive"))
            self.rfile.readline()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_):
            """Hanging up is what it is for."""

    with Server(("127.0.0.1", 0), Fickle) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            assert [fetcher.get(Ref(address, "person")).body for _ in range(3)] == [PAGE] * 3
        finally:
            server.shutdown()
            thread.join()


def test_the_environment_sends_nobody_through_a_proxy(address, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Fetcher(clock=lambda: "", allow_private=True) as fetcher:
        assert fetcher.get(Ref(address + "/page", "person")).status == 200


def test_nobody_listens():
    with Fetcher(clock=lambda: "", allow_private=True) as fetcher, pytest.raises(FetchError) as error:
        fetcher.get(Ref("http://127.0.0.1:9/", "person"))
    assert error.value.kind == "unreachable"
