"""Hostile cells, tables of any rows, and archives to export."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from archive import export
from archive.export.question import Question
from archive.model import Reading
from archive.search import Fts5
from archive.store import Store, articles, config, snapshot

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


FORM = export.form_of("x.zip")
FERRY = Question("ferry")
READINGS = (
    Reading(title="=Ferry", text="The ferry left.\n\nIt was “late”, again.", published="2024-03-14", outlet="The Harbour Post"),
    Reading(title="Ferry, week 2", text="The ferry stayed.", published="2024", outlet="Estuary Times"),
    Reading(title=None, text="A leaflet about the ferry."),
)  # fmt: skip


@pytest.fixture
def packed(store: Store, put: Callable[..., None], tmp_path: Path) -> Callable[..., Path]:
    """Writes the package of a question, and gives its path; three articles on a ferry are in the archive."""
    put(*READINGS)
    with store.transaction() as conn:
        config.put(conn, "title", "Quay Archive")
        config.put(conn, "licence", "For reading rooms alone")

    def packed(asked: Question = FERRY, name: str = "a.zip", names: str | None = None) -> Path:
        path = tmp_path / name
        with snapshot(store.conn):
            chosen = FORM.columns(names)
            table = export.found.articles(store.conn, Fts5(store.conn), asked, chosen, made=NOW)
            export.save(path, export.pieces(FORM, export.counted(table)))
        return path

    return packed
