"""What was looked for, what was received, and where its bytes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Evidence = Literal["fetched", "wayback", "warc", "file", "row"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A place to look, and who said so (`source` as in `Capture`), with what else they said of it."""

    url: str
    source: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of an earlier answer, sent back to ask whether anything changed (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect on the way to a page: what was asked, and the answer that sent us on."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were received, and how.

    `body` is transfer-decoded but not content-decoded (the payload of WARC 1.1), `body_sha256` its hex
    digest. `source` reads like `feed:URL`, `file:PATH` or `file:PATH#L12` for line 12 of a table.
    `captured_at` is UTC, to the second. `request_headers` were sent to `final_url`, `hops` lie before it, `address` is
    the IP address that answered, `opt_outs` what the site said against mining and machine learning (`archive.fetch.
    optouts`); all four are empty where nothing was fetched. Status 304 means that the page has not changed since the
    validators that were sent, and has no body.
    """

    url: str | None
    final_url: str | None
    captured_at: str
    media_type: str
    body: bytes
    body_sha256: str
    evidence: Evidence
    source: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    archived_url: str | None = None
    request_headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[Hop, ...] = ()
    address: str | None = None
    opt_outs: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture's record lies: a WARC file (relative to the evidence folder), offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture as the archive remembers it: its facts, without its bytes."""

    id: int
    url: str | None
    final_url: str | None
    captured_at: str
    evidence: Evidence
    source: str
    status: int | None
    media_type: str
    body_sha256: str
    archived_url: str | None
    place: Place | None
    opt_outs: tuple[str, ...] = ()
