"""Reading kept captures back, and only believing them when their digest agrees."""

from __future__ import annotations

import hashlib
from pathlib import Path

from archive import warc
from archive.errors import EvidenceError
from archive.model import Place


def payload(folder: Path, place: Place, body_sha256: str) -> bytes:
    """The payload kept at a place; raises EvidenceError where it is missing, damaged or not what was recorded."""
    found = warc.decode(record(folder, place)).payload
    if hashlib.sha256(found).hexdigest() != body_sha256:
        raise EvidenceError(f"the bytes in {folder / place.file} at {place.offset} are not those that were captured")
    return found


def record(folder: Path, place: Place) -> bytes:
    """The WARC record kept at a place, one gzip member as it lies there; raises EvidenceError where there is none."""
    path = folder / place.file
    if path.parent != folder:
        raise EvidenceError(f"“{place.file}” is no evidence file of this archive")
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            return file.read(place.length)
    except OSError as error:
        raise EvidenceError(f"the evidence file {path} cannot be read: {error.strerror}") from None
