"""Names are parted where that is sure, and stay whole where it is not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cite import names

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "citations_names.toml").read_text())["name"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["given_as"])
def test_each_name(case):
    found = names.split(case["given_as"], case.get("language", "en"))
    parts = {part: getattr(found, part) for part in ("given", "particle", "family", "suffix")}
    assert parts == {part: case.get(part, "") for part in parts}
    if "initials" in case:
        assert list(found.initials) == case["initials"]


def test_straight_and_inverted():
    name = names.split("Jan van den Berg Jr.")
    assert (name.straight, name.inverted) == ("Jan van den Berg Jr.", "van den Berg, Jan, Jr.")


@given(st.text(min_size=1))
def test_no_name_loses_its_words(words):
    name = names.split(words)
    kept = set(name.straight.replace(",", "").split())
    assert kept <= set(words.replace(",", "").split())
