"""What is hidden from strangers is nowhere: on no page, in no feed, file or table, and in no figure."""

import tomllib
from pathlib import Path

import lxml.html
import pytest

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "strangers.toml").read_text())


@pytest.fixture(scope="module")
def stranger(public):
    """A visitor of a public server that keeps article 1 to itself and 4 for later; 5 is said to be a copy of 1."""
    return public(
        "UPDATE articles SET access = 'none' WHERE id = 1",
        "UPDATE outlets SET embargo_until = '2999-01-01' WHERE id = (SELECT outlet_id FROM articles WHERE id = 4)",
        "UPDATE articles SET copy_of = 1 WHERE id = 5",
    )


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: case["address"])
def test_no_page_gives_it_away(stranger, case):
    answer = stranger.get(case["address"])
    said = answer.text
    assert answer.status_code == case.get("status", 200), said[:300]
    assert not [secret for secret in CASES["secrets"] if secret in said]
    read = " ".join(said.split()) if "html" not in answer.headers["content-type"] else _read(said)
    assert not [words for words in case["says"] if words not in read], read


def _read(page):
    return " ".join(lxml.html.fromstring(page).text_content().split())
