"""A site on loopback that says anything at all: raw bytes by host and path, at any speed, under any name.

An answer is bytes, or a function of the request's headers that yields bytes; what is not there is a 404, so that a
site without robots.txt may be asked for anything. The pages of a whole hostile site are in `hostile`.
"""

from __future__ import annotations

import gzip
import socketserver
import threading
import zlib
from contextlib import contextmanager

PAGE = b"<!doctype html><title>Depot</title><p>The depot closes."
STORY = "".join(
    f"<p>{words} The council met on Monday for two hours, and nobody was told of the vote before it was held.</p>"
    for words in ("The tram depot closes on Friday.", "Drivers asked for another year.", "The decision is final.")
)


def head(*lines, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode()


def framed(body, *lines, status="200 OK"):
    return head(f"Content-Length: {len(body)}", *lines, status=status) + body


def html(body, *lines):
    return framed(body.encode() if isinstance(body, str) else body, "Content-Type: text/html; charset=utf-8", *lines)


def article(title):
    return html(f"<!doctype html><html lang=en><title>{title}</title><article><h1>{title}</h1>{STORY}</article>")


def to(place, status="302 Found"):
    return head(f"Location: {place}", "Content-Length: 0", status=status)


def slowly(pieces, pause):
    """Yields the pieces with a pause between, until nobody listens."""

    def answer(_headers, stopped):
        for piece in pieces:
            yield piece
            if stopped.wait(pause):
                return

    return answer


def endless(piece):
    while True:
        yield piece


class Site:
    """Its answers by `host/path` or `/path`, what it was `asked`, and where it stands."""

    def __init__(self, answers, port, address):
        self.answers = answers
        self.port = port
        self.address = address
        self.asked = []
        self.stopped = threading.Event()

    def resolve(self, _host, _port):
        """Every name is this site."""
        return [(self.address, self.port)]

    def answer(self, host, path, headers):
        self.asked.append((host, path, headers))
        found = self.answers.get(f"{host}{path}", self.answers.get(path, html("no such page").replace(b"200", b"404")))
        return [found] if isinstance(found, bytes) else found(headers, self.stopped)

    def paths(self, host=None):
        """The paths that were asked for, without robots.txt."""
        return [path for its, path, _ in self.asked if path != "/robots.txt" and host in {None, its}]


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        words = self.rfile.readline().decode("latin-1").split()
        lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if words:
            for piece in self.server.site.answer(headers.get("host", "").split(":")[0], words[1], headers):
                self.wfile.write(piece)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 100

    tls = None

    def get_request(self):
        connection, address = super().get_request()
        return (self.tls.wrap_socket(connection, server_side=True) if self.tls else connection), address

    def handle_error(self, *_):
        """A client that has heard enough hangs up; that is no news."""


@contextmanager
def standing(answers, address="127.0.0.1", tls=None):
    """A site for as long as the block lasts."""
    with _Server((address, 0), _Handler) as server:
        server.tls = tls
        server.site = Site(answers, server.server_address[1], address)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.site
        finally:
            server.site.stopped.set()
            server.shutdown()
            thread.join()


def gzip_bomb(size):
    """A gzip of so many zeros, made in one piece: a thousandth of the size."""
    return gzip.compress(bytes(size), 6)


def zeros(size):
    return framed(gzip_bomb(size), "Content-Encoding: gzip", "Content-Type: text/html")


def twice(size):
    return framed(gzip.compress(gzip_bomb(size)), "Content-Encoding: gzip, gzip", "Content-Type: text/html")


def deflated(body, *lines):
    return framed(zlib.compress(body), "Content-Encoding: deflate", *lines)
