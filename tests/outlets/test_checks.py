"""Checks of outlets' files on pages at hand, and drafts of new ones: both on pages written here."""

import json

import pytest

from archive.errors import UsageError
from archive.extract import read_page
from archive.outlets import draft, saved
from archive.page import Page
from archive.registry import Registry
from archive.scraper import Scraper, own_fields

URL = "https://www.gazette.example/news/2025/ferry"
LINE = "The ferry lay at its mooring for the whole winter, and nobody could say when it would ever leave again."
LINES = "".join(f"<p>{number} {LINE}</p>" for number in range(6))
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry sails - The Example Gazette</title>
<meta property="og:title" content="Ferry sails"><meta property="og:site_name" content="The Example Gazette">
<meta property="article:published_time" content="2025-03-14T08:15:00+01:00">
<link rel="alternate" type="application/rss+xml" href="/rss"></head><body class="page">
<nav><a href="/secret">Somebody's words</a></nav><main><h1 class="headline">Ferry sails</h1>
<div class="meta"><p class="who">By <span class="name">Zoe Harbour</span></p></div>
<div class="body">{LINES}</div></main><footer>More words</footer></body></html>"""


class Gazette(Scraper):
    name = "The Example Gazette"
    hosts = ("gazette.example",)
    language = "en"


class Idle(Gazette):
    def title(self, page):
        return page.text("h1")

    def authors(self, page):
        return page.texts(".who .name")

    def section(self, page):
        return page.meta("no such")


class Useful(Gazette):
    def title(self, page):
        return f"{page.text('h1')} on Monday"

    def outlet(self, page):
        return "Gazette on Sunday" if page.url else None


class Broken(Gazette):
    def title(self, page):
        return page.nothing


def told(scraper, *pages):
    return [(found.what, found.address, found.fine) for found in saved(scraper(), pages)]


def test_methods_that_change_nothing_are_named():
    assert own_fields(Idle()) == ("title", "authors", "section")
    found = told(Idle, Page(PAGE, URL))
    assert found == [
        ("page", URL, True),
        ("method", "title", False),
        ("method", "authors", False),
        ("method", "section", False),
    ]


def test_methods_that_change_something_are_said_where():
    (found,) = saved(Useful(), [Page(PAGE, URL)])
    assert (found.fine, found.words) == (True, "own reading of title, outlet")


def test_a_method_must_be_of_use_on_one_page_only():
    other = Page(PAGE.replace("<h1", "<h2"), URL)
    assert [what for what, _, _ in told(Useful, Page(PAGE, URL), other)] == ["page", "page"]


def test_nothing_is_said_of_methods_without_pages():
    assert told(Idle) == []


@pytest.mark.parametrize(
    ("scraper", "html", "words"),
    [
        (Broken, PAGE, "a method of the file failed"),
        (Gazette, PAGE.replace("Zoe Harbour", ""), "no authors"),
        (Gazette, PAGE.replace(LINES, f"<p>{LINE}</p>"), "only 20 words"),
        (Gazette, PAGE.replace('lang="en"', 'lang="cy"'), "the page is in “cy”, the file says “en”"),
        (Gazette, "<html></html>", "no text was found on the page"),
    ],
)
def test_what_is_odd_about_a_page_is_said(scraper, html, words):
    found = next(saved(scraper(), [Page(html, URL)]))
    assert not found.fine
    assert words in found.words


def test_a_draft_is_a_file_that_works_and_a_fixture_that_passes(tmp_path):
    made = draft(Page(PAGE, URL), "2026-03-01T12:00:00Z")
    (tmp_path / f"{made.module}.py").write_text(made.source)
    scraper = Registry.found(tmp_path, points=[]).for_url(URL)
    assert made.source.startswith('"""The Example Gazette: generic reading is right.\n\nSeen on a page of 2025.\n"""\n')
    assert (scraper.name, scraper.hosts, scraper.language) == ("The Example Gazette", ("gazette.example",), "en")
    assert scraper.feeds == ("https://www.gazette.example/rss",)
    wanted = json.loads(made.wanted)
    reading = read_page(Page(made.page, wanted["url"]), scraper)
    assert made.fixture == "gazette.example/2025-03-14-ferry-sails"
    assert (reading.title, reading.authors) == (wanted["title"], tuple(wanted["authors"]))
    assert (reading.title, reading.authors, reading.published) == (
        "A headline of your own",
        ("Ada Quill",),
        "2025-03-14T08:15:00+01:00",
    )
    assert reading.text.startswith(wanted["first_words"])
    assert reading.flags == ()


def test_a_fixture_says_in_json_ld_what_the_page_says_there():
    said = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Secret words"}</script>'
    made = draft(Page(PAGE.replace("</head>", f"{said}</head>"), URL), "2026-03-01T12:00:00Z")
    assert '"headline": "A headline of your own"' in made.page
    assert "Secret" not in made.page


def test_the_fixture_of_a_draft_has_the_markup_and_none_of_the_words():
    made = draft(Page(PAGE, URL), "2026-03-01T12:00:00Z")
    assert all(f'class="{one}"' in made.page for one in ("headline", "who", "name", "body"))
    assert not any(words in made.page for words in ("Zoe", "mooring", "Ferry", "secret", "Somebody", "More words"))


@pytest.mark.parametrize("name", ['Quoted "Gazette"', "Back\\slash", "123", "新聞", '"""', "\x00é'", "{a}%s"])
def test_any_name_makes_a_file_that_can_be_read(tmp_path, name):
    html = PAGE.replace("The Example Gazette", name.replace('"', "&quot;"))
    made = draft(Page(html, URL), "2026-03-01T12:00:00Z")
    (tmp_path / f"{made.module}.py").write_text(made.source, encoding="utf-8")
    registry = Registry.found(tmp_path, points=[])
    assert registry.problems == ()
    assert registry.for_url(URL).name == made.reading.outlet


def test_a_page_from_nowhere_has_no_draft():
    with pytest.raises(UsageError, match="name its address with --url"):
        draft(Page(PAGE.replace("/rss", "")), "2026-03-01T12:00:00Z")
