"""What a saved page says of itself: where it was, and when it was saved.

Browsers write the mark of the web (`saved from url=(0031)https://…`, Microsoft, 2003), SingleFile a comment with the
address and the moment, HTTrack a line with both; MHTML (RFC 2557) has them in its head. All of it is a claim of the
file, and believed as far as it can be true: an address of the web, a moment that is not still to come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from archive import dates, urls
from archive.errors import InputError

# The comments stand before anything that is long, but for a doctype and the opening of the page.
_HEAD_BYTES = 4096
_MARK_OF_THE_WEB = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(?P<url>\S{1,4000}?)\s*-->")
_SINGLE_FILE = re.compile(
    rb"Page saved with SingleFile\s+url:\s*(?P<url>\S{1,4000})"
    rb"(?:\s+saved date:\s*(?P<date>\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}))?"
)
_HTTRACK = re.compile(
    rb"<!-- Mirrored from (?P<host>[^\s/]{1,255}/\S{0,4000}) by HTTrack [^\]]{0,80}\], (?P<date>[^>]{10,40}?) -->"
)
MHTML_HEADS = (b"from: <saved by", b"mime-version:", b"snapshot-content-location:", b"content-type: multipart/related")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page was, and when it was saved, in UTC; None where it does not say."""

    url: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """The page inside an MHTML file: its bytes, and the content type that they were packed with."""

    body: bytes
    content_type: str
    origin: Origin


def of_html(body: bytes, now: str) -> Origin:
    """What the comments at the head of a saved page say."""
    head = body[:_HEAD_BYTES]
    if match := _SINGLE_FILE.search(head):
        return Origin(_web(match["url"]), _moment(match["date"], now))
    if match := _HTTRACK.search(head):
        return Origin(_web(b"http://" + match["host"]), _sent(match["date"].decode("ascii", "replace"), now))
    match = _MARK_OF_THE_WEB.search(head)
    return Origin(_web(match["url"])) if match else Origin()


def of_mhtml(body: bytes, now: str) -> Root:
    """The page of an MHTML file; raises InputError where there is none."""
    try:
        whole = BytesParser(policy=policy.compat32).parsebytes(body)
        first = next((part for part in whole.walk() if part.get_content_type() == "text/html"), None)
        page = first.get_payload(decode=True) if first else None
    except (RecursionError, LookupError, ValueError, AssertionError) as error:
        raise InputError(f"it is no MHTML that can be read ({str(error)[:80] or 'too deep'})") from None
    if first is None or not isinstance(page, bytes) or not page.strip():
        raise InputError("there is no page in it")
    address = whole["Snapshot-Content-Location"] or first["Content-Location"] or ""
    return Root(page, str(first["Content-Type"]), Origin(_web(str(address).encode()), _sent(whole["Date"], now)))


def _web(address: bytes) -> str | None:
    words = address.decode("utf-8", "replace").strip()
    return words if urls.is_web(words) else None


def _moment(words: bytes | None, now: str) -> str | None:
    """A moment as JavaScript writes it, without the name of its zone."""
    try:
        return _believed(datetime.strptime(words.decode(), "%a %b %d %Y %H:%M:%S GMT%z"), now) if words else None
    except ValueError:
        return None


def _sent(words: str | None, now: str) -> str | None:
    try:
        return _believed(parsedate_to_datetime(str(words)), now) if words else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _believed(moment: datetime, now: str) -> str | None:
    """A moment in UTC that is not still to come; one without a zone is taken for UTC, as HTTrack and mail mean it."""
    utc = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime(dates.UTC_NOW_FORMAT)
    return utc if utc <= now else None
