"""A file stays under 300 lines and a function under 40; where one grows, a room is missing. SQL has two homes."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    [*(ROOT / "archive").rglob("*.py"), *(ROOT / "scrapers").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
)
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIRTUAL|INDEX|VIEW))\b",
    re.DOTALL,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_size(path):
    source = path.read_text()
    assert len(source.splitlines()) < 300
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    too_long = {node.name: length for node in functions if (length := _lines(node)) >= 40}
    assert not too_long


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_is_written_in_store_and_search_alone(path):
    if {"store", "search", "benchmarks"} & set(path.relative_to(ROOT).parts):  # a peer is asked in its own SQL
        return
    strings = [
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in strings if SQL.search(text)]


def _lines(function):
    """Lines of code: the decorators above a command and its docstring, which is its help, are not counted."""
    first = function.body[0]
    docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    help_lines = first.end_lineno - first.lineno + 1 if docstring else 0
    return function.end_lineno - function.lineno + 1 - help_lines
