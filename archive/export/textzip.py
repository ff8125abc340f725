"""A zip of plain texts, for AntConc, Voyant and R: a file an article, and `metadata.csv` that says what each is.

A file is the text to the byte, so that its SHA-256 is the column `text_sha256`. Its name is the article's number and
the words of its title in ASCII, and so can lead out of no folder and be no device of any system; `metadata.csv` comes
last, when all names are known, with the column `file` first.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from typing import Any

from archive import text
from archive.export import csv
from archive.export.pipe import Pipe
from archive.export.tables import Row, Table

NEEDED = ("id", "title", "text")
METADATA = "metadata.csv"
_SLUG_CHARACTERS = 60
_SPOOLED_BYTES, _PIECE_BYTES = 4_000_000, 65_536
# The earliest that a zip can say: the same articles make the same bytes.
_WHEN = (1980, 1, 1, 0, 0, 0)
_NOT_ASCII = re.compile(r"[^a-z0-9]+")


def write(table: Table) -> Iterator[bytes]:
    """The bytes of a zip file, an article at a time; the table has the columns `NEEDED`."""
    number, title, words = (table.names.index(name) for name in NEEDED)
    pipe = Pipe()
    with (
        tempfile.SpooledTemporaryFile(_SPOOLED_BYTES, "w+", encoding="utf-8", newline="") as spooled,
        zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        spooled.write(csv.line(["file", *_without(words, table.names)]))
        for row in table.rows:
            name = file_name(row[number], row[title])
            packed.writestr(entry(name), row[words])
            spooled.write(csv.line([name, *_without(words, row)]))
            yield pipe.taken()
        spooled.seek(0)
        with packed.open(entry(METADATA), "w", force_zip64=True) as member:
            while piece := spooled.read(_PIECE_BYTES):
                member.write(piece.encode())
                yield pipe.taken()
    yield pipe.taken()


def file_name(article_id: int, title: str | None) -> str:
    """The name of an article's file: `12-harbour-crowd-stops-eviction.txt`."""
    slug = _NOT_ASCII.sub("-", text.fold(title or ""))[:_SLUG_CHARACTERS].strip("-")
    return f"{article_id}-{slug}.txt" if slug else f"{article_id}.txt"


def _without(place: int, row: Row) -> Iterator[Any]:
    return (cell for at, cell in enumerate(row) if at != place)


def entry(name: str) -> zipfile.ZipInfo:
    """A file of that name in a zip, dated so that the same content makes the same bytes."""
    made = zipfile.ZipInfo(name, _WHEN)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o644 << 16
    return made
