"""Verifying that everything is what it was when it was captured, and that every text is the one that was recorded.

Three questions, kept apart. A capture is *unchanged since capture* where its record's payload has the digest that was
taken then: that speaks of these bytes, and not of the outlet. A text is *as recorded* where its hash agrees. And a
capture that is *read again* may give another text than its version has, because the extractor is another by now: that
is told, and is no failure.
"""

from __future__ import annotations

import gzip
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Literal

from archive import evidence, text, urls
from archive.errors import EvidenceError
from archive.extract import Job, Readers, not_an_article
from archive.sources import files, table
from archive.store import Store, habits, proofs, shelf

Subject = Literal["capture", "text", "reading"]
State = Literal[
    "unchanged since capture",
    "damaged",
    "missing",
    "table changed",
    "table gone",
    "as recorded",
    "altered",
    "the same text",
    "another text",
    "no text",
]
# Of a table that ends before a line.
_PAST_THE_END = 1 << 62
FAILURES: frozenset[State] = frozenset({"damaged", "missing", "table changed", "altered"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing: a capture, a version's text, or what its capture says when it is read again."""

    subject: Subject
    name: str
    state: State
    detail: str | None = None

    @property
    def failed(self) -> bool:
        """Whether this speaks against the archive."""
        return self.state in FAILURES


def count(store: Store) -> int:
    """How many captures and texts `check` goes through; each that is read again comes on top."""
    return proofs.count(store.conn)


def check(store: Store, readers: Readers | None, article: int | None = None) -> Iterator[Finding]:
    """Check everything, or one article: its captures, its texts, and with `readers` what its captures say read again.

    Findings come as they are made, in memory that does not grow with the archive.
    """
    for record in proofs.records(store.conn, article):
        yield _record(store.evidence_folder, record)
    for name, rows in groupby(proofs.rows(store.conn, article), key=attrgetter("table")):
        yield from _table(name, rows)
    for one in proofs.texts(store.conn, article):
        agrees = text.sha256(one.text) == one.text_sha256
        detail = None if agrees else "its text is not the one that was recorded: restore the archive from a backup"
        yield Finding("text", _name(one), "as recorded" if agrees else "altered", detail)
    if readers:
        yield from _readings(store, readers, article)


def _record(folder: Path, record: proofs.Record) -> Finding:
    name, file = f"capture {record.capture_id}", record.place.file
    try:
        evidence.check(folder, record.place, record.body_sha256, is_revisit=record.is_revisit)
    except EvidenceError as error:
        is_there = (folder / file).exists()
        advice = f"restore {file} from a backup" if is_there else f"put {file} back into {folder}"
        return Finding("capture", name, "damaged" if is_there else "missing", f"{error}: {advice}")
    return Finding("capture", name, "unchanged since capture")


def _table(name: str, rows: Iterator[proofs.Row]) -> Iterator[Finding]:
    """The rows of one table, held against the lines that it has now."""
    path = Path(name.removeprefix("file:"))
    if not path.is_file():
        why = "it came from standard input" if path.name == "-" else f"there is no {path} any more"
        yield from (Finding("capture", f"capture {row.capture_id}", "table gone", why) for row in rows)
        return
    first = next(rows)
    lines = _hashes(path, first.media_type)
    number, digest = 0, ""
    for row in chain([first], rows):
        while number < row.line:
            number, digest = next(lines, (_PAST_THE_END, ""))
        if number == row.line and digest == row.body_sha256:
            yield Finding("capture", f"capture {row.capture_id}", "unchanged since capture")
        else:
            why = f"line {row.line:,} of {path} is not what it was: put the table back as it was"
            yield Finding("capture", f"capture {row.capture_id}", "table changed", why)


def _hashes(path: Path, media_type: str) -> Iterator[tuple[int, str]]:
    """The hashes of a table's rows by line, as far as it can be read."""
    with path.open("rb") as raw:
        lines: Iterable[bytes] = gzip.open(raw) if files.is_gzip(path) else raw  # noqa: SIM115 - closed with `raw`
        is_json = media_type == "application/json"
        try:
            yield from table.jsonl_hashes(lines) if is_json else table.csv_hashes(lines, files.delimiter(path))
        except (OSError, EOFError, zlib.error):
            return


def _readings(store: Store, readers: Readers, article: int | None) -> Iterator[Finding]:
    """What the captures of versions say when they are read again."""
    asked: dict[int, proofs.Text] = {}
    unreadable: deque[Finding] = deque()

    def jobs() -> Iterator[Job]:
        for number, one in enumerate(proofs.texts(store.conn, article)):
            kept = shelf.capture(store.conn, one.capture_id)
            if kept is None or kept.place is None:  # a row is what its table says; there is nothing to extract
                continue
            try:
                capture = evidence.capture(store.evidence_folder, kept)
            except EvidenceError as error:
                unreadable.append(Finding("reading", _name(one), "no text", str(error)))
                continue
            asked[number] = one
            host = urls.host(capture.final_url or capture.url)
            yield Job(number, capture, habits.stored(store.conn, host) if host else None)

    for answer in readers.read(jobs()):
        one = asked.pop(answer.key)
        found = answer.reading
        if found is None or (not_an_article(found) and one.text):
            yield Finding("reading", _name(one), "no text", answer.refused)
        else:
            same = text.sha256(found.text) == one.text_sha256
            yield Finding("reading", _name(one), "the same text" if same else "another text")
        while unreadable:
            yield unreadable.popleft()
    yield from unreadable


def _name(one: proofs.Text) -> str:
    return f"article {one.article_id} v{one.label}"
