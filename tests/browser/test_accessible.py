"""Everybody can read every page: axe finds no violation, keys are enough, and four times the size still fits."""

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "search": "/search?q=ferry",
    "nothing": "/search?q=zebra",
    "narrowed": "/search?q=ferry&outlet=post-1&from=2024",
    "article": "/article/2?q=ferry",
    "right to left": "/article/3?q=%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9",
    "changes": "/article/4/diff/1..2",
    "copies": "/article/5/copies",
    "copies compared": "/article/5/copies/6",
    "like": "/article/5/like",
    "quote": "/article/2/v1/quote?words=left+the+quay",
    "quotes": "/quotes?q=coming",
    "collections": "/collections",
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
    """Search, filter, open, next hit, cite."""
    screen.goto(address)
    screen.keyboard.press("Tab")
    assert screen.evaluate("document.activeElement.className") == "skip"
    tab_to(screen, "one.name === 'q'")
    screen.keyboard.type("ferry")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/search?q=ferry")
    tab_to(screen, "one.closest('.facets') && one.textContent.includes('Post 1')")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**outlet=post-1")
    tab_to(screen, "one.closest('.hit h2')")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/article/*")
    screen.keyboard.press("n")
    screen.keyboard.press("n")
    assert screen.locator("mark.here").inner_text() == "ferry"
    tab_to(screen, "one.closest('.styles') && one.textContent === 'MLA'")
    screen.keyboard.press("Enter")
    assert screen.locator(".style[open] .cite").first.is_visible()


def tab_to(page, wanted):
    """Press Tab until what has the focus (`one`) is what is wanted."""
    for _ in range(80):
        if page.evaluate(f"(one => Boolean({wanted}))(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(wanted)


def test_right_to_left_is_right(screen, address):
    screen.goto(f"{address}/article/3")
    assert screen.locator("article").get_attribute("lang") == "ar"
    first = screen.locator("#p1")
    assert first.evaluate("one => getComputedStyle(one).direction") == "rtl"
    number, text = (one.bounding_box() for one in (first.locator(".pno"), first))
    assert number["x"] > text["x"] + text["width"] / 2


@pytest.mark.parametrize("path", ["/article/2", "/article/3"])
def test_printed_the_numbers_stand_in_the_margin(browser, address, path):
    page = browser.new_page(viewport={"width": 700, "height": 900})
    page.goto(address + path)
    page.emulate_media(media="print")
    assert page.locator(".masthead").is_hidden()
    text = page.locator(".text").bounding_box()
    for number in page.locator(".pno").all():
        box = number.bounding_box()
        assert box["x"] < text["x"] + 48 or box["x"] + box["width"] > text["x"] + text["width"] - 48
    assert page.pdf()[:5] == b"%PDF-"
    page.close()
