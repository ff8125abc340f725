"""The record codec of WARC 1.1 (ISO 28500:2017): one gzip member a record, so that any record can be read alone.

A capture from the web is a `response` record that holds the HTTP head and the payload as WARC means it (transfer
coding undone, content coding kept); a file is a `resource` record. Both carry the payload's SHA-256.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from archive.errors import EvidenceError
from archive.model import Capture

VERSION = b"WARC/1.1"
_CRLF = b"\r\n"
_END = _CRLF * 2


@dataclass(frozen=True, slots=True)
class Record:
    """One record as read: its named fields in lower case, and the payload without any HTTP head."""

    fields: dict[str, str]
    head: bytes
    payload: bytes


def payload_digest(payload: bytes) -> str:
    """A payload digest as WARC files carry it: `sha256:` and base 32, as other writers and readers of WARC have it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(payload).digest()).decode()


def encode(capture: Capture, record_id: UUID) -> bytes:
    """The gzip member of a capture's record."""
    if capture.status is None:
        kind, media_type, block = "resource", capture.media_type, capture.body
    else:
        kind, media_type, block = "response", "application/http; msgtype=response", _http_head(capture) + capture.body
    target = capture.final_url or capture.url or _target_of(capture.source)
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id.urn}>"),
        ("WARC-Target-URI", target),
        ("WARC-Date", capture.captured_at),
        ("WARC-Payload-Digest", payload_digest(capture.body)),
        ("Content-Type", media_type),
    ]
    return _member(fields, block)


def encode_revisit(capture: Capture, record_id: UUID, first_at: str) -> bytes:
    """The gzip member of a `revisit`: the same payload again (profile identical-payload-digest), without its bytes."""
    target = capture.final_url or capture.url or _target_of(capture.source)
    fields = [
        ("WARC-Type", "revisit"),
        ("WARC-Record-ID", f"<{record_id.urn}>"),
        ("WARC-Target-URI", target),
        ("WARC-Date", capture.captured_at),
        ("WARC-Payload-Digest", payload_digest(capture.body)),
        ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        ("WARC-Refers-To-Target-URI", target),
        ("WARC-Refers-To-Date", first_at),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    return _member(fields, _http_head(capture))


def encode_info(software: str, record_id: UUID, at: str) -> bytes:
    """The gzip member of a `warcinfo` record, the first of every file."""
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<{record_id.urn}>"),
        ("WARC-Date", at),
        ("Content-Type", "application/warc-fields"),
    ]
    return _member(fields, f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode())


def decode(member: bytes) -> Record:
    """Read one gzip member as a record; raises EvidenceError where it is cut short, damaged or no record."""
    try:
        raw = gzip.decompress(member)
    except (EOFError, OSError, zlib.error) as error:
        raise EvidenceError(f"a WARC record is damaged or cut short ({error})") from None
    head, separator, rest = raw.partition(_END)
    lines = head.decode("utf-8", "replace").split("\r\n")
    if not separator or not lines[0].startswith("WARC/"):
        raise EvidenceError("the bytes at that place are no WARC record")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length = int(fields.get("content-length", "-1"))
    if not 0 <= length <= len(rest):
        raise EvidenceError("a WARC record is shorter than it says")
    block = rest[:length]
    http_head, separator, payload = block.partition(_END)
    if "application/http" in fields.get("content-type", "") and separator:
        return Record(fields, http_head, payload)
    return Record(fields, b"", block)


def _member(fields: Sequence[tuple[str, str]], block: bytes) -> bytes:
    lines = [f"{name}: {_one_line(value)}".encode() for name, value in [*fields, ("Content-Length", str(len(block)))]]
    raw = _CRLF.join([VERSION, *lines]) + _END + block + _END
    return gzip.compress(raw, compresslevel=6, mtime=0)


def _http_head(capture: Capture) -> bytes:
    """The status line and headers; a transfer coding that is undone is kept under its archived name."""
    status = capture.status or 200
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    names = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
    lines = [f"{names.get(name.lower(), name)}: {_one_line(value)}" for name, value in capture.headers]
    return "\r\n".join([f"HTTP/1.1 {status} {phrase}", *lines]).encode("utf-8", "replace") + _END


def _one_line(value: str) -> str:
    """No stranger's header or address may end a line of ours."""
    return " ".join(value.split())


def _target_of(source: str) -> str:
    return "file://" + quote(source.removeprefix("file:")) if source.startswith("file:/") else f"urn:pressmark:{source}"
