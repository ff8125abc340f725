"""Anybody's records: whatever bytes there are, what is yielded covers them, and what warcio reads we read alike."""

import contextlib
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive import codings, warc
from archive.errors import InputError


def read(raw, **named):
    return list(warc.records(io.BytesIO(raw), **named))


HEAD = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n"
ARC = (
    b"filedesc://x.arc 0.0.0.0 20140216050221 text/plain 75\n1 0 LiveWeb Capture\nURL IP-address Archive-date Content-type Archive-length\n\n",
    b"http://courier.example/a b 192.0.2.7 20140216050221 text/html %d\n" % len(HEAD + b"<p>Depot")
    + HEAD
    + b"<p>Depot\n",
)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_arc(packed):
    found = read(b"".join(map(gzip.compress, ARC) if packed else ARC))
    assert [(one.kind, one.trouble) for one in found] == [("warcinfo", None), ("response", None)]
    page = found[1]
    assert (page.uri, page.date) == ("http://courier.example/a%20b", "2014-02-16T05:02:21Z")
    assert (page.status, page.payload) == (200, b"<p>Depot")


@pytest.mark.parametrize(
    ("sent", "said", "payload"),
    [
        (b"5\r\n<p>De\r\n3;x=y\r\npot\r\n0\r\n\r\n", "chunked", b"<p>Depot"),
        (b"<p>Depot", "chunked", b"<p>Depot"),
        (b"5\r\n<p>De\r\n9\r\npo", "chunked", b"<p>Depo"),
        (b"5\r\n<p>De\r\n", "identity", b"5\r\n<p>De\r\n"),
    ],
    ids=["chunked", "said to be", "breaks off", "not said to be"],
)
def test_chunks(warc_record, sent, said, payload):
    (found,) = read(warc_record(body=sent, headers=("Content-Type: text/html", f"Transfer-Encoding: {said}")))
    assert (found.payload, found.digest) == (payload, "agrees")


@pytest.mark.parametrize(
    ("digest", "verdict"),
    [
        ("", "agrees"),
        (None, "missing"),
        ("sha1:" + "A" * 32, "wrong"),
        ("crc32:abcd", "unknown"),
        ("sha256:not a digest", "unknown"),
        ("sha-256:7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069", "agrees"),
        ("md5:7Qdih1MuhjZehB6Sv8UNjA==", "agrees"),
    ],
)
def test_digests_in_every_spelling(warc_record, digest, verdict):
    body = b"Hello World!"
    (found,) = read(warc_record(body=body, digest=digest))
    assert found.digest == verdict


@pytest.mark.parametrize("written", ["2022-05-16T10:11:12.345Z", "2022-05-16T12:11:12+02:00", "2022-05-16T10:11:12"])
def test_moments_in_every_spelling(warc_record, written):
    assert read(warc_record(date=written))[0].date == "2022-05-16T10:11:12Z"


@pytest.mark.parametrize("written", ["", "yesterday", "1066-10-14T09:00:00Z", "2022-13-01T00:00:00Z"])
def test_moments_that_are_none(warc_record, written):
    assert read(warc_record(date=written))[0].date is None


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_huge_record_is_passed_by_without_being_held(warc_record, packed):
    records = [warc_record(body=bytes(3_000_000)), warc_record()]
    found = read(b"".join(map(gzip.compress, records) if packed else records), largest=1_000_000)
    assert "no article has so many" in found[0].trouble
    assert (found[0].payload, found[1].trouble) == (b"", None)


@given(st.binary(max_size=600), st.integers(0, 2000), st.integers(0, 60), st.booleans())
def test_whatever_is_done_to_a_file_every_byte_is_accounted_for(warc_record, noise, at, gone, packed):
    records = [warc_record(f"https://courier.example/{number}") for number in range(4)]
    whole = b"".join(map(gzip.compress, records) if packed else records)
    damaged = whole[:at] + noise + whole[at + gone :]
    try:
        found = read(damaged)
    except InputError:
        return
    end = 0
    for one in found:
        assert not damaged[end : one.offset].strip(b"\r\n\0")
        end = one.offset + one.length
        if not one.trouble:
            warc.decode(damaged[one.offset : end])
    assert not damaged[end:].strip(b"\r\n\0")


@pytest.mark.parametrize("raw", [b"", b"<html>", gzip.compress(b"<html>"), b"\x1f\x8bxx", b"WARK/1.0\r\n"])
def test_what_is_no_web_archive(raw):
    with pytest.raises(InputError, match="neither WARC nor ARC"):
        read(raw)


def by_warcio(path):
    """What warcio makes of the responses of a file, as far as it comes: offset, address, status, verdict, payload."""
    found = []
    with path.open("rb") as file, contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(ArchiveLoadFailed):
        for record in (theirs := ArchiveIterator(file, check_digests=True)):
            if record.rec_type != "response":
                continue
            payload = record.content_stream().read()
            uri = record.rec_headers.get_header("uri" if record.format == "arc" else "WARC-Target-URI")
            verdict = {True: "agrees", False: "wrong", None: "missing"}[record.digest_checker.passed]
            is_http = record.http_headers is not None
            status = int(record.http_headers.get_statuscode()) if is_http else None
            found.append((theirs.get_record_offset(), uri.replace(" ", "%20"), status, verdict, payload))
    return found


def test_what_warcio_reads_we_read_alike(shared):
    """The files of warcio's and pywb's own tests, record by record, but for those that we find broken."""
    compared = 0
    for path in sorted((shared / "warc").glob("*/*arc*")):
        if path.suffix == ".wacz" or path.name == "bad.arc":
            continue
        ours = {one.offset: one for one in read(path.read_bytes())}
        for offset, uri, status, verdict, payload in by_warcio(path):
            if ours[offset].trouble or ours[offset].status is None:
                continue
            one = ours[offset]
            compared += 1
            assert (one.uri, one.status, one.digest) == (uri, status, verdict), path.name
            assert codings.undo(one.payload) == payload
    assert compared > 60
