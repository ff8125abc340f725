"""A site on loopback that says anything at all: raw bytes by host and path, at any speed, under any name.

An answer is bytes, or a function of the request's headers that yields bytes; what is not there is a 404, so that a
site without robots.txt may be asked for anything. The pages of a whole hostile site are in `hostile`.
"""

from __future__ import annotations

import gzip
import itertools
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


def _feed(*places):
    items = "".join(f"<item><title>x</title><link>{place}</link></item>" for place in places)
    return framed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "Content-Type: application/rss+xml")


def _urlset(*places):
    return framed(f"<urlset>{''.join(f'<url><loc>{place}</loc></url>' for place in places)}</urlset>".encode())


def index(*places):
    items = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    return framed(f"<sitemapindex>{items}</sitemapindex>".encode())


GOOD = {f"/good/{number}": article(f"The depot closes, part {number}") for number in range(1, 6)}
GOOD["/rot13"] = GOOD["/good/1"].replace(b"=utf-8", b"=rot13").replace(b"part 1", b"part 6")
SLOW = {
    "/drips": slowly(itertools.chain([head("Content-Length: 9999", "Content-Type: text/html")], endless(b"x")), 0.05),
    "/headers": slowly(itertools.chain([b"HTTP/1.1 200 OK\r\n"], endless(b"X: y\r\n")), 0.05),
    "/silent": slowly([b""], 60),
}


def bad(inner):
    """Pages of which none is an article: lies about length and coding, bombs, traps, and ways to the server inside."""
    chunk = b"100000\r\n" + bytes(0x100000) + b"\r\n"
    return {
        **SLOW,
        "/inward": to(f"http://127.0.0.2:{inner.port}/secret"),
        "/refresh": html(f'<meta http-equiv=refresh content="0; url=http://127.0.0.2:{inner.port}/">'),
        "/file": to("file:///etc/passwd"),
        "/circle": to("/circle"),
        **{f"/far{number}": to(f"/far{number + 1}") for number in range(8)},
        "/bomb": zeros(60_000_000),
        "/twice": twice(60_000_000),
        "/endless": lambda *_: itertools.chain([head("Transfer-Encoding: chunked")], endless(chunk)),
        "/short": head("Content-Length: 5000", "Content-Type: text/html") + PAGE,
        "/no-gzip": framed(PAGE, "Content-Encoding: gzip", "Content-Type: text/html"),
        "/brotli": framed(PAGE, "Content-Encoding: br", "Content-Type: text/html"),
        "/picture": html(b"\x89PNG\r\n\x1a\n" + bytes(100)),
        "/json": html('{"a": 1}'),
        "/deep": html("<div>" * 100_000),
        "/gone": framed(b"gone", "Content-Type: text/html", status="410 Gone"),
        "/unasked": head(status="304 Not Modified"),
        "/junk": b"what is this\r\n\r\n",
        "/private/1": article("Kept from robots"),
    }


def heavy():
    """Pages that keep a parser busy for minutes, or fill its memory."""
    paragraphs = "".join(f"<p>Paragraph {number} has words of its own.</p>" for number in range(60_000))
    return {
        "/paragraphs": html(f"<html><title>Long</title><article>{paragraphs}</article>"),
        "/tables": html("<table><tr><td>" * 20_000 + STORY),
        "/attributes": html(f"<p {' '.join(f'a{number}=1' for number in range(200_000))}>{STORY}"),
        "/wide": html(f"<html><title>Wide</title>{'<p>The depot closes.</p>' * 800_000}"),
        "/json-ld": html(f'<script type="application/ld+json">{"[" * 100_000}</script>{STORY}'),
    }


AT = "http://hostile.example"
SOURCES = [
    (f"{AT}/feed.xml", "feed"),
    (f"{AT}/laughs.xml", "feed"),
    (f"{AT}/index.xml", "sitemap"),
    (f"{AT}/bomb", "sitemap"),
]


def hostile(inner, more=()):
    """The answers of the whole site: sources, good pages and bad ones, and a host that wants to be left alone."""
    pages = {**GOOD, **bad(inner), **dict(more)}
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><rss version="2.0"><channel><title>&l9;</title></channel></rss>'
    return pages | {
        "/robots.txt": framed(b"User-agent: *\nDisallow: /private\n" + b"Disallow: /*x*y$\n" * 500),
        "busy.example/robots.txt": framed(b""),
        "busy.example/1": framed(b"later", "Retry-After: 600", status="503 Busy"),
        "/feed.xml": _feed(
            *(AT + page for page in pages if page != "/good/5"), *(f"http://busy.example/{n}" for n in (1, 2, 3))
        ),
        "/laughs.xml": framed(doctype.encode("utf-16")),
        "/index.xml": index(
            f"{AT}/index.xml", f"{AT}/deep0.xml", f"http://127.0.0.2:{inner.port}/s.xml", f"{AT}/pages.xml"
        ),
        **{f"/deep{number}.xml": index(f"{AT}/deep{number + 1}.xml") for number in range(20)},
        "/pages.xml": _urlset(f"{AT}/good/5", "file:///etc/passwd", f"{AT}/good/1"),
    }
