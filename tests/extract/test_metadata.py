"""Whom to believe where sources disagree, field by field; cases in tests/cases/metadata.toml."""

import tomllib
from pathlib import Path

import pytest

from archive import bylines
from archive.extract import metadata, moments, titles
from archive.page import Page

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "metadata.toml").read_text())
URL = "https://www.gazette.example/a"


@pytest.mark.parametrize("case", CASES["title"], ids=lambda case: case["is"][1][:60])
def test_one_wording_of_several_is_the_title(case):
    stated = [tuple(one) for one in case["stated"]]
    called = case.get("called", ["The Example Gazette"])
    chosen = titles.choose(stated, case.get("seen", []), called, case.get("address", ""))
    assert list(chosen or ()) == case["is"]


@pytest.mark.parametrize("case", CASES["byline"], ids=lambda case: " / ".join(case["given"])[:60])
def test_people_are_told_from_their_roles_and_from_others(case):
    assert list(bylines.people(case["given"], case.get("called", []))) == case["people"]


@pytest.mark.parametrize("case", CASES["disagreement"], ids=lambda case: " / ".join(iso for _, iso in case["said"]))
def test_dates_that_cannot_all_be_true(case):
    assert moments.disagree([tuple(one) for one in case["said"]]) is case["is"]


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: (case.get("head", "") + case.get("body", ""))[:70])
def test_a_page_gives_its_fields(case):
    html = f"<html><head>{case.get('head', '')}</head><body>{case.get('body', '')}</body></html>"
    read = metadata.read(Page(html, URL))
    wanted = {name: value for name, value in case.items() if name not in {"head", "body"}}
    found = {name: getattr(read, name) for name in wanted}
    assert {name: list(one) if isinstance(one, tuple) else one for name, one in found.items()} == wanted


@pytest.mark.parametrize(("boxes", "found"), [(39, ("Ada Quill",)), (5_000, ())])
def test_of_boxes_named_after_authors_not_all_are_looked_at(boxes, found):
    asked = '<p class="author-note">5 min</p>' * boxes + '<p class="author-note">Ada Quill</p>'
    assert metadata.read(Page(f"<h1>Ferry</h1>{asked}", URL)).authors == found
