"""The records of a WARC or ARC file, one at a time and in flat memory, each in its place or with what is wrong there.

Nothing is passed over: the offsets and lengths of what is yielded cover the file. Where a record cannot be read (its
gzip is damaged, its length is wrong) the next one is looked for, so that one fault costs one record; where the file
breaks off, that is said at the place.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archive import codings
from archive.errors import InputError
from archive.warc import record
from archive.warc.record import Record

# A larger record is no article, and would have to be held in memory whole.
LARGEST_RECORD = 100_000_000
_PIECE = 1 << 16
# What a record of the web looks like at its start, after the blank line that ends the one before it.
_NEXT = {
    b"W": re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\nWARC-", re.IGNORECASE),
    b"A": re.compile(rb"(?<=\n)https?://[^\s]{1,4000} [0-9a-fA-F.:]{3,45} \d{14}\d* \S+ \d+\r?\n"),
}
_ARC_START = re.compile(rb"https?://[^\r\n]{0,4000}")
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_IN_ONE_PIECE = (
    "its records are compressed in one piece, so that none of them can be kept as evidence by itself: unpack it"
    " (gunzip NAME) and add what comes out"
)


def is_warc(head: bytes) -> bool:
    """Whether a file that begins so is WARC or ARC, gzip or plain."""
    if head.startswith(codings.GZIP_MAGIC):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 512)
        except zlib.error:
            return False
    return head.startswith((b"WARC/", b"filedesc://"))


def records(
    file: BinaryIO, start: int = 0, end: int | None = None, *, largest: int = LARGEST_RECORD
) -> Iterator[Record]:
    """The records between two places of a file that can be sought in; raises InputError where it is no WARC or ARC."""
    if end is None:
        end = file.seek(0, 2)
    head = _at(file, start, min(end, start + _PIECE))
    if not is_warc(head):
        raise InputError("it is neither WARC nor ARC")
    walk = _packed if head.startswith(codings.GZIP_MAGIC) else _plain
    yield from walk(file, start, end, largest)


def _packed(file: BinaryIO, at: int, end: int, largest: int) -> Iterator[Record]:
    """A file of gzip members, one for each record."""
    while at < end:
        member = _Member(file, at, end, largest + record.LARGEST_HEAD)
        if member.trouble and not member.broke_off:
            after = _next(file, at + 1, end, _MEMBER)
            if _at(file, at, after).strip(b"\0"):
                yield record.broken(member.trouble, at, after - at)
        else:
            after = at + member.length
            yield _in_member(member, at)
        at = after


def _in_member(member: _Member, at: int) -> Record:
    head = record.head_of(member.content)
    if head is None or head.length is None:
        what = "breaks off in its head" if member.broke_off else "begins with no head of a record"
        return record.broken(f"the record at byte {at:,} {what}", at, member.length)
    stop = head.start + head.length
    if member.size > len(member.content) and stop <= member.size:
        return _too_big(head.length, at, member.length)
    trouble = _end(member, stop, at)
    if trouble:
        return record.broken(trouble, at, member.length, head.fields)
    return record.of(head, member.content[head.start : stop], at, member.length)


def _end(member: _Member, stop: int, at: int) -> str | None:
    """What is wrong with the end of a member whose record should end at `stop`, if anything is."""
    if stop > member.size:
        why = "the file breaks off" if member.broke_off else "its length is wrong"
        return f"the record at byte {at:,} lacks {stop - member.size:,} bytes: {why}"
    if member.broke_off:
        return f"the compression of the record at byte {at:,} breaks off"
    rest = member.content[stop:].lstrip(b"\r\n")
    if record.head_of(rest):
        return _IN_ONE_PIECE
    if rest:
        return f"the record at byte {at:,} goes on after the end that it states: its length is wrong"
    return None


class _Member:
    """One gzip member: as much of its content as may be held, the size of all of it, and how it ended."""

    def __init__(self, file: BinaryIO, at: int, end: int, room: int) -> None:
        self.trouble: str | None = None
        self.broke_off = False
        self.size = 0
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        pieces: list[bytes] = []
        place = at
        file.seek(at)
        while not stream.eof:
            packed = stream.unconsumed_tail or file.read(min(_PIECE, end - place))
            if not packed:
                self.broke_off = True
                break
            place += 0 if stream.unconsumed_tail else len(packed)
            try:
                piece = stream.decompress(packed, 1 << 20)
            except zlib.error as error:
                self.trouble = f"the compression at byte {at:,} is damaged ({error})"
                break
            if self.size <= room:
                pieces.append(piece)
            self.size += len(piece)
        self.content = b"".join(pieces)
        self.length = place - len(stream.unused_data) - at


def _plain(file: BinaryIO, at: int, end: int, largest: int) -> Iterator[Record]:
    """A file of records one after the other, told apart by the lengths that they state."""
    boundary = _NEXT[b"W" if _at(file, at, at + 1) == b"W" else b"A"]
    while at < end:
        found, after = _one_plain(file, at, end, largest, boundary)
        if found:
            yield found
        at = after


def _one_plain(
    file: BinaryIO, at: int, end: int, largest: int, boundary: re.Pattern[bytes]
) -> tuple[Record | None, int]:
    """The record at a place, and where the next one begins."""
    head = record.head_of(_at(file, at, min(end, at + _PIECE))) or record.head_of(
        _at(file, at, min(end, at + record.LARGEST_HEAD))
    )
    if head is None or head.length is None:
        after = _next(file, at + 1, end, boundary)
        piece = _at(file, at, min(after, at + _PIECE))
        if not piece.strip():
            return None, after
        broke_off = head is None and after == end and _begins_record(piece)
        what = "breaks off in its head" if broke_off else "is none that states its length"
        return record.broken(f"the record at byte {at:,} {what}", at, after - at), after
    stop = at + head.start + head.length
    after = _after_blank_lines(file, stop, end)
    if stop > end or (after < end and not _begins_record(_at(file, after, min(end, after + _PIECE)))):
        after = _next(file, at + 1, end, boundary)
        why = "the file breaks off" if stop > end and after == end else "its length is wrong"
        trouble = f"the record at byte {at:,} does not end after the {head.length:,} bytes that it states: {why}"
        return record.broken(trouble, at, after - at, head.fields), after
    if head.length > largest:
        return _too_big(head.length, at, stop - at), after
    found = record.of(head, _at(file, at + head.start, stop), at, stop - at)
    swallowed = None if found.digest == "agrees" else boundary.search(found.payload)
    if swallowed:
        after = _next(file, at + 1, end, boundary)
        trouble = f"the record at byte {at:,} states a length that swallows the records after it"
        return record.broken(trouble, at, after - at, head.fields), after
    return found, after


def _begins_record(piece: bytes) -> bool:
    """Whether a record may begin so, be it one that breaks off in its head."""
    return (
        piece.startswith(b"WARC/"[: len(piece)])
        or record.head_of(piece) is not None
        or bool(_ARC_START.fullmatch(piece))
    )


def _too_big(size: int, at: int, length: int) -> Record:
    return record.broken(f"the record at byte {at:,} has {size:,} bytes, and no article has so many", at, length)


def _after_blank_lines(file: BinaryIO, at: int, end: int) -> int:
    blank = _at(file, at, min(end, at + 64))
    return at + len(blank) - len(blank.lstrip(b"\r\n"))


def _next(file: BinaryIO, at: int, end: int, sign: re.Pattern[bytes]) -> int:
    """The first place from `at` on where a record may begin; the end where there is none."""
    overlap = 8192
    while at < end:
        piece = _at(file, max(0, at - 1), min(end, at + (1 << 20)))
        match = sign.search(piece, 0 if at == 0 else 1)
        if match:
            return max(0, at - 1) + match.start()
        at += max(1, len(piece) - overlap) if at + (1 << 20) < end else len(piece) + 1
    return end


def _at(file: BinaryIO, start: int, stop: int) -> bytes:
    file.seek(start)
    return file.read(max(0, stop - start))
