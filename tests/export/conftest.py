"""Hostile cells, tables of any rows, and archives to export."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from archive import export
from archive.model import Reading
from archive.store import Store, articles

NOW = "2026-03-01T12:00:00Z"
CELLS = tomllib.loads((Path(__file__).parents[1] / "cases" / "hostile_cells.toml").read_text())["cell"]


@pytest.fixture
def hostile() -> dict[str, str]:
    """Cells that have broken somebody's export before, by what is bad about them."""
    return {cell["what"]: cell["text"] * cell.get("times", 1) for cell in CELLS}


@pytest.fixture
def table() -> Callable[..., export.Table]:
    """Makes a table of rows; those with long cells are told apart as a store would."""

    def made(names: Iterable[str], rows: Iterable[Iterable[Any]], archive: str | None = None) -> export.Table:
        held = [tuple(row) for row in rows]
        return export.Table(
            tuple(names),
            iter(held),
            NOW,
            archive,
            lambda limit: (row for row in held if any(len(str(cell).encode()) > limit for cell in row)),
        )

    return made


@pytest.fixture
def put(store: Store) -> Callable[..., None]:
    """Puts readings into the archive of this test."""

    def put(*readings: Reading) -> None:
        with store.transaction() as conn:
            for reading in readings:
                articles.record(conn, reading, keys=[], capture_id=None, url=None, at=NOW)

    return put
