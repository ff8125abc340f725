"""Pages of the list of threats, each by its number: what is hostile costs little, what is no article is called so.

Times are measured in benchmarks; here the work is bounded by what is counted.
"""

import pytest

from archive import text
from archive.errors import InputError
from archive.extract import not_an_article, read_capture, read_page
from archive.extract.body import blocks, witness
from archive.model import Capture
from archive.page import Page

URL = "https://gazette.example/news/ferry"
PROSE = "The ferry lay at its mooring for the whole winter and nobody could say when number {} would leave again."


def read(html):
    return read_page(Page(html, URL))


@pytest.fixture
def witnesses(monkeypatch):
    """How often trafilatura was asked."""
    asked = []
    for name in ("of_page", "of_part"):
        real = getattr(witness, name)
        monkeypatch.setattr(witness, name, lambda what, real=real: asked.append(what) or real(what))
    return asked


def fetched(body, media_type="text/html"):
    return Capture(URL, URL, "2026-03-01T12:00:00Z", media_type, body, "x", "fetched", "person", 200)


def test_row_23_a_document_called_a_page():
    assert read_capture(fetched(b"%PDF-1.7\n1 0 obj"), lambda _url: None).flags == ("no_text",)


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n" + bytes(range(32)), b"\x00\x01\x02"], ids=["picture", "bytes"])
def test_row_23_what_is_no_page_is_refused(body):
    with pytest.raises(InputError, match="not a page or a text"):
        read_capture(fetched(body), lambda _url: None)


@pytest.mark.parametrize(
    "html", ["<div>" * 5_000 + "x", "<div>" * 200_000, "<b>" * 50_000 + "x"], ids=["5k", "200k", "b"]
)
def test_row_24_nothing_but_depth_is_no_article(html):
    assert "empty" in read(html).flags


def test_row_24_a_story_at_the_bottom_of_some_depth_is_read():
    story = "".join(f"<p>{PROSE.format(n)}</p>" for n in range(8))
    assert text.count_words(read("<div>" * 120 + story).text) > 100


def test_row_25_nested_tables_end():
    assert not read("<table><tr><td>" * 2_000 + "x" + "</td></tr></table>" * 2_000).text


def test_row_25_what_a_parser_leaves_of_nested_tables_is_little():
    tables = "".join(f"<table><tr><td>{PROSE.format(n)}" for n in range(5_000))
    found = blocks.read(Page(tables, URL).tree)
    assert 0 < len(found) < 300
    assert max(block.container.depth for block in found) < 300


def test_row_26_many_paragraphs_keep_no_witness_busy(witnesses, monkeypatch):
    monkeypatch.setattr(blocks, "MAX_BLOCKS", 4_000)
    reading = read("".join(f"<p>{PROSE.format(n)}</p>" for n in range(5_000)))
    assert len(text.paragraphs(reading.text)) == 4_000
    assert reading.flags == ("cut_off",)
    assert witnesses == []


def test_row_27_an_attribute_bomb_is_left_out():
    bomb = "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">"
    assert PROSE.format(1) in read(bomb + "".join(f"<p>{PROSE.format(n)}</p>" for n in range(8))).text


def test_row_28_deep_json_ld_is_passed_over():
    story = "".join(f"<p>{PROSE.format(n)}</p>" for n in range(8))
    html = f'<script type="application/ld+json">{"[" * 100_000}{"{" * 1000}</script>{story}'
    assert PROSE.format(7) in read(html).text


def test_row_29_what_no_text_can_hold_is_not_in_it():
    odd = "".join(map(chr, [*range(32), 0x7F, 0xFFFE, 0xFFFF])) + "&#0;&#11;&#xD800;"
    reading = read("".join(f"<p>{odd}{PROSE.format(n)}{odd}</p>" for n in range(8)))
    assert PROSE.format(1) in text.paragraphs(reading.text)
    assert not {character for character in reading.text if ord(character) < 32} - {"\n"}


def page(title, body):
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"


@pytest.mark.parametrize(
    "title", ["Page not found", "404 Not Found", "Seite nicht gefunden", "Page introuvable", "ページが見つかりません"]
)
def test_row_46_soft_404(title):
    reading = read(page(title, "<p>Try the search, or go back to the front page of the Gazette.</p>"))
    assert "soft_404" in reading.flags
    assert "no such page" in not_an_article(reading)


def test_row_46_a_report_about_a_missing_page_is_an_article():
    story = "".join(f"<p>{PROSE.format(n)}</p>" for n in range(14))
    assert not_an_article(read(page("Page not found: how the harbour lost its timetable", story))) is None


def test_row_47_consent_wall():
    wall = """<p>We value your privacy. We and our partners store cookies on your device and process personal data.</p>
        <p>You may accept all cookies, reject all, or manage preferences at any time in our privacy policy.</p>
        <button>Accept all</button><button>Reject all</button>"""
    assert "consent_wall" in read(page("The Example Gazette", wall)).flags


def test_row_47_a_banner_over_an_article_is_left_out():
    banner = (
        "<div class='cookie-banner'><p>We value your privacy. Accept all cookies of our partners to go on.</p></div>"
    )
    reading = read(banner + page("The ferry", "".join(f"<p>{PROSE.format(n)}</p>" for n in range(8))))
    assert reading.flags == ()
    assert "privacy" not in reading.text


def test_row_48_paywall_stub():
    stub = f"<p>{PROSE.format(1)}</p><p>Subscribe to continue reading, or log in to your account.</p>"
    assert "paywalled" in read(page("The ferry", stub)).flags


@pytest.mark.parametrize("html", ["", "<html></html>", "<p></p>", "<script>x()</script>", "<img src=x alt='A ferry'>"])
def test_row_49_an_empty_page_is_no_article(html):
    reading = read(html)
    assert reading.flags == ("empty",)
    assert not_an_article(reading) == "no text was found on the page"
