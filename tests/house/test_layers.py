"""Imports point down, and neighbours on one floor never import each other."""

import ast
from pathlib import Path

import pytest

# Top to bottom. Rooms in one set are neighbours; the tools stand in the order in which they may use each other.
FLOORS = [
    {"cli", "plugin"},
    {"ingest", "watch", "verify", "reread", "redact", "outlets"},
    {"extract", "relate", "export"},
    {"sources", "fetch", "evidence", "registry", "store", "search", "cite"},
    *[
        {tool}
        for tool in (
            "scraper",
            "page",
            "parsable",
            "embeds",
            "bylines",
            "warc",
            "codings",
            "charsets",
            "tokens",
            "urls",
            "dates",
            "diffs",
            "edition",
            "sampling",
            "text",
            "alternatives",
            "connections",
            "remembering",
            "shipped",
            "whys",
        )
    ],
    {"model"},
    {"errors"},
]
RANK = {room: len(FLOORS) - number for number, rooms in enumerate(FLOORS) for room in rooms}
ARCHIVE = Path(__file__).parents[2] / "archive"
OUTSIDE = {"__init__", "__main__"}


def room(path):
    return path.relative_to(ARCHIVE).parts[0].removesuffix(".py")


def imported(path):
    """Every room of the archive that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "archive" and len(parts) > 1 and parts[1] in RANK:
                yield parts[1]


FILES = sorted(path for path in ARCHIVE.rglob("*.py") if room(path) not in OUTSIDE)


def test_every_room_has_a_floor():
    assert {room(path) for path in FILES} <= set(RANK)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ARCHIVE)))
def test_imports_point_down(path):
    here = room(path)
    wrong = {there for there in imported(path) if there != here and RANK[there] >= RANK[here]}
    assert not wrong, f"{here} must not import {sorted(wrong)}"


def test_the_reading_room_is_light():
    wrong = {(path.name, there) for path in (ARCHIVE / "plugin").rglob("*.py") for there in imported(path)}
    assert not {pair for pair in wrong if pair[1] in {"ingest", "extract", "fetch", "watch"}}


def test_a_scraper_imports_the_form_and_nothing_else():
    for path in (ARCHIVE.parent / "scrapers").glob("*.py"):
        assert set(imported(path)) <= {"scraper"}, path.name
