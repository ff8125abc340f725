"""One file: what kind of thing it is, and its bytes as a capture."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Literal

from archive import codings
from archive.errors import InputError
from archive.model import Capture

Kind = Literal["html", "text", "jsonl", "csv", "document", "other"]

_SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv",
    ".pdf": "document", ".doc": "document", ".docx": "document", ".odt": "document", ".rtf": "document",
    ".epub": "document",
}  # fmt: skip
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".epub": "application/epub+zip",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
_BY_KIND = {"html": "text/html", "text": "text/plain", "document": "application/octet-stream"}
# A page or document larger than this is no article, and would have to be held in memory whole.
LARGEST_BYTES = 100_000_000
_HEAD_BYTES = 4096


def kind_by_name(path: Path) -> Kind:
    """What a file is by its name; `other` where the name does not say."""
    return _SUFFIXES.get(suffix(path), "other")


def suffix(path: Path) -> str:
    """The suffix that tells the kind, in lower case, without `.gz`."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def kind_by_bytes(head: bytes) -> Kind:
    """What bytes are by how they begin; `other` for what is neither text nor a document we know."""
    if head.startswith(codings.GZIP_MAGIC):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _HEAD_BYTES)
        except zlib.error:
            return "other"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"%pdf-"):
        return "document"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml", b"<!--")):
        return "html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\0" in head:
        return "other"
    return "jsonl" if start.startswith((b'{"', b"{ ")) else "text"


def head(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def is_gzip(path: Path) -> bool:
    """Whether a file is gzip, whatever it is called."""
    with path.open("rb") as file:
        return file.read(2) == codings.GZIP_MAGIC


def capture(path: Path, kind: Kind, at: str, url: str | None) -> Capture:
    """A file's bytes as they lie on the disk, `.gz` and all; raises InputError for one that is empty or too large."""
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise InputError(f"it has {size:,} bytes, and no article has more than {LARGEST_BYTES:,}: split it")
    body = path.read_bytes()
    if not (codings.undo(body, limit=LARGEST_BYTES) if kind == "text" else body).strip():
        raise InputError("it is empty")
    media_type = _MEDIA_TYPES.get(suffix(path)) or _BY_KIND[kind]
    return of_bytes(body, media_type, f"file:{path.resolve()}", at, url)


def of_bytes(body: bytes, media_type: str, source: str, at: str, url: str | None) -> Capture:
    """Bytes that came from no server, as a capture; a gzip of text is unpacked, a gzip of HTML kept as it is."""
    if media_type.startswith("text/") and media_type != "text/html":
        body = codings.undo(body, limit=LARGEST_BYTES)
    return Capture(
        url=url,
        final_url=None,
        captured_at=at,
        media_type=media_type,
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
        evidence="file",
        source=source,
    )
