"""XLSX: text as text, whatever it looks like; numbers and dates as themselves; nothing cut off.

What is longer than a cell may be goes on in further columns, and the second sheet says so. A date is a date where its
day is known, with hour and zone as they were given; a year or a month alone, and what lies before 1900, stays text.
Rows are written to a temporary file as they come.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from archive.errors import StoreError
from archive.export.cells import CELL_UNITS, spread
from archive.export.tables import DATES, NUMBERS, Row, Table

MOST_ROWS = 1_048_576
PIECE_BYTES = 65_536
# Every so many rows a reader who left is noticed.
_BREATHER = 200
_FIRST_EXCEL_YEAR = "1901"
_DAY, _MINUTE = len("2015-06-22"), len("2015-06-22T18:04")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
_WIDTHS = {"title": 48, "dek": 48, "text": 80, "snippet": 80, "url": 32, "permalink": 32}


class _Sheet(Worksheet):  # type: ignore[misc]  # xlsxwriter ships no types
    """A sheet without rich text: a text that begins with `<r>` is no markup of ours."""

    def _xml_rich_inline_string(self, string: str, attributes: list[tuple[str, Any]]) -> None:
        self._xml_inline_string(string, True, attributes)


def write(table: Table) -> Iterator[bytes]:
    """The bytes of a workbook, in pieces of 64 KB; raises StoreError for more rows than a sheet holds."""
    with tempfile.TemporaryDirectory(prefix="pressmark-") as folder:
        path = Path(folder) / "table.xlsx"
        with Workbook(path, {**_OPTIONS, "tmpdir": folder}) as book:
            yield from _filled(book, table)
        with path.open("rb") as file:
            yield from iter(partial(file.read, PIECE_BYTES), b"")


def _filled(book: Workbook, table: Table) -> Iterator[bytes]:
    """Fill a workbook; yields nothing but moments at which to stop."""
    whole = spread(table)
    sheet, about = (book.add_worksheet(name, worksheet_class=_Sheet) for name in ("Table", "About"))
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for column, name in enumerate(whole.names):
        sheet.set_column(column, column, _WIDTHS.get(name, 16))
        sheet.write_string(0, column, name, bold)
    cells = _Cells(book, sheet, whole.names)
    done = 0
    for done, row in enumerate(whole.rows, 1):
        if done >= MOST_ROWS:
            raise StoreError(f"a sheet holds {MOST_ROWS - 1:,} rows and no more: write .csv or .parquet")
        cells.write(done, row)
        if not done % _BREATHER:
            yield b""
    for at, line in enumerate(_about(table, done, whole.names[len(table.names) :])):
        about.write_string(at, 0, line)


class _Cells:
    """Writes the cells of a row, each as what it is."""

    def __init__(self, book: Workbook, sheet: Worksheet, names: tuple[str, ...]) -> None:
        self._book = book
        self._sheet = sheet
        self._names = names
        self._formats: dict[str, Any] = {}

    def write(self, number: int, row: Row) -> None:
        for column, (name, cell) in enumerate(zip(self._names, row, strict=True)):
            if cell is None or cell == "":
                continue
            if name in NUMBERS and isinstance(cell, int):
                self._sheet.write_number(number, column, cell)
            elif name in DATES and (moment := _moment(cell)):
                self._sheet.write_datetime(number, column, moment, self._format(cell))
            else:
                self._sheet.write_string(number, column, str(cell))

    def _format(self, iso: str) -> Any:
        """How a date is shown: as precisely as it is known, with the zone that was given."""
        zone = iso[_MINUTE:].lstrip(":0123456789")
        shape = "yyyy-mm-dd" + (" hh:mm:ss" if len(iso) > _DAY else "") + (f'"{zone}"' if zone else "")
        if shape not in self._formats:
            self._formats[shape] = self._book.add_format({"num_format": shape})
        return self._formats[shape]


def _about(table: Table, rows: int, further: Sequence[str]) -> Iterator[str]:
    yield f"{rows:,} row{'' if rows == 1 else 's'}, written {table.made}"
    if table.archive:
        yield f"from the archive “{table.archive}”"
    if further:
        yield f"Cells of more than {CELL_UNITS:,} characters, which Excel does not take, go on in {', '.join(further)}."


def _moment(iso: str) -> datetime | None:
    """A date whose day is known, as the clock on the wall showed it; None for one that Excel has not."""
    if len(iso) < _DAY or iso < _FIRST_EXCEL_YEAR:
        return None
    return datetime.fromisoformat(iso).replace(tzinfo=None)
