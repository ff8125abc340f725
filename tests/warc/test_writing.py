"""Our records, read by ourselves and by warcio: whole, with digests that agree, and each request beside its answer."""

import hashlib
import io
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from archive import warc
from archive.errors import EvidenceError
from archive.model import Capture, Hop, Kept

AT = "2026-03-01T12:00:00Z"
URL = "https://courier.example/depot?id=2"


def capture(body=b"<p>Hello", **named):
    facts = {
        "url": URL,
        "final_url": None,
        "captured_at": AT,
        "media_type": "text/html",
        "body": body,
        "source": "person",
    }
    facts |= {"body_sha256": hashlib.sha256(body).hexdigest(), "evidence": "fetched", "status": 200}
    return Capture(**facts | {"headers": (("Content-Type", "text/html"),)} | named)


def ids():
    numbers = iter(range(1, 100))
    return lambda: UUID(int=next(numbers))


def by_warcio(members):
    """Every record that warcio finds: its type, its headers, its payload; none may have a digest that is wrong."""
    found = []
    for record in ArchiveIterator(io.BytesIO(b"".join(members)), check_digests="raise"):
        payload = record.raw_stream.read()
        assert record.digest_checker.passed is not False
        found.append((record.rec_type, record.rec_headers, record.http_headers, payload))
    return found


@given(st.binary(max_size=4000))
def test_a_record_gives_back_its_payload(body):
    record = warc.decode(warc.encode(capture(body), UUID(int=7)))
    assert (record.payload, record.digest, record.status, record.uri, record.date) == (body, "agrees", 200, URL, AT)
    ((kind, _, http, payload),) = by_warcio([warc.encode(capture(body), UUID(int=7))])
    assert (kind, http.get_statuscode(), payload) == ("response", "200", body)


@pytest.mark.parametrize("coding", ["chunked", "gzip, chunked"])
def test_a_transfer_coding_that_is_undone_is_not_claimed(coding):
    record = warc.decode(warc.encode(capture(headers=(("Transfer-Encoding", coding),)), UUID(int=7)))
    assert record.headers == (("X-Archive-Orig-Transfer-Encoding", coding),)
    assert record.payload == b"<p>Hello"


def test_a_stranger_cannot_write_lines_of_the_record():
    hostile = capture(headers=(("X", "a\r\nWARC-Type: warcinfo\r\n\r\nno"),))
    record = warc.decode(warc.encode(hostile, UUID(int=7)))
    assert record.payload == b"<p>Hello"
    assert record.fields["warc-type"] == "response"


@pytest.mark.parametrize("cut", [0, 5, 100, -1])
def test_a_record_that_is_cut_short_is_said_to_be(cut):
    whole = warc.encode(capture(), UUID(int=7))
    with pytest.raises(EvidenceError):
        warc.decode(whole[:cut])


def test_what_was_asked_stands_before_what_was_answered():
    asked = (("Host", "courier.example"), ("User-Agent", "Pressmark"))
    hop = Hop("http://courier.example/d", 301, (("Location", URL), ("Content-Length", "154")), asked)
    whole = capture(
        url="http://courier.example/d", final_url=URL, request_headers=asked, hops=(hop,), address="192.0.2.7"
    )
    new_id = ids()
    response_id = new_id()
    found = by_warcio([*warc.encode_exchange(whole, response_id, new_id), warc.encode(whole, response_id)])
    assert [kind for kind, *_ in found] == ["request", "response", "request", "response"]
    uris = [headers.get_header("WARC-Target-URI") for _, headers, *_ in found]
    assert uris == ["http://courier.example/d"] * 2 + [URL] * 2
    for (_, request, http, _), (_, response, *_) in (found[:2], found[2:]):
        assert request.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID")
        assert http.get_header("User-Agent") == "Pressmark"
    assert (found[1][2].get_statuscode(), found[1][1].get_header("WARC-Truncated")) == ("301", "unspecified")
    assert found[2][2].protocol == "GET"
    assert found[2][2].statusline == "/depot?id=2 HTTP/1.1"
    assert found[3][1].get_header("WARC-IP-Address") == "192.0.2.7"
    assert len({headers.get_header("WARC-Record-ID") for _, headers, *_ in found}) == 4


@pytest.mark.parametrize(
    ("status", "profile"), [(200, "identical-payload-digest"), (304, "server-not-modified")], ids=["same", "304"]
)
def test_a_revisit_says_what_it_is_a_revisit_of(status, profile):
    first = Kept(3, "https://courier.example/a", URL, "2026-01-01T00:00:00Z", "fetched", "person", 200, "text/html",
                 "ab" * 32, None, None)  # fmt: skip
    ((kind, headers, http, payload),) = by_warcio(
        [warc.encode_revisit(capture(b"", status=status), UUID(int=7), first)]
    )
    assert (kind, http.get_statuscode(), payload) == ("revisit", str(status), b"")
    assert headers.get_header("WARC-Profile").endswith(profile)
    assert headers.get_header("WARC-Refers-To-Target-URI") == URL
    assert headers.get_header("WARC-Refers-To-Date") == "2026-01-01T00:00:00Z"
    assert headers.get_header("WARC-Payload-Digest") == warc.labelled("ab" * 32)
