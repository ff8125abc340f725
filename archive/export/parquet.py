"""Parquet: numbers as int64, authors and tags as lists, `published_date` as a date, all else as text.

Rows are written in groups of some megabytes, and go out as they are made. Needs the extra `parquet` (pyarrow).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from archive.errors import UsageError
from archive.export.jsonl import split
from archive.export.pipe import Pipe
from archive.export.tables import LISTS, NUMBERS, Row, Table

GROUP_ROWS, GROUP_CHARACTERS = 5_000, 4_000_000
_DAYS = frozenset({"published_date"})


def write(table: Table) -> Iterator[bytes]:
    """The bytes of a file, a group of rows at a time; raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Parquet needs the extra “parquet”: pip install 'pressmark[parquet]'") from None
    types = {"number": pa.int64(), "list": pa.list_(pa.string()), "day": pa.date32(), "text": pa.string()}
    schema = pa.schema([(name, types[_kind(name)]) for name in table.names])
    pipe = Pipe()
    with parquet.ParquetWriter(pa.PythonFile(pipe, mode="w"), schema, compression="zstd") as writer:
        for group in _groups(table.rows):
            columns = [[_value(name, row[at]) for row in group] for at, name in enumerate(table.names)]
            writer.write_batch(pa.record_batch(columns, schema=schema), row_group_size=GROUP_ROWS)
            yield pipe.taken()
    yield pipe.taken()


def _kind(name: str) -> str:
    if name in NUMBERS:
        return "number"
    if name in LISTS:
        return "list"
    return "day" if name in _DAYS else "text"


def _value(name: str, cell: Any) -> Any:
    if name in LISTS:
        return split(cell)
    if name in _DAYS:
        return date.fromisoformat(cell) if cell else None
    return cell


def _groups(rows: Iterator[Row]) -> Iterator[Sequence[Row]]:
    group: list[Row] = []
    size = 0
    for row in rows:
        group.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(group) >= GROUP_ROWS or size >= GROUP_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group
