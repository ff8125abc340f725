"""An exhibit: one printable page with all that is known of one version, and the steps by which anybody checks it.

The page holds the text and the record of the capture as files within itself, and so needs no archive and no network.
The steps use what every Unix has (grep, cut, base64, gzip, dd, sha256sum), and a test runs them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment

from archive import __version__, cite, codings, evidence, text, warc
from archive.errors import EvidenceError
from archive.model import Article, Place


@dataclass(frozen=True, slots=True)
class Step:
    """One check: what it does, in words and in commands of the shell."""

    says: str
    runs: str


@dataclass(frozen=True, slots=True)
class _Record:
    """The record of a capture: its bytes as they lie, what is printed of it, and where the payload is when unpacked."""

    name: str
    raw: bytes
    headers: str
    payload: slice | None

    @property
    def base64(self) -> str:
        return base64.b64encode(self.raw).decode()


def page(article: Article, folder: Path, about: dict[str, str], *, made: str, name: str) -> str:
    """The exhibit of an article at its version, to be saved as `name`; `folder` is where the evidence lies.

    Raises EvidenceError where the record that it rests on is missing or damaged: that is no exhibit.
    """
    place = article.capture.place if article.capture else None
    record = _record(folder, place, article) if place else None
    citation = cite.of(article, base_url=about.get("base_url"), accessed=made[:10], archive=about.get("title"))
    read = article.version.reading
    template = (files("archive.export") / "enclosed" / "exhibit.html").read_text(encoding="utf-8")
    return (
        Environment(autoescape=True, keep_trailing_newline=True)
        .from_string(template)
        .render(
            title=read.title or "[untitled]",
            cited=cite.plain(citation),
            facts=[(label, value) for label, value in _facts(article, about, made) if value],
            paragraphs=text.paragraphs(read.text),
            text_base64=base64.b64encode(read.text.encode()).decode(),
            record=record,
            steps=list(_steps(article, folder, record, name)),
            archived_url=citation.archived_url,
        )
    )


def _record(folder: Path, place: Place, article: Article) -> _Record:
    seen = article.capture
    if seen is None:
        raise EvidenceError(f"article {article.id} rests on no capture")
    evidence.payload(folder, place, seen.body_sha256)
    raw = evidence.member(folder, place)
    is_packed = raw.startswith(codings.GZIP_MAGIC)
    whole, record = gzip.decompress(raw) if is_packed else raw, warc.decode(raw)
    at = whole.find(record.payload, len(whole) - len(record.payload) - 4)
    lies = at >= 0 and hashlib.sha256(whole[at : at + len(record.payload)]).hexdigest() == seen.body_sha256
    return _Record(
        name="record.warc.gz" if is_packed else "record.warc",
        raw=raw,
        headers="\n".join(f"{name}: {value}" for name, value in record.headers),
        payload=slice(at, at + len(record.payload)) if lies else None,
    )


def _facts(article: Article, about: dict[str, str], made: str) -> Iterator[tuple[str, Any]]:
    read, version, seen = article.version.reading, article.version, article.capture
    yield "Outlet", read.outlet
    yield "Byline", "; ".join(read.authors)
    yield "Published", read.published or "no date is known"
    yield "Address", article.canonical_url or article.url
    yield "Article and version", f"{article.id}, version {version.label} (of {article.latest})"
    yield "SHA-256 of the text", version.text_sha256
    if seen:
        yield "Captured", f"{seen.captured_at} ({seen.evidence})"
        yield "Asked for", seen.url
        yield "Answered at", seen.final_url if seen.final_url != seen.url else None
        yield "Status", seen.status
        yield "SHA-256 of the bytes", seen.body_sha256
        if seen.place:
            place = seen.place
            yield "Record", f"{place.file}, from byte {place.offset:,}, {place.length:,} bytes"
    yield "Archive", f"{about.get('title', 'Pressmark archive')} ({about['uuid']})"
    yield "Keeper", "; ".join(filter(None, (about.get("keeper"), about.get("contact"))))
    yield "Made", f"{made} by Pressmark {__version__}"


def _steps(article: Article, folder: Path, record: _Record | None, name: str) -> Iterator[Step]:
    takes = _taken_out("text", name, "text.txt")
    yield Step(
        "Take the text out of this page, and count its hash:", _and(takes, article.version.text_sha256, "text.txt")
    )
    seen = article.capture
    if record is None or seen is None or seen.place is None:
        return
    takes, digest = _taken_out("record", name, record.name), hashlib.sha256(record.raw).hexdigest()
    yield Step("Take the record of the capture out of this page:", _and(takes, digest, record.name))
    place = seen.place
    file = shlex.quote(place.file if Path(place.file).is_absolute() else f"{folder.name}/{place.file}")
    cuts = f"dd if={file} bs=1 skip={place.offset} count={place.length} 2>/dev/null"
    yield Step(
        "Who has the archive’s own file beside this page finds the very same bytes there:",
        f"if [ -f {file} ]; then {cuts} | cmp - {record.name} && echo OK; fi",
    )
    if record.payload:
        unpacks = "gzip -dc record.warc.gz > record.warc\n" if record.name.endswith(".gz") else ""
        start, count = record.payload.start, record.payload.stop - record.payload.start
        cuts = f"{unpacks}dd if=record.warc of=payload bs=1 skip={start} count={count} 2>/dev/null"
        yield Step(
            "Cut out the bytes that were received, and count their hash:", _and(cuts, seen.body_sha256, "payload")
        )


def _taken_out(what: str, name: str, file: str) -> str:
    page_ = shlex.quote(f"./{name}")
    return f'grep -o \'id="{what}" href="data:[^"]*\' {page_} | cut -d, -f2 | base64 -d > {file}'


def _and(command: str, sha256: str, name: str) -> str:
    return f'{command}\necho "{sha256}  {name}" | sha256sum -c'
