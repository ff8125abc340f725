"""What a person named, as items: an address, a file, a folder, standard input.

Nothing named is passed over in silence: what cannot be taken is `Refused` with a reason, and files of other kinds in
a folder are counted in one line.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from archive import urls
from archive.errors import InputError
from archive.model import Found, Given, Item, Note, Ref, Refused, Wanted
from archive.sources import files, folder, mirror, plaintext, table, wacz, warc


def look(thing: str, given: Given, *, at: str, stdin: BinaryIO) -> Iterator[Item]:
    """The items of one thing that a person named; `at` is the moment of capture for files."""
    if thing == "-":
        yield from _standard_input(stdin, given, at)
    elif urls.is_web(thing):
        yield Wanted(thing, Ref(thing, "person"), given)
    elif "://" in thing:
        yield Refused(thing, "only http and https addresses can be fetched")
    else:
        path = Path(thing).expanduser()
        if path.is_dir():
            yield from _folder(path, given, at)
        elif path.is_file():
            yield from _file(path, thing, given, at)
        elif path.exists():
            yield Refused(thing, "it is neither a file nor a folder")
        else:
            yield Refused(thing, "there is no such file or folder")


def _folder(path: Path, given: Given, at: str) -> Iterator[Item]:
    wanted, other = folder.walk(path)
    said, lists = folder.said_beside(path)
    many = replace(given, firm=False)
    taken = [one for one in wanted if one not in lists]
    mirrored = mirror.hosts(path)
    if not taken:
        yield Refused(str(path), "there is no page, text or table in this folder")
    if mirrored:
        names = ", ".join(mirrored.values())
        yield Note(str(path), f"a mirror of {names}: the addresses are made of the paths")
    for one in taken:
        url = mirror.address(one, mirrored)
        yield from _file(one, str(one), folder.merged(said.get(one.resolve()), many), at, url)
    if other:
        kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in other.most_common(6))
        yield Refused(str(path), f"files of other kinds passed over: {kinds}", "skipped")


def _file(path: Path, shown: str, given: Given, at: str, url: str | None = None) -> Iterator[Item]:
    """The items of one file; `url` is where it was, where that is known from its place."""
    kind = files.kind_by_name(path)
    try:
        if kind == "other":
            kind = files.kind_by_bytes(files.head(path))
        if kind == "other":
            yield Refused(shown, "it is not text, HTML, a table or a document of a kind we know")
        elif kind in {"jsonl", "csv"}:
            with path.open("rb") as raw:
                yield from _table(raw, path, kind, replace(given, firm=False), at)
        elif kind in {"warc", "wacz"}:
            read = warc.read if kind == "warc" else wacz.read
            yield from read(path, replace(given, firm=False, url=None), at)
        else:
            capture = files.capture(path, kind, at, given.url or url)
            if kind == "text" and is_list(capture.body):
                yield from _list(capture.body, shown, given)
            else:
                yield Found(shown, capture, given=given)
    except (OSError, InputError) as error:
        yield Refused(shown, error.strerror or str(error) if isinstance(error, OSError) else str(error))


def _table(raw: BinaryIO, path: Path, kind: str, given: Given, at: str) -> Iterator[Item]:
    """A table's items; one that breaks off in the middle of its gzip gives what came before, and says so."""
    lines: Iterable[bytes] = gzip.open(raw) if files.is_gzip(path) else raw  # noqa: SIM115 - closed with `raw`
    source = f"file:{path.resolve()}"
    items = (
        table.read_jsonl(lines, source, given, at)
        if kind == "jsonl"
        else table.read_csv(lines, source, given, at, files.delimiter(path))
    )
    empty = True
    try:
        for item in items:
            empty = False
            yield item
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Refused(str(path), f"its gzip is damaged or cut short, nothing after this place was read ({error})")
    else:
        if empty:
            yield Refused(str(path), "it is empty")


def _standard_input(stdin: BinaryIO, given: Given, at: str) -> Iterator[Item]:
    first = stdin.readline()
    kind = files.kind_by_bytes(first)
    if kind == "jsonl":
        lines = _chain(first, stdin)
        yield from table.read_jsonl(lines, "file:-", replace(given, firm=False), at)
        return
    if kind == "text" and table.is_header(first):
        yield from table.read_csv(_chain(first, stdin), "file:-", replace(given, firm=False), at)
        return
    body = first + stdin.read(files.LARGEST_BYTES)
    if not body.strip():
        yield Refused("-", "standard input is empty")
    elif kind in {"other", "warc"}:
        yield Refused("-", "standard input is neither text nor HTML: save it to a file, and add that")
    elif kind == "text" and is_list(body):
        yield from _list(body, "-", given)
    else:
        media_type = {"html": "text/html", "mhtml": "multipart/related", "document": "application/pdf"}.get(
            kind, "text/plain"
        )
        yield Found("-", files.of_bytes(body, media_type, "file:-", at, given.url), given=given)


def is_list(body: bytes) -> bool:
    """Whether a text is nothing but addresses, one a line; lines that begin with # are remarks."""
    try:
        lines = _addresses(body)
    except InputError:
        return False
    return bool(lines) and all(urls.is_web(line) and " " not in line for line in lines)


def _list(body: bytes, shown: str, given: Given) -> Iterator[Item]:
    lines = list(dict.fromkeys(_addresses(body)))
    yield Note(shown, f"a list of {len(lines):,} addresses to fetch")
    for line in lines:
        yield Wanted(line, Ref(line, f"file:{shown}"), replace(given, firm=False))


def _addresses(body: bytes) -> list[str]:
    lines = (line.strip() for line in plaintext.decode(body).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _chain(first: bytes, rest: BinaryIO) -> Iterator[bytes]:
    yield first
    yield from rest
