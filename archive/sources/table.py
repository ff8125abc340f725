"""Tables of articles: JSON Lines and CSV, streamed a row at a time, each row taken or refused by itself.

A row keeps its file, line and the hash of that line as evidence; the bytes stay in the table. A table without a
column of text is a list of addresses to fetch.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from archive import urls
from archive.model import Capture, Found, Given, Item, Note, Ref, Refused, Wanted
from archive.sources import columns

# A field of a CSV may be as long as the longest text that is stored (csv stops at 131,072 characters by itself).
FIELD_LIMIT = 50_000_000


def read_jsonl(lines: Iterable[bytes], source: str, given: Given, at: str) -> Iterator[Item]:
    """The items of a JSON Lines table; `source` is `file:PATH`, `at` the moment of capture."""
    mapped: dict[tuple[str, ...], dict[str, str]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        where = f"{source}#L{number}"
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            yield Refused(_shown(where), f"line {number} is not JSON in UTF-8: {_first_line(error)}")
            continue
        if not isinstance(row, dict):
            yield Refused(_shown(where), f"line {number} is JSON, but not an object with named fields")
            continue
        names = tuple(row)
        if names not in mapped:
            if not mapped:
                yield Note(_shown(source), columns.describe(columns.mapping(names), names))
            mapped[names] = columns.mapping(names)
        yield _item(row, mapped[names], where, line.rstrip(b"\r\n"), given, at)


def read_csv(lines: Iterable[bytes], source: str, given: Given, at: str, delimiter: str = ",") -> Iterator[Item]:
    """The items of a CSV table with a line of column names; a quoted field may hold line breaks."""
    csv.field_size_limit(FIELD_LIMIT)
    raw = _Recorder(lines)
    reader = csv.reader(raw, delimiter=delimiter, strict=False)
    names = next(reader, [])
    raw.take()
    mapped = columns.mapping(names)
    if not mapped.keys() & {"text", "url"}:
        yield Refused(_shown(source), "no column is called text, content, body or url: name one so in the first line")
        return
    yield Note(_shown(source), columns.describe(mapped, names))
    while True:
        first = reader.line_num + 1
        where = f"{source}#L{first}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raw.take()
            yield Refused(_shown(where), f"line {first} is not CSV: {_first_line(error)}")
            continue
        line = raw.take()
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if b"\0" in line or _not_utf8(line):
            yield Refused(_shown(where), f"line {first} is not UTF-8 text: save the table as CSV UTF-8")
        elif len(cells) > len(names):
            yield Refused(_shown(where), f"line {first} has {len(cells)} cells, but there are {len(names)} columns")
        else:
            yield _item(dict(zip(names, cells, strict=False)), mapped, where, line, given, at)


def jsonl_hashes(lines: Iterable[bytes]) -> Iterator[tuple[int, str]]:
    """The number and hash of every line of a JSON Lines table, as its captures have them."""
    for number, line in enumerate(lines, 1):
        yield number, _hash(line.rstrip(b"\r\n"))


def csv_hashes(lines: Iterable[bytes], delimiter: str = ",") -> Iterator[tuple[int, str]]:
    """The first line and hash of every row of a CSV table, as its captures have them."""
    csv.field_size_limit(FIELD_LIMIT)
    raw = _Recorder(lines)
    reader = csv.reader(raw, delimiter=delimiter, strict=False)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = []
        line = raw.take()
        if cells is None:
            return
        yield first, _hash(line)


def is_header(line: bytes) -> bool:
    """Whether a line names the columns of a CSV table of articles."""
    names = next(csv.reader([line.decode("utf-8-sig", "replace")]), [])
    return len(names) > 1 and bool(columns.mapping(names).keys() & {"text", "url"})


def _item(row: dict[str, Any], mapped: dict[str, str], where: str, line: bytes, given: Given, at: str) -> Item:
    number = where.rpartition("#L")[2]
    address = row.get(mapped.get("url", ""))
    url = address.strip() if isinstance(address, str) and address.strip() else given.url
    if url and not urls.is_web(url):
        return Refused(_shown(where), f"line {number} has “{url[:80]}” where an http or https address is expected")
    read = columns.reading(row, mapped)
    if "text" not in mapped and url:
        return Wanted(_shown(where), Ref(url, where, read.title, read.published), _as_given(read, given))
    if not read.text:
        return Refused(_shown(where), f"line {number} has no text")
    capture = Capture(
        url=url,
        final_url=None,
        captured_at=at,
        media_type="application/json" if line.lstrip()[:1] == b"{" else "text/csv",
        body=b"",
        body_sha256=_hash(line),
        evidence="row",
        source=where,
    )
    return Found(_shown(where), capture, read, replace(given, url=url) if given.url else given)


def _as_given(read: Any, given: Given) -> Given:
    """What a list says of a page it asks for fills what the page lacks."""
    return replace(
        given,
        title=given.title or (read.title if read.origin.get("title") == "file" else None),
        published=given.published or read.published,
        outlet=given.outlet or read.outlet,
        authors=given.authors or read.authors,
        tags=given.tags or read.tags,
    )


class _Recorder:
    """Lines as text for `csv`, and the bytes of the row it last took, for the row's hash."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._first = True
        self._row: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if self._first:
            line, self._first = line.removeprefix(b"\xef\xbb\xbf"), False
        self._row.append(line)
        return line.decode("utf-8", "replace").replace("\0", "\ufffd")

    def take(self) -> bytes:
        row, self._row = b"".join(self._row).rstrip(b"\r\n"), []
        return row


def _not_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return True
    return False


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _shown(source: str) -> str:
    return source.removeprefix("file:")


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0][:120]
