"""What docs/search.md promises is what happens."""

import re
from pathlib import Path

import pytest

from archive.search import Fts5, Request, parse
from archive.search.bounds import MAX_DISTANCES, MAX_FILTERS, MAX_PREFIXES, MAX_WORDS
from archive.search.inflections import _WORDS
from archive.search.prefixes import _BODIES
from archive.search.writing import MAX_DEPTH

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text("utf-8")
ROWS = [
    tuple(cell.strip("` ").replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:3])
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
TEXTS = [
    (language, text, query, number == 2)
    for line in PAGE.splitlines()
    if re.match(r"\| [a-z]{2} \|", line)
    for language, text, *queries in [[cell.strip() for cell in line.strip("| ").split(" | ")]]
    for number, cell in enumerate(queries, 2)
    for query in re.findall(r"`([^`]+)`", cell)
]


def test_the_table_is_there():
    assert len(ROWS) > 25


@pytest.mark.parametrize(("typed", "understood"), ROWS)
def test_a_row_is_understood_as_it_says_and_can_be_searched(newsstand, typed, understood):
    query = parse(typed)
    assert query.understood == understood
    assert parse(understood).root == query.root
    assert Fts5(newsstand[0]).search(Request(query.root)).took_ms >= 0


def test_the_examples_are_there():
    assert len(TEXTS) > 60
    assert {"en", "de", "fr", "es", "ar", "ja", "zh", "th"} <= {language for language, *_ in TEXTS}


@pytest.fixture(scope="module")
def read(tmp_path_factory, new_shelf, selection):
    """Whether a query finds a text of the page."""
    shelf = new_shelf(tmp_path_factory.mktemp("page") / "archive.db")
    slots = {}
    for language, text, *_ in TEXTS:
        if text not in slots:
            shelf.put(body=text, language=language)
            (slots[text],) = shelf.conn.execute("SELECT max(slot) FROM articles").fetchone()
    conn = shelf.opened()
    yield lambda query, text: slots[text] in selection(conn, query)
    shelf.close()


@pytest.mark.parametrize(("language", "text", "query", "is_found"), TEXTS)
def test_a_text_is_found_as_the_page_says(read, language, text, query, is_found):
    assert not parse(query).notes
    assert read(query, text) is is_found


def test_the_bounds_are_the_real_ones():
    bounds = (
        f"first {MAX_WORDS:,} words of a query are read, its first {MAX_FILTERS} filters, {MAX_PREFIXES} beginnings"
        f" of words, {MAX_DISTANCES} distances,"
    )
    told = " ".join(PAGE.split())
    assert bounds in told
    assert f"brackets up to {MAX_DEPTH} deep" in told
    assert f"looked up for its first {_WORDS} words" in told
    seen = re.search(r"newest (\d+) articles", told)[1]
    assert f"LIMIT {seen}" in _BODIES
