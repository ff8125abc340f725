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
        headers=record.headers,
        archived_url=kept.archived_url,
    )


def check(folder: Path, place: Place, body_sha256: str, *, is_revisit: bool) -> None:
    """Check that a record lies whole at its place and holds, or as a revisit states, the payload with that digest.

    Raises EvidenceError where it does not.
    """
    if not is_revisit:
        _believed(folder, place, body_sha256)
        return
    record = warc.decode(member(folder, place))
    if record.digest == "wrong" or record.fields.get("warc-payload-digest") != warc.labelled(body_sha256):
        raise EvidenceError(f"the revisit in {place.file} at {place.offset:,} is not the one that was recorded")


def member(folder: Path, place: Place) -> bytes:
    """The bytes of a record as they lie in its file; raises EvidenceError where they are not there."""
    path = Path(place.file)
    if not path.is_absolute():  # an absolute path is a file that was added in place; nothing else lies elsewhere
        path = folder / place.file
        if path.parent != folder:
            raise EvidenceError(f"“{place.file}” is no evidence file of this archive")
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            found = file.read(place.length)
    except OSError as error:
        raise EvidenceError(f"the evidence file {path} cannot be read: {error.strerror}") from None
    if len(found) < place.length:
        raise EvidenceError(f"the evidence file {path} ends before byte {place.offset + place.length:,}")
    return found


def _believed(folder: Path, place: Place, body_sha256: str) -> warc.Record:
    record = warc.decode(member(folder, place))
    if record.digest == "wrong" or hashlib.sha256(record.payload).hexdigest() != body_sha256:
        raise EvidenceError(f"the bytes in {place.file} at {place.offset:,} are not those that were captured")
    return record
