"""What fits into a cell of a spreadsheet: 32,767 units of UTF-16, as Excel has it.

Excel refuses a workbook with longer cells, and breaks the rows of a CSV at them; so a longer text goes on in further
columns at the end of its row, `text_2`, `text_3` and so on, and no character of it is lost or cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.export.tables import Row, Table

CELL_UNITS = 32_767


def spread(table: Table) -> Table:
    """The same table with long cells spread over further columns, as many as the longest needs."""
    counts = _counts(table)
    further = [(name, part) for name, count in counts.items() for part in range(2, count + 1)]
    places = {one: len(table.names) + at for at, one in enumerate(further)}

    def rows() -> Iterator[Row]:
        for row in table.rows:
            cells = [*row, *[None] * len(further)]
            for name in counts:
                at = table.names.index(name)
                first, *others = split(cells[at] or "")
                cells[at] = first
                for part, words in enumerate(others, 2):
                    cells[places[name, part]] = words
            yield cells

    names = (*table.names, *(f"{name}_{part}" for name, part in further))
    return replace(table, names=names, rows=rows()) if further else table


def split(words: str) -> list[str]:
    """A text in pieces that fit into a cell each."""
    if _units(words) <= CELL_UNITS:
        return [words]
    pieces: list[str] = []
    at = 0
    while at < len(words):
        end = at + CELL_UNITS
        while (beyond := _units(words[at:end]) - CELL_UNITS) > 0:
            end -= (beyond + 1) // 2
        pieces.append(words[at:end])
        at = min(end, len(words))
    return pieces


def _counts(table: Table) -> dict[str, int]:
    """The columns that need more than one cell for some row, and how many the longest of them needs."""
    found: dict[str, int] = {}
    for row in table.longer(CELL_UNITS):
        for name, cell in zip(table.names, row, strict=True):
            needed = len(split(cell)) if isinstance(cell, str) else 1
            if needed > 1:
                found[name] = max(needed, found.get(name, 1))
    return found


def _units(words: str) -> int:
    return len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2
