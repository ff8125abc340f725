"""Titles, bylines, dates and lines, each by the rule of its module; cases in tests/cases/extraction.toml."""

import re
import tomllib
from pathlib import Path

import pytest

from archive import alternatives, bylines, embeds, text
from archive.extract import clean, metadata, moments, titles
from archive.page import Page

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "extraction.toml").read_text())
CALLED = ["The Example Gazette"]


@pytest.mark.parametrize("case", CASES["title"], ids=lambda case: " / ".join(case["given"])[:60])
def test_a_title_loses_what_the_site_added(case):
    stated = [("meta", title) for title in case["given"]]
    chosen = titles.choose(stated, case.get("seen", []), case.get("called", []))
    assert (chosen[1] if chosen else None) == case.get("is")


@pytest.mark.parametrize("case", CASES["byline"], ids=lambda case: " / ".join(case["given"])[:60])
def test_bylines_are_cut_into_names(case):
    people = list(bylines.people(case["given"], CALLED))
    others = [name for name in bylines.without_outlet(bylines.names(case["given"]), CALLED) if name not in people]
    assert (people, others) == (case.get("people", []), case.get("organisations", []))


@pytest.mark.parametrize("case", CASES["moment"], ids=lambda case: " / ".join(iso for _, iso in case["said"])[:60])
def test_one_date_of_publication_is_believed(case):
    believed = moments.published([tuple(one) for one in case["said"]])
    assert (list(believed) if believed else None) == case.get("is")


@pytest.mark.parametrize("case", CASES["embed"], ids=lambda case: case["notes"][0][:40] if case["notes"] else "none")
def test_widgets_leave_links_and_no_lines(case):
    left, links = embeds.take_out(text.clean(case["text"]))
    assert left == case["left"]
    assert [link.note for link in links] == case["notes"]
    assert [link.url for link in links if link.url] == case.get("urls", [])


@pytest.mark.parametrize("case", CASES["furniture"], ids=lambda case: case["line"][:50])
def test_furniture_is_told_from_sentences(case):
    prose = "The harbour was quiet on Monday and the ferry lay at its mooring."
    tidy, _ = clean.tidy([prose, case["line"], prose.upper()], Page("<p>x"), metadata.Metadata())
    assert (case["line"] in tidy) is case.get("keep", False)
    assert tidy.startswith(prose)


@pytest.mark.parametrize(
    "pattern",
    [
        "cookie|consent|privacy|cook",
        r"(?:sign|log) ?in\b|signs|(?:a|b)?c|[|x]y|\|z",
        r"(?:(?:read|see) )?more|read (?:on|it)|re+d|reed",
        r"(?<=\b)read|(?:x|y){2}|(?:ab|ac)d|a",
    ],
)
def test_alternatives_sorted_by_letters_find_the_same(pattern):
    words = "cookie consent cook cooks privacy signin sign in log in signs c ac bc |y xy |z z more read see".split()
    words += [*map(" ".join, (["read", "more"], ["see", "more"], ["read", "on"], ["read", "it"], ["log", "in"]))]
    words += "red reed ree xy xyx abd acd a".split()
    found, expected = re.compile(alternatives.sorted_by_letters(pattern)), re.compile(pattern)
    assert [bool(found.fullmatch(one)) for one in words] == [bool(expected.fullmatch(one)) for one in words]
