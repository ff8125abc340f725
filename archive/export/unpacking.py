"""Packages of strangers, checked: nothing is unpacked to a disk, and nothing of them is believed before it is counted.

A zip can be made to harm whoever opens it: members that unfold to more than any memory holds, that overlap (D. Fifield,
"A better zip bomb", USENIX WOOT 2019), that bear names leading out of the folder, or the same name twice. So the
directory is bounded before it is read, the members before they are unfolded, and each is read in pieces, no further
than the manifest says that it goes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from archive import text
from archive.errors import InputError
from archive.export.package import DATA, FORM, MANIFEST

MOST_MEMBERS = 64
LARGEST_MANIFEST = 16_000_000
LARGEST_LINE = 64_000_000  # characters; the longest text that an archive takes is shorter
_PIECE = 1 << 16
_LARGEST_DIRECTORY = 1 << 20
# The end of a zip's directory, and its size in it (APPNOTE.TXT 6.3.10, 4.3.16 and 4.3.14).
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_END_BYTES, _END_REACH = 22, 22 + 65_535 + 20 + 56
_ENCRYPTED = 0x1
_FILE_TYPE, _REGULAR = 0o170000, (0, 0o100000)
_UNSAFE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f]")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one file of a package, in words."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A package that was checked: its manifest, the SHA-256 of that, its rows, and whatever is wrong."""

    manifest: dict[str, Any]
    manifest_sha256: str
    rows: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Read:
    """What reading one member found."""

    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


def check(path: Path) -> Checked:
    """Count every hash, row and text of a package anew; raises InputError where it is none or cannot be opened."""
    with _opened(path) as packed:
        faults = list(_names(packed))
        raw, manifest = _manifest(packed, path)
        faults += _members(packed, manifest)
        rows = 0
        for name, said in manifest["files"].items():
            if name not in packed.namelist():
                continue
            read = _Read()
            try:
                pieces = _pieces(packed, name, said, read)
                if name == DATA:
                    rows, wrong = _data(pieces, manifest)
                    faults += wrong
                deque(pieces, maxlen=0)
            except _BROKEN as error:
                faults.append(Fault(name, f"it cannot be unpacked ({error})"))
            else:
                faults += _compared(name, said, read)
    return Checked(manifest, hashlib.sha256(raw).hexdigest(), rows, tuple(faults))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The articles of a package, one by one; raises InputError for one that has a fault."""
    with _opened(path) as packed:
        _, manifest = _manifest(packed, path)
        yield from _records(_pieces(packed, DATA, manifest["files"][DATA], _Read()))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        with path.open("rb") as file:
            _bound(file, path)
        packed = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise InputError(f"{path} is no zip, or breaks off before its end: fetch or export it again") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    with_bytes = sum(info.compress_size for info in packed.infolist())
    if len(packed.infolist()) > MOST_MEMBERS or with_bytes > path.stat().st_size:
        packed.close()
        raise InputError(f"{path} is made to do harm: its members overlap, or are far too many; it was not unpacked")
    return packed


def _bound(file: BinaryIO, path: Path) -> None:
    """Refuse a directory that would take much memory to read."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_REACH))
    tail = file.read()
    sizes = []
    if (at := tail.rfind(_END)) >= 0:
        sizes.append(int.from_bytes(tail[at + 12 : at + 16], "little"))
    if (at := tail.rfind(_END_64)) >= 0:
        sizes.append(int.from_bytes(tail[at + 40 : at + 48], "little"))
    if any(_LARGEST_DIRECTORY < one != 0xFFFF_FFFF for one in sizes):
        raise InputError(f"{path} is made to do harm: it has far too many members; it was not unpacked")


def _names(packed: zipfile.ZipFile) -> Iterator[Fault]:
    """Members that no package has: under the same name, an unsafe name, or of an unsafe kind."""
    seen: set[str] = set()
    for info in packed.infolist():
        name = info.orig_filename
        if info.filename in seen:
            yield Fault(name, "there are two files of this name")
        seen.add(info.filename)
        if _UNSAFE.search(name) or "\\" in name:
            yield Fault(name, "its name leads out of the folder that it would be unpacked into")
        if info.is_dir() or info.external_attr >> 16 & _FILE_TYPE not in _REGULAR:
            yield Fault(name, "it is a folder or a link, and no file")
        if info.flag_bits & _ENCRYPTED:
            yield Fault(name, "it is encrypted")


def _manifest(packed: zipfile.ZipFile, path: Path) -> tuple[bytes, dict[str, Any]]:
    """The manifest, as bytes and as read; raises InputError where there is none that can be gone by."""
    try:
        with packed.open(MANIFEST) as member:
            raw = member.read(LARGEST_MANIFEST + 1)
    except KeyError:
        raise InputError(f"{path} has no {MANIFEST}: it is no package that pressmark export has written") from None
    except _BROKEN as error:
        raise InputError(
            f"{MANIFEST} of {path} cannot be unpacked ({error}): the file was changed or damaged"
        ) from None
    try:
        manifest = json.loads(raw) if len(raw) <= LARGEST_MANIFEST else None
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or not _is_whole(manifest):
        raise InputError(f"{MANIFEST} of {path} was changed or damaged: it does not say what a manifest has to")
    if manifest["manifest"] != FORM:
        raise InputError(f"{path} was made by a newer Pressmark: update Pressmark to check it")
    return raw, manifest


def _is_whole(manifest: dict[str, Any]) -> bool:
    named, counted = manifest.get("files"), manifest.get("rows")
    return (
        isinstance(manifest.get("manifest"), int)
        and isinstance(manifest.get("made_at"), str)
        and isinstance(counted, dict)
        and {type(counted.get(name)) for name in ("expected", "written")} == {int}
        and isinstance(named, dict)
        and DATA in named
        and all(
            isinstance(one, dict) and type(one.get("bytes")) is int and isinstance(one.get("sha256"), str)
            for one in named.values()
        )
    )


def _members(packed: zipfile.ZipFile, manifest: dict[str, Any]) -> Iterator[Fault]:
    """Files that the manifest does not name, and files that it names and that are not there."""
    held, named = packed.namelist(), manifest["files"]
    for name in dict.fromkeys(held):
        if name not in named and name != MANIFEST:
            yield Fault(name, "the manifest does not know it: it was put in afterwards")
    for name in named:
        if name not in held:
            yield Fault(name, "it is missing")


def _pieces(packed: zipfile.ZipFile, name: str, said: dict[str, Any], read: _Read) -> Iterator[bytes]:
    """A member in pieces, no further than one piece beyond what the manifest says of its length."""
    with packed.open(name) as member:
        while read.size <= said["bytes"] and (piece := member.read(_PIECE)):
            read.size += len(piece)
            read.digest.update(piece)
            yield piece


def _compared(name: str, said: dict[str, Any], read: _Read) -> Iterator[Fault]:
    if read.size > said["bytes"]:
        yield Fault(name, f"it is longer than the {said['bytes']:,} bytes that the manifest says")
    elif read.size < said["bytes"]:
        yield Fault(name, f"it has {read.size:,} bytes, and the manifest says {said['bytes']:,}")
    elif read.digest.hexdigest() != said["sha256"]:
        yield Fault(name, f"its SHA-256 is {read.digest.hexdigest()}, and the manifest says {said['sha256']}")


def _data(pieces: Iterable[bytes], manifest: dict[str, Any]) -> tuple[int, list[Fault]]:
    """How many rows the articles are, and what is wrong with them."""
    count, altered = 0, 0
    faults: list[Fault] = []
    try:
        for row in _records(pieces):
            count += 1
            if "text" in row and "text_sha256" in row:
                altered += text.sha256(row["text"]) != row["text_sha256"]
    except (UnicodeError, csv.Error, ValueError) as error:
        return count, [Fault(DATA, f"row {count + 1:,} cannot be read ({error})")]
    said = manifest["rows"]
    if {count} != {said["written"], said["expected"]}:
        faults.append(
            Fault(DATA, f"it has {count:,} rows; {said['expected']:,} were expected, {said['written']:,} written")
        )
    if altered:
        faults.append(Fault(DATA, f"{altered:,} of its texts do not have the hash that stands beside them"))
    return count, faults


def _records(pieces: Iterable[bytes]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(LARGEST_LINE)
    stream = io.TextIOWrapper(io.BufferedReader(_Stream(pieces), _PIECE), encoding="utf-8", newline="")
    for row in csv.DictReader(_lines(stream), strict=True):
        if None in row or None in row.values():
            raise ValueError("it has more or fewer cells than there are columns")
        yield row


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(LARGEST_LINE):
        if len(line) == LARGEST_LINE:
            raise ValueError("a line of it is longer than any text")
        yield line


class _Stream(io.RawIOBase):
    """Pieces as a file to read from."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer as far as the next piece goes."""
        self._rest = self._rest or next(self._pieces, b"")
        taken = self._rest[: len(into)]
        into[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)
