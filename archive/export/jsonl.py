"""JSON Lines: one object a line, in UTF-8; authors and tags are arrays, what is unknown is null."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archive.export.tables import LISTS, Table
from archive.store.rows import JOINT

PIECE_CHARACTERS = 65_536


def write(table: Table) -> Iterator[bytes]:
    """The bytes of a table, in pieces of about 64 KB."""
    lists = [at for at, name in enumerate(table.names) if name in LISTS]
    waiting: list[str] = []
    size = 0
    for row in table.rows:
        cells = list(row)
        for at in lists:
            cells[at] = split(cells[at])
        waiting.append(json.dumps(dict(zip(table.names, cells, strict=True)), ensure_ascii=False))
        size += len(waiting[-1])
        if size >= PIECE_CHARACTERS:
            yield _lines(waiting)
            waiting.clear()
            size = 0
    if waiting:
        yield _lines(waiting)


def trailer(words: str) -> bytes:
    """A last line that says that the table is not whole."""
    return f"{json.dumps({'error': f'NOT WHOLE: {words}'}, ensure_ascii=False)}\n".encode()


def split(joined: str | None) -> list[str]:
    """The names or tags of a cell."""
    return joined.split(JOINT) if joined else []


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
