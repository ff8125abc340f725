"""Reading kept captures back, and only believing them when their digest agrees."""

from __future__ import annotations

import hashlib
from pathlib import Path

from archive import warc
from archive.errors import EvidenceError
from archive.model import Capture, Kept, Place


def payload(folder: Path, place: Place, body_sha256: str) -> bytes:
    """The payload kept at a place; raises EvidenceError where it is missing, damaged or not what was recorded."""
    return _believed(folder, place, body_sha256).payload


def capture(folder: Path, kept: Kept) -> Capture:
    """A kept capture with its bytes and the headers they came with, to be read again.

    Raises EvidenceError as `payload` does, and for a row of a table, whose bytes stay in the table.
    """
    if kept.place is None:
        raise EvidenceError(f"the bytes of {kept.source.removeprefix('file:')} are kept in that table alone")
    record = _believed(folder, kept.place, kept.body_sha256)
    lines = record.head.decode("utf-8", "replace").split("\r\n")[1:]
    headers = ((name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines))
    return Capture(
        url=kept.url,
        final_url=kept.final_url,
        captured_at=kept.captured_at,
        media_type=kept.media_type,
        body=record.payload,
        body_sha256=kept.body_sha256,
        evidence=kept.evidence,
        source=kept.source,
        status=kept.status,
        headers=tuple(headers),
        archived_url=kept.archived_url,
    )


def _believed(folder: Path, place: Place, body_sha256: str) -> warc.Record:
    path = folder / place.file
    if path.parent != folder:
        raise EvidenceError(f"“{place.file}” is no evidence file of this archive")
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            member = file.read(place.length)
    except OSError as error:
        raise EvidenceError(f"the evidence file {path} cannot be read: {error.strerror}") from None
    found = warc.decode(member)
    if hashlib.sha256(found.payload).hexdigest() != body_sha256:
        raise EvidenceError(f"the bytes in {path} at {place.offset} are not those that were captured")
    return found
