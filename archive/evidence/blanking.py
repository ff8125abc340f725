"""Taking records out of evidence files without moving any other: overwritten in place, to the byte as long as before.

In place of a record comes one of the kind `metadata`, under the same record id and date, that says nothing but that it
was taken down. What it is too short by is filled up: a gzip member with its comment field (RFC 1952, 2.3.1), a plain
record with spaces. So the file is a WARC file still, and every offset that is known is true.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from archive import codings, urls, warc
from archive.errors import EvidenceError, InputError
from archive.warc import Record

_SAYS = b"taken-down: yes\r\n"
_END = b"\r\n\r\n"
_COMMENT = 0x10
_FORMS = (".warc", ".warc.gz")


def blank(path: Path, spans: Sequence[range], addresses: Iterable[str] = (), spared: Container[int] = ()) -> int:
    """Overwrite the records of a WARC file that lie within spans, or are of these addresses; returns how many.

    Records at the offsets `spared` are others' captures, and stay whatever their address. Raises EvidenceError for a
    file of another form, or one that cannot be written: then it holds what it held.
    """
    wanted = frozenset(map(urls.identity, addresses))

    def goes(record: Record) -> bool:
        if record.kind == "warcinfo":
            return False
        if any(record.offset in span for span in spans):
            return True
        return record.offset not in spared and urls.identity(record.uri) in wanted

    if not path.name.endswith(_FORMS):
        raise EvidenceError(f"{path} is no WARC file, and cannot be overwritten in part")
    try:
        with path.open("r+b") as file:
            found = [record for record in warc.records(file) if goes(record)]
            for record in found:
                file.seek(record.offset)
                packed = file.read(2) == codings.GZIP_MAGIC
                file.seek(record.offset)
                file.write(_instead(record, packed=packed))
            file.flush()
            os.fsync(file.fileno())
    except (OSError, InputError) as error:
        raise EvidenceError(f"{path} cannot be overwritten: {error}") from None
    return len(found)


def _instead(record: Record, *, packed: bool) -> bytes:
    """What comes in place of a record; zeros, which readers pass over, where nothing that can be read is so short."""
    made = (_member if packed else _plain)(record) if record.fields.get("warc-record-id") else b""
    return made if len(made) == record.length else b"\0" * record.length


def _member(record: Record) -> bytes:
    for says in (_SAYS, b""):
        content = _head(record, len(says)) + says + _END
        squeezed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        body = squeezed.compress(content) + squeezed.flush()
        tail = body + struct.pack("<II", zlib.crc32(content), len(content))
        room = record.length - 10 - len(tail)
        if room >= 1:
            return codings.GZIP_MAGIC + bytes([8, _COMMENT, 0, 0, 0, 0, 2, 255]) + b" " * (room - 1) + b"\0" + tail
    return b""


def _plain(record: Record) -> bytes:
    """The blank lines after a plain record stay as they are."""
    least = max(0, record.length - len(_head(record, record.length)))
    for length in range(least, least + len(str(record.length)) + 1):
        head = _head(record, length)
        if len(head) + length == record.length:
            return head + _SAYS.ljust(length)[:length]
    return b""


def _head(record: Record, length: int) -> bytes:
    fields = {
        "WARC-Type": "metadata",
        "WARC-Record-ID": record.fields["warc-record-id"],
        "WARC-Date": record.fields.get("warc-date", "1970-01-01T00:00:00Z"),
        "Content-Type": "application/warc-fields",
        "Content-Length": str(length),
    }
    return b"WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode() + b"\r\n"
