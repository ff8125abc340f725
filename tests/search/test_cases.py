"""Every case of tests/cases/queries.toml, read, and put to a real archive."""

import tomllib
from pathlib import Path

import pytest

from archive.search import Fts5, Request, parse

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "queries.toml").read_text("utf-8"))["case"]
FINDING = [case for case in CASES if "finds" in case]


def _name(case):
    return case["query"].replace("\0", "NUL") or "empty"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_query_is_understood(case):
    query = parse(case["query"])
    assert query.understood == case["understood"]
    assert parse(query.understood).root == query.root
    for words in case.get("notes", []):
        assert words in " ".join(query.notes)
    assert bool(query.notes) is ("notes" in case)


@pytest.mark.parametrize("case", FINDING, ids=_name)
def test_a_query_finds(selected, case):
    assert selected(case["query"]) == sorted(case["finds"])


@pytest.mark.parametrize("case", FINDING, ids=_name)
def test_the_engine_finds_the_same(newsstand, case):
    conn, names = newsstand
    engine, request = Fts5(conn), Request(parse(case["query"]).root, sort="newest", size=50)
    page = engine.search(request)
    by_id = {number: name for name, number in names.items()}
    assert sorted(by_id[hit.article_id] for hit in page.hits) == sorted(case["finds"])
    assert page.total == len(case["finds"])
    assert list(engine.ids(request)) == [hit.article_id for hit in page.hits]
