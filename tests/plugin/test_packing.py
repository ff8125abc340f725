"""What is whole and of a kind that shrinks is gzipped; streams, downloads and pages with a token are not."""

import asyncio
import gzip

import pytest

from archive.plugin.packing import LEAST, MOST, packed

LONG = b"word " * 1_000
HTML, JSON = "text/html; charset=utf-8", "application/json"


def sent(bodies, *, accept="gzip", **headers):
    """What an application that answers with these pieces sends through the packing: status, headers, body, pieces."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        for at, body in enumerate(bodies, 1):
            await send({"type": "http.response.body", "body": body, "more_body": at < len(bodies)})

    messages = []

    async def send(message):
        messages.append(message)

    given = [(b"accept-encoding", accept.encode())] if accept is not None else []
    asyncio.run(packed(app)({"type": "http", "headers": given}, None, send))
    head, *pieces = messages
    return dict(head["headers"]), [piece["body"] for piece in pieces]


@pytest.mark.parametrize("accept", ["gzip", "br, GZIP;q=0.5", "*", "gzip ; q=1.0"])
def test_a_page_is_packed_for_who_accepts_it(accept):
    headers, (body,) = sent([LONG], accept=accept, content_type=HTML, vary="Cookie")
    assert gzip.decompress(body) == LONG
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"vary"] == b"Cookie, Accept-Encoding"


@pytest.mark.parametrize("accept", [None, "", "br", "gzip;q=0", "gzip; q=0.000", "identity"])
def test_others_get_it_as_it_is_and_caches_are_told(accept):
    headers, (body,) = sent([LONG], accept=accept, content_type=HTML)
    assert body == LONG
    assert b"content-encoding" not in headers
    assert headers[b"vary"] == b"Accept-Encoding"


@pytest.mark.parametrize(
    ("bodies", "headers"),
    [
        ([LONG, LONG], {"content_type": JSON}),
        ([LONG], {"content_type": JSON, "content_disposition": "attachment; filename=a"}),
        ([LONG], {"content_type": "text/csv; charset=utf-8"}),
        ([LONG], {"content_type": "application/gzip"}),
        ([LONG], {"content_type": HTML, "content_encoding": "br"}),
        ([LONG[: LEAST - 1]], {"content_type": HTML}),
        ([b"a" * (MOST + 1)], {"content_type": JSON}),
        ([LONG + b'<input name="csrftoken" value="x">'], {"content_type": HTML}),
    ],
    ids=["a stream", "a download", "a table", "packed already", "another coding", "short", "too long", "a token"],
)
def test_what_is_not_packed_is_sent_as_it_comes(bodies, headers):
    answered, pieces = sent(bodies, **headers)
    assert pieces == bodies
    assert answered.get(b"content-encoding", b"br") == b"br"


def test_a_file_of_known_length_is_packed_though_it_comes_in_pieces():
    headers, (body,) = sent([LONG, LONG, b""], content_type="text/css", content_length=str(2 * len(LONG)))
    assert gzip.decompress(body) == LONG + LONG
    assert headers[b"content-length"] == str(len(body)).encode()


@pytest.mark.parametrize("path", ["/article/1", "/search.json", "/about", "/-/static-plugins/pressmark/pressmark.css"])
def test_the_reading_room_is_packed(visitor, path):
    answer = visitor.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == visitor.get(path, headers={"accept-encoding": "identity"}).text or path == "/search.json"


def test_pages_of_the_keeper_with_a_form_are_not_and_those_of_strangers_have_none(visitor, public):
    assert "content-encoding" not in visitor.get("/search?q=quay").headers
    assert public().get("/search?q=quay").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in visitor.get("/search.csv").headers
