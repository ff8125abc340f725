"""What docs/search.md promises is what happens."""

import re
from pathlib import Path

import pytest

from archive.search import Fts5, Request, parse
from archive.search.bounds import MAX_FILTERS, MAX_PREFIXES, MAX_WORDS
from archive.search.prefixes import _BODIES
from archive.search.writing import MAX_DEPTH

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text("utf-8")
ROWS = [
    tuple(cell.strip("` ").replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:3])
    for line in PAGE.splitlines()
    if line.startswith("| `")
]


def test_the_table_is_there():
    assert len(ROWS) > 25


@pytest.mark.parametrize(("typed", "understood"), ROWS)
def test_a_row_is_understood_as_it_says_and_can_be_searched(newsstand, typed, understood):
    query = parse(typed)
    assert query.understood == understood
    assert parse(understood).root == query.root
    assert Fts5(newsstand[0]).search(Request(query.root)).took_ms >= 0


def test_the_bounds_are_the_real_ones():
    bounds = (
        f"first {MAX_WORDS:,} words of a query are read, its first {MAX_FILTERS} filters, {MAX_PREFIXES} beginnings"
    )
    told = " ".join(PAGE.split())
    assert bounds in told
    assert f"brackets up to {MAX_DEPTH} deep" in told
    seen = re.search(r"newest (\d+) articles", told)[1]
    assert f"LIMIT {seen}" in _BODIES
