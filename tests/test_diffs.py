"""What changed between two texts is all told, and nothing else is."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import diffs

CASES = tomllib.loads((Path(__file__).parent / "cases" / "diffs.toml").read_text())["case"]
TEXTS = st.lists(st.text("ab c.é漢", min_size=1, max_size=12).map(str.strip).filter(bool), max_size=5).map("\n\n".join)


def shown(paragraph):
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(signs[run.kind].format(run.words) for run in paragraph.runs)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_changed(case):
    assert [shown(one) for one in diffs.compare(case["before"], case["after"])] == case["shown"]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off(before, after):
    found = diffs.compare(before, after)
    for missing, number, whole in (("new", "before", before), ("gone", "after", after)):
        there = [one for one in found if getattr(one, number) is not None]
        assert [getattr(one, number) for one in there] == list(range(1, len(there) + 1))
        said = ["".join(run.words for run in one.runs if run.kind != missing) for one in there]
        assert "\n\n".join(said) == whole


@given(TEXTS)
def test_nothing_changed_in_the_same_text(text):
    assert not any(one.changed for one in diffs.compare(text, text))


def test_punctuation_and_case_are_trivial():
    (one,) = diffs.compare("The quay, cleared.", "the quay cleared")
    assert one.trivial
    (other,) = diffs.compare("The quay cleared.", "The quay closed.")
    assert other.changed
    assert not other.trivial


def test_a_very_long_paragraph_is_told_whole():
    before, after = "a " * 3000 + "end", "a " * 3000 + "END end"
    assert [run.kind for run in diffs.words(before, after)] == ["gone", "new"]
