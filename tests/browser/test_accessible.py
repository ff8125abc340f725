"""Everybody can read every page: axe finds no violation, keys are enough, and four times the size still fits."""

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "search": "/search?q=ferry",
    "nothing": "/search?q=zebra",
    "narrowed": "/search?q=ferry&outlet=post-1&from=2024",
    "article": "/article/2?q=ferry",
    "changes": "/article/3/diff/1..2",
    "evidence": "/article/2/capture?verify=1",
    "outlets": "/outlets",
    "outlet": "/outlet/post-1",
    "author": "/author/Ann%20Lee",
    "concordance": "/concordance?q=ferry",
    "keywords": "/keyness?q=ferry&against=quay",
    "trends": "/trends?q=ferry&q=quay",
    "about": "/about",
    "sources": "/sources",
    "missing": "/article/99",
}


@pytest.fixture(params=["light", "dark"])
def screen(browser, request):
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(screen, address, name):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is missing: pip install -e '.[test]'"
    )
    screen.goto(address + PAGES[name])
    found = axe.Axe().run(screen)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_four_times_the_size_fits(browser, address, name):
    """400 % zoom of a screen of 1280 pixels is one of 320 (WCAG 2.2, 1.4.10)."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(address + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_keys_are_enough(screen, address):
    screen.goto(address)
    screen.keyboard.press("Tab")
    assert screen.evaluate("document.activeElement.className") == "skip"
    while screen.evaluate("document.activeElement.name") != "q":
        screen.keyboard.press("Tab")
    screen.keyboard.type("ferry")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/search?q=ferry")
    screen.locator(".hit h2 a").first.focus()
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/article/*")
