"""One record out of its bytes, WARC or ARC: named fields, HTTP head, payload.

Strangers' records are the normal case: lines may end in a bare line feed, addresses stand in angle brackets (wget
1.19), a status line lacks its phrase, a chunked body is kept as it came over the wire, or only says that it is chunked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from archive import codings, dates
from archive.errors import EvidenceError, InputError
from archive.warc import digests
from archive.warc.digests import Verdict

# The head of a record, or of an HTTP message, is a few lines; one that does not end within this much is none.
LARGEST_HEAD = 1 << 20
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HTTP = frozenset({"request", "response", "revisit"})
_FIRST_LINE = re.compile(rb"HTTP/\S+[ \t]+(?P<status>\d{3})\b|[A-Z]+ \S+ HTTP/\d")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1024})?\r?\n")
# `URL IP-address Archive-date Content-type Archive-length`, the record line of ARC 1 (Internet Archive, 1996).
ARC_LINE = re.compile(rb"(?P<uri>\S[^\r\n]*) (?P<address>\S+) (?P<date>\d{14})\d* (?P<type>\S+) (?P<length>-?\w+)\r?\n")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_FIRST_YEAR = 1990  # of the web: no capture of it is older


@dataclass(frozen=True, slots=True)
class Record:
    """One record as read: its named fields in lower case, its HTTP head, and its payload, transfer coding undone.

    `offset` and `length` say where its bytes lie in a file, before any decompression. `trouble` says why it could not
    be read, in words for a person; everything else may then be empty.
    """

    kind: str
    fields: Mapping[str, str]
    status: int | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    digest: Verdict
    offset: int = 0
    length: int = 0
    trouble: str | None = None

    @property
    def uri(self) -> str:
        """The address that the record is of."""
        return self.fields.get("warc-target-uri", "").strip().strip("<>").replace(" ", "%20")

    @property
    def date(self) -> str | None:
        """When it was captured, in UTC to the second; None where the record does not say, or no such moment exists."""
        try:
            moment = datetime.fromisoformat(self.fields.get("warc-date", ""))
        except ValueError:
            return None
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
        return moment.strftime(dates.UTC_NOW_FORMAT) if moment.year >= _FIRST_YEAR else None


@dataclass(frozen=True, slots=True)
class Head:
    """The named fields that a record opens with, and where its block lies after them."""

    fields: Mapping[str, str]
    start: int
    length: int | None


def head_of(raw: bytes) -> Head | None:
    """The head of a record; None where the bytes do not begin with one. `length` is None where none is stated."""
    if raw.startswith(b"WARC/"):
        end = _HEAD_END.search(raw, 0, LARGEST_HEAD)
        if end is None:
            return None
        fields = dict(reversed(_named(raw[: end.start()])))
        stated = fields.get("content-length", "")
        return Head(fields, end.end(), int(stated) if stated.isascii() and stated.isdigit() else None)
    line = ARC_LINE.match(raw, 0, LARGEST_HEAD)
    if line is None:
        return None
    said = {name: value.decode("utf-8", "replace") for name, value in line.groupdict().items()}
    fields = {
        "warc-type": "warcinfo" if said["uri"].startswith("filedesc:") else "response",
        "warc-target-uri": said["uri"],
        "warc-ip-address": said["address"],
        "warc-date": _DIGITS.sub(r"\1-\2-\3T\4:\5:\6Z", said["date"]),
        "content-type": "application/http" if said["uri"].startswith("http") else said["type"],
    }
    return Head(fields, line.end(), int(said["length"]) if said["length"].isdigit() else None)


def decode(member: bytes) -> Record:
    """Read the bytes kept at one place, gzip or plain, as a record.

    Raises EvidenceError where they are cut short, damaged or no record.
    """
    raw = member
    if member.startswith(codings.GZIP_MAGIC):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            raw = stream.decompress(member)
        except zlib.error as error:
            raise EvidenceError(f"a WARC record is damaged ({error})") from None
        if not stream.eof:
            raise EvidenceError("a WARC record is cut short")
    head = head_of(raw)
    if head is None:
        raise EvidenceError("the bytes at that place are no WARC record")
    if head.length is None or head.length > len(raw) - head.start:
        raise EvidenceError("a WARC record is shorter than it says")
    return of(head, raw[head.start : head.start + head.length])


def of(head: Head, block: bytes, offset: int = 0, length: int = 0) -> Record:
    """The record of a head and its whole block, with what its digests say."""
    kind = head.fields.get("warc-type", "").lower()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body = block
    if kind in _HTTP and "application/http" in head.fields.get("content-type", "").lower():
        status, headers, body = _http(block)
    payload = _unchunked(body) if _is_chunked(headers) else body
    return Record(kind, head.fields, status, headers, payload, _verdict(head, block, body, payload), offset, length)


def broken(trouble: str, offset: int, length: int, fields: Mapping[str, str] | None = None) -> Record:
    """What stands in the place of a record that cannot be read."""
    return Record("", fields or {}, None, (), b"", "missing", offset, length, trouble)


def _verdict(head: Head, block: bytes, body: bytes, payload: bytes) -> Verdict:
    """What the digests of a record say together; a payload's may be of it as sent, unchunked or fully decoded."""
    of_block = digests.verdict(head.fields.get("warc-block-digest"), block)
    stated = head.fields.get("warc-payload-digest")
    if head.fields.get("warc-type", "").lower() == "revisit" or "warc-segment-number" in head.fields:
        return of_block  # their payload lies elsewhere
    of_payload = digests.verdict(stated, body)
    if of_payload == "wrong" and payload is not body:
        of_payload = digests.verdict(stated, payload)
    if of_payload == "wrong":
        try:
            of_payload = digests.verdict(stated, codings.undo(payload))
        except InputError:
            of_payload = "wrong"
    for verdict in ("wrong", "agrees", "unknown"):
        if verdict in {of_block, of_payload}:
            return verdict
    return "missing"


def _http(block: bytes) -> tuple[int | None, tuple[tuple[str, str], ...], bytes]:
    """Status, headers and body of an HTTP message; a block that is none is all body."""
    first = _FIRST_LINE.match(block)
    if first is None:
        return None, (), block
    end = _HEAD_END.search(block, 0, LARGEST_HEAD)
    lines, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    return int(first["status"]) if first["status"] else None, tuple(_named(lines, lower=False)), body


def _named(lines: bytes, *, lower: bool = True) -> list[tuple[str, str]]:
    """`Name: value` lines after the first one, folded lines joined."""
    found: list[tuple[str, str]] = []
    for raw in lines.split(b"\n")[1:]:
        try:
            line = raw.rstrip(b"\r").decode()
        except UnicodeDecodeError:
            line = raw.rstrip(b"\r").decode("latin-1")
        if line[:1] in {" ", "\t"} and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon:
            found.append((name.strip().lower() if lower else name.strip(), value.strip()))
    return found


def _is_chunked(headers: tuple[tuple[str, str], ...]) -> bool:
    return any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers)


def _unchunked(body: bytes) -> bytes:
    """A body without its chunks (RFC 9112, 7.1); the body itself where it says that it is chunked and is not."""
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(pieces) if pieces and at >= len(body) else body
