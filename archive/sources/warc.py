"""Pages out of web archives, WARC or ARC: each record a capture with its own moment, or accounted for.

A page is an answer with success that is HTML. What is none is counted by its kind, and told in one line for the file;
what should be one and cannot be believed (it breaks off, its digest is wrong) is told by its place. A digest that is
missing, or of a kind that nobody knows, speaks neither for a record nor against it, and is counted too.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from archive import dates, urls, warc
from archive.model import Capture, Found, Given, Item, Note, Place, Refused, Why
from archive.sources import files
from archive.warc import Record

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_ANSWERS = frozenset({"response", "resource"})
_KINDS = {"request": "requests", "revisit": "revisits without their page", "metadata": "metadata records"}
# Of so many broken records in one file each is told; of more, their number.
_TOLD = 20


@dataclass(slots=True)
class _Tally:
    """What a file held, in numbers."""

    pages: int = 0
    broken: int = 0
    doubts: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)


def read(path: Path, given: Given, at: str, *, start: int = 0, end: int | None = None) -> Iterator[Item]:
    """The pages of a file, or of what lies between two places of it, and at last what else it held.

    `at` is the moment of reading: nothing was captured after it. Raises InputError where the bytes are no WARC or ARC.
    """
    tally = _Tally()
    with path.open("rb") as file:
        for item in _items(path, file, given, at, (start, end), tally):
            if isinstance(item, Found):
                tally.pages += 1
                yield item
                continue
            tally.broken += 1
            if tally.broken <= _TOLD:
                yield item
    yield from _summary(str(path), tally)


def _items(
    path: Path, file: BinaryIO, given: Given, at: str, span: tuple[int, int | None], tally: _Tally
) -> Iterator[Found | Refused]:
    source = f"warc:{path.resolve()}"
    for record in warc.records(file, *span):
        where = f"{source}@{record.offset}"
        trouble = record.trouble or _disbelief(record, at)
        if trouble:
            why: Why = "truncated" if "breaks off" in trouble else "unreadable"
            yield Refused(f"{path}@{record.offset}", trouble, why=why, source=where)
            continue
        other = _no_page(record)
        if other:
            tally.passed[other] += 1
            continue
        if record.digest != "agrees":
            tally.doubts["no digest" if record.digest == "missing" else "a digest of an unknown kind"] += 1
        place = Place(str(path.resolve()), record.offset, record.length)
        yield Found(record.uri, _capture(record, where), given=given, place=place)


def _disbelief(record: Record, at: str) -> str | None:
    """Why a whole record is not to be believed, if that is so."""
    what = f"the record at byte {record.offset:,} ({record.uri[:200] or record.kind})"
    if record.digest == "wrong":
        return f"{what} is not what it was when it was captured: its digest is wrong"
    if record.kind not in _ANSWERS or not urls.is_web(record.uri):
        return None
    if record.date is None:
        return f"{what} does not say when it was captured"
    if not dates.plausible(record.date, at):
        return f"{what} says that it was captured on {record.date[:10]}, which is still to come"
    return None


def _no_page(record: Record) -> str | None:
    """What a record is, in the plural, where it is no page."""
    status, media_type = record.status, _media_type(record)
    kinds = (
        (record.kind not in _ANSWERS, _KINDS.get(record.kind, "other records")),
        (not urls.is_web(record.uri), "records of other schemes"),
        (record.kind == "response" and status is None, "responses that are not HTTP"),
        (status is not None and not 200 <= status < 300, f"answers with status {status}"),
        ("warc-segment-number" in record.fields, "parts of records in segments"),
        (not record.payload.strip(), "empty answers"),
        (media_type not in _PAGES, media_type),
    )
    return next((what for holds, what in kinds if holds), None)


def _capture(record: Record, source: str) -> Capture:
    return Capture(
        url=record.uri,
        final_url=None,
        captured_at=record.date or "",
        media_type=_media_type(record),
        body=record.payload,
        body_sha256=hashlib.sha256(record.payload).hexdigest(),
        evidence="warc",
        source=source,
        status=record.status,
        headers=record.headers,
        address=record.fields.get("warc-ip-address"),
    )


def _media_type(record: Record) -> str:
    """What the server called the payload; where it did not say, what it looks like."""
    stated = next((value for name, value in record.headers if name.lower() == "content-type"), None)
    if record.kind == "resource":
        stated = record.fields.get("content-type")
    named = (stated or "").split(";")[0].strip().lower()
    if named:
        return named[:80]
    return "text/html" if files.kind_by_bytes(record.payload[:4096]) == "html" else "answers of no stated kind"


def _summary(shown: str, tally: _Tally) -> Iterator[Item]:
    """What was passed over, so that every record is accounted for."""
    passed = ", ".join(f"{kind} {count:,}" for kind, count in tally.passed.most_common()) or "nothing"
    if tally.broken > _TOLD:
        yield Refused(shown, f"{tally.broken - _TOLD:,} further records cannot be read")
    if not tally.pages and not tally.broken:
        yield Refused(shown, f"there is no page in it; passed over: {passed}", why="not an article")
        return
    doubts = "".join(f", {count:,} with {doubt}" for doubt, count in tally.doubts.items())
    yield Note(shown, f"{tally.pages:,} page{'' if tally.pages == 1 else 's'}{doubts}; passed over: {passed}")
