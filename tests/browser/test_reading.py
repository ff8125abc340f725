"""A reader's way in a real browser: search, open the first hit, see the words; nothing goes wrong on the way."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def arrive(page, heading):
    """Wait for the page whose heading begins so."""
    page.get_by_role("heading", level=1, name=re.compile(f"^{heading}")).wait_for(timeout=10_000)
    page.wait_for_load_state()


def fits(page):
    page.wait_for_load_state()  # with its styles
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_search_open_and_see_the_words(page, address):
    page.goto(address)
    assert fits(page)
    page.get_by_role("searchbox").fill("ferry late")
    page.get_by_role("button", name="Search").click()
    arrive(page, "1 article")
    assert fits(page)
    page.locator(".hit h2 a").first.click()
    arrive(page, "The ferry is late")
    assert page.locator(".text mark").all_inner_texts() == ["ferry", "late"]
    assert (
        page.locator(".text mark").first.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    assert fits(page)
    page.get_by_role("link", name="Paragraph 2").click()
    page.wait_for_url("**#p2")
    page.get_by_role("link", name="Back to the search").click()
    arrive(page, "1 article")
    assert page.get_by_role("searchbox").input_value() == "ferry late"
    assert page.wrong == []


def test_narrow_by_a_facet_and_a_bar_and_undo(page, address):
    page.goto(f"{address}/search")
    page.locator(".facets a", has_text="Post 1").first.click()
    arrive(page, "1 article")
    page.locator(".chips a").click()
    arrive(page, "5 articles")
    page.wait_for_load_state()
    page.locator("svg.bars a").first.click(force=True)
    arrive(page, "1 article")
    assert page.wrong == []


def test_nothing_that_a_stranger_wrote_runs(page, address):
    for path in (
        "/",
        "/search?q=ferry",
        "/article/1?q=ferry",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/archive/articles/1",
    ):
        page.goto(f"{address}{path}")
        assert fits(page), path
        assert page.locator("img[src=x]").count() == 0
    assert page.wrong == []
