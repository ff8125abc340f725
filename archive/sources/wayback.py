"""The Wayback Machine's addresses and answers, without I/O.

Formats: the CDX server's own description (internetarchive/wayback, wayback-cdx-server/README.md) for lists of copies,
in JSON and in plain text, with resumption keys; `TIMESTAMPid_/URL` for a copy as it was received, unchanged; “Save Page
Now 2 Public API Docs” (Vangelis Banos, Internet Archive) for asking it to keep a page.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from archive import codings, dates, urls
from archive.errors import InputError
from archive.model import Capture

FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
# Copies asked for at a time; the server's own limit is 150,000.
PAGE = 5_000
_STAMP = re.compile(r"\d{14}")
_COPY = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/(\S+)")
_MEMENTO = re.compile(r'<([^>]+)>[^<]*;\s*rel="?[^"]*\bmemento\b')
_JOB = re.compile(rb'"?job_id"?\s*[:=]\s*"([\w-]{10,80})"|watchJob\(\s*"([\w-]{10,80})"')


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service listens; the settings `wayback_cdx`, `wayback_replay` and `wayback_save`."""

    cdx: str = "https://web.archive.org/cdx/search/cdx"
    replay: str = "https://web.archive.org/web/"
    save: str = "https://web.archive.org/save/"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy that the service holds: its 14-digit time (UTC), and the address that it was made of."""

    stamp: str
    url: str

    @property
    def captured_at(self) -> str:
        """The moment of the copy in our form."""
        return datetime.strptime(self.stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC).strftime(dates.UTC_NOW_FORMAT)


def copies_of(
    service: Service, url: str, *, since: str | None = None, until: str | None = None, resume: str | None = None
) -> str:
    """Where to ask for the good copies of a page, or of all pages under an address that ends in `/` or `*`.

    Days are included; one copy for each run of the same bytes.
    """
    asked = {
        "url": url.removesuffix("*"),
        "matchType": "prefix" if url.endswith(("/", "*")) else "exact",
        "output": "json",
        "fl": ",".join(FIELDS),
        "filter": ["statuscode:200", "mimetype:text/html"],
        "collapse": "digest",
        "limit": str(PAGE),
        "showResumeKey": "true",
        **({"from": since.replace("-", "")} if since else {}),
        **({"to": until.replace("-", "")} if until else {}),
        **({"resumeKey": resume} if resume else {}),
    }
    return f"{service.cdx}?{urlencode(asked, doseq=True)}"


def newest_of(service: Service, url: str) -> str:
    """Where to ask for the newest good copy of a page."""
    asked = {
        "url": url,
        "output": "json",
        "fl": ",".join(FIELDS),
        "filter": "statuscode:200",
        "limit": "-1",
        "fastLatest": "true",
    }
    return f"{service.cdx}?{urlencode(asked)}"


def parse(body: bytes) -> tuple[tuple[Copy, ...], str | None]:
    """The copies that the CDX server lists, and the key with which the list goes on; raises InputError."""
    answer = body.decode("utf-8", "replace").strip()
    rows, resume = _json_rows(answer) if answer.startswith("[") else _text_rows(answer)
    found = [Copy(row["timestamp"], row["original"]) for row in rows if _is_good(row)]
    return tuple(found), resume


def as_received(service: Service, copy: Copy) -> str:
    """Where a copy's bytes are given as they were received."""
    return f"{service.replay}{copy.stamp}id_/{copy.url}"


def to_read(service: Service, copy: Copy) -> str:
    """Where a person reads a copy: the address that is cited."""
    return f"{service.replay}{copy.stamp}/{copy.url}"


def saved_at(service: Service, answer: Capture) -> str | None:
    """Where the copy lies that the service has just made, by its answer; None where it does not say yet.

    It is told by `Content-Location`, by the memento of `Link` (RFC 7089), by where we were sent on to, or in JSON.
    """
    linked = _MEMENTO.search(answer.header("link") or "")
    for told in (answer.header("content-location"), linked and linked[1], answer.final_url):
        match = _COPY.search(told or "")
        if match:
            return to_read(service, Copy(match[1], match[2]))
    try:
        said: Any = json.loads(codings.body(answer))
    except (ValueError, RecursionError, InputError):
        return None
    if (
        isinstance(said, dict)
        and _STAMP.fullmatch(str(said.get("timestamp")))
        and urls.is_web(said.get("original_url"))
    ):
        return to_read(service, Copy(said["timestamp"], said["original_url"]))
    return None


def job_at(service: Service, answer: Capture) -> str | None:
    """Where to ask how a copy is coming on, where the answer names a job."""
    try:
        match = _JOB.search(codings.body(answer))
    except InputError:
        return None
    return urljoin(service.save, f"status/{(match[1] or match[2]).decode()}") if match else None


def _json_rows(answer: str) -> tuple[list[dict[str, str]], str | None]:
    try:
        lines = json.loads(answer)
    except (ValueError, RecursionError):
        raise InputError("the Wayback Machine's list of copies is cut short or damaged: try again later") from None
    lines = [[str(value) for value in line] for line in lines if isinstance(line, list)]
    resume = lines[-1][0] if len(lines) > 1 and not lines[-2] and len(lines[-1]) == 1 else None
    names = lines[0] if lines else []
    return [dict(zip(names, line, strict=False)) for line in lines[1:] if len(line) == len(names)], resume


def _text_rows(answer: str) -> tuple[list[dict[str, str]], str | None]:
    listed, _, resume = answer.replace("\r\n", "\n").partition("\n\n")
    if listed and not _STAMP.match(listed):
        raise InputError(f"the Wayback Machine did not give a list of copies, but “{listed[:80]}”")
    return [dict(zip(FIELDS, line.split(" "), strict=False)) for line in listed.splitlines()], resume.strip() or None


def _is_good(row: dict[str, str]) -> bool:
    if not _STAMP.fullmatch(row.get("timestamp", "")) or not urls.is_web(row.get("original")):
        return False
    try:
        return bool(Copy(row["timestamp"], "").captured_at)
    except ValueError:  # a 31 February
        return False
