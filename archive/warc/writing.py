"""Captures as records of WARC 1.1, one gzip member each.

A page from the web is a `response` record that holds the HTTP head and the payload as WARC means it (transfer coding
undone, content coding kept); a file is a `resource`; a page that came again with the same bytes, or that its server
says has not changed, a `revisit`. The request, and every redirect on the way, stand before it in records of their own.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus
from urllib.parse import quote, urlsplit
from uuid import UUID

from archive.model import Capture, Hop, Kept
from archive.warc import digests

VERSION = b"WARC/1.1"
CRLF = b"\r\n"
END = CRLF * 2
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_RESPONSE, _REQUEST = "application/http; msgtype=response", "application/http; msgtype=request"
_Headers = Sequence[tuple[str, str]]


def encode(capture: Capture, record_id: UUID) -> bytes:
    """The gzip member of a capture's own record."""
    payload = ("WARC-Payload-Digest", digests.labelled(capture.body_sha256))
    if capture.status is None:
        return _of(capture, record_id, "resource", [payload], capture.media_type, capture.body)
    block = _http_head(capture.status, capture.headers) + capture.body
    return _of(capture, record_id, "response", [payload], _RESPONSE, block)


def encode_revisit(capture: Capture, record_id: UUID, earlier: Kept) -> bytes:
    """The gzip member of a `revisit`: what `earlier` holds, again (ISO 28500:2017, 6.7), without its bytes."""
    unmodified = capture.status == HTTPStatus.NOT_MODIFIED
    fields = [
        ("WARC-Payload-Digest", digests.labelled(earlier.body_sha256)),
        ("WARC-Profile", _PROFILE + ("server-not-modified" if unmodified else "identical-payload-digest")),
        ("WARC-Refers-To-Target-URI", _target(earlier)),
        ("WARC-Refers-To-Date", earlier.captured_at),
    ]
    return _of(capture, record_id, "revisit", fields, _RESPONSE, _http_head(capture.status or 200, capture.headers))


def encode_exchange(capture: Capture, response_id: UUID, new_id: Callable[[], UUID]) -> Iterator[bytes]:
    """The gzip members that belong before the record `response_id`: the redirects that led there, and the request."""
    for hop in capture.hops:
        hop_id = new_id()
        yield from _request(capture, hop.url, hop.request_headers, hop_id, new_id)
        yield _redirect(capture, hop, hop_id)
    yield from _request(capture, _target(capture), capture.request_headers, response_id, new_id)


def encode_info(software: str, record_id: UUID, at: str) -> bytes:
    """The gzip member of a `warcinfo` record, the first of every file."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    fields = [("WARC-Type", "warcinfo"), ("WARC-Record-ID", f"<{record_id.urn}>"), ("WARC-Date", at)]
    return _member([*fields, ("Content-Type", "application/warc-fields")], block)


def _request(
    capture: Capture, url: str, headers: _Headers, response_id: UUID, new_id: Callable[[], UUID]
) -> Iterator[bytes]:
    """The request behind a response, where it is known."""
    if not headers:
        return
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", f"<{new_id().urn}>"),
        ("WARC-Target-URI", url),
        ("WARC-Date", capture.captured_at),
        ("WARC-Concurrent-To", f"<{response_id.urn}>"),
        ("Content-Type", _REQUEST),
    ]
    yield _member(fields, _head(f"GET {_one_line(path)} HTTP/1.1", headers))


def _redirect(capture: Capture, hop: Hop, record_id: UUID) -> bytes:
    """The answer that sent us on; its body was not waited for, and where there was one the record says so."""
    said = {name.lower(): value.strip() for name, value in hop.headers}
    has_body = said.get("content-length", "0") != "0" or "transfer-encoding" in said
    fields = [
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<{record_id.urn}>"),
        ("WARC-Target-URI", hop.url),
        ("WARC-Date", capture.captured_at),
        *([("WARC-Truncated", "unspecified")] if has_body else [("WARC-Payload-Digest", digests.of_bytes(b""))]),
        ("Content-Type", _RESPONSE),
    ]
    return _member(fields, _http_head(hop.status, hop.headers))


def _of(capture: Capture, record_id: UUID, kind: str, more: _Headers, media_type: str, block: bytes) -> bytes:
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id.urn}>"),
        ("WARC-Target-URI", _target(capture)),
        ("WARC-Date", capture.captured_at),
        *([("WARC-IP-Address", capture.address)] if capture.address else []),
        *more,
        ("Content-Type", media_type),
    ]
    return _member(fields, block)


def _member(fields: _Headers, block: bytes) -> bytes:
    whole = [*fields, ("WARC-Block-Digest", digests.of_bytes(block)), ("Content-Length", str(len(block)))]
    lines = [f"{name}: {_one_line(value)}".encode() for name, value in whole]
    return gzip.compress(CRLF.join([VERSION, *lines]) + END + block + END, compresslevel=6, mtime=0)


def _http_head(status: int, headers: _Headers) -> bytes:
    """The status line and headers; a transfer coding that is undone is kept under its archived name."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    names = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
    kept = [(names.get(name.lower(), name), value) for name, value in headers]
    return _head(f"HTTP/1.1 {status} {phrase}", kept)


def _head(first: str, headers: _Headers) -> bytes:
    lines = [f"{name}: {_one_line(value)}" for name, value in headers]
    return "\r\n".join([first, *lines]).encode("utf-8", "replace") + END


def _one_line(value: str) -> str:
    """No stranger's header or address may end a line of ours."""
    return " ".join(value.split())


def _target(one: Capture | Kept) -> str:
    """The address a record is of; a file's path, or our own name for what has neither."""
    if one.final_url or one.url:
        return str(one.final_url or one.url)
    source = one.source
    return "file://" + quote(source.removeprefix("file:")) if source.startswith("file:/") else f"urn:pressmark:{source}"
