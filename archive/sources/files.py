"""One file: what kind of thing it is, and its bytes as a capture."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Literal

from archive import codings, warc
from archive.errors import InputError
from archive.model import Capture
from archive.sources import saved

Kind = Literal["html", "mhtml", "text", "jsonl", "csv", "warc", "wacz", "document", "other"]

_SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".mhtml": "mhtml", ".mht": "mhtml",
    ".warc": "warc", ".arc": "warc", ".wacz": "wacz",
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
_BY_KIND = {
    "html": "text/html",
    "mhtml": "multipart/related",
    "text": "text/plain",
    "document": "application/octet-stream",
}
_HTML_HEADS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml", b"<!--")
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
    is_warc = warc.is_warc(head)
    if head.startswith(codings.GZIP_MAGIC) and not is_warc:
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _HEAD_BYTES)
        except zlib.error:
            return "other"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    signs: tuple[tuple[bool, Kind], ...] = (
        (is_warc, "warc"),
        (start.startswith(b"%pdf-"), "document"),
        (start.startswith(saved.MHTML_HEADS) and b"multipart/related" in head.lower(), "mhtml"),
        (start.startswith(_HTML_HEADS), "html"),
        (head.startswith((b"\xff\xfe", b"\xfe\xff")), "text"),
        (b"\0" in head, "other"),
        (start.startswith((b'{"', b"{ ")), "jsonl"),
    )
    return next((kind for holds, kind in signs if holds), "text")


def head(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def delimiter(path: Path) -> str:
    """What parts the cells of a CSV table of that name."""
    return "\t" if suffix(path) == ".tsv" else ","


def is_gzip(path: Path) -> bool:
    """Whether a file is gzip, whatever it is called."""
    with path.open("rb") as file:
        return file.read(2) == codings.GZIP_MAGIC


def capture(path: Path, kind: Kind, at: str, url: str | None) -> Capture:
    """A file's bytes as they lie on the disk, `.gz` and all; raises InputError for one that is empty or too large.

    A saved page says itself where and when it was saved; `url`, where it is known otherwise, goes before that.
    """
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise InputError(f"it has {size:,} bytes, and no article has more than {LARGEST_BYTES:,}: split it")
    body = path.read_bytes()
    if not (codings.undo(body, limit=LARGEST_BYTES) if kind == "text" else body).strip():
        raise InputError("it is empty")
    media_type = _MEDIA_TYPES.get(suffix(path)) or _BY_KIND[kind]
    origin = _origin(body, kind, at)
    return of_bytes(body, media_type, f"file:{path.resolve()}", origin.at or at, url or origin.url)


def _origin(body: bytes, kind: Kind, at: str) -> saved.Origin:
    if kind == "mhtml":
        return saved.of_mhtml(body, at).origin
    return saved.of_html(body, at) if kind == "html" else saved.Origin()


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
