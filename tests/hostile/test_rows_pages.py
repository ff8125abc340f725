"""Threats 23 to 34, each test named by its row: pages that are none, pages that cost minutes, and odd encodings.

Those that cost minutes go through the processes that read, with a deadline of two seconds instead of fifteen: what is
asserted is that each comes to an end that has a word, and that the page beside it is read.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import charsets, text
from archive.extract import not_an_article, read_page
from archive.extract.worker import Job, Pool
from archive.model import Capture
from archive.page import Page
from tests.hostile.site import STORY

HEAD = "<!doctype html><html lang=en><title>The depot closes</title>"
ARTICLE = f"{HEAD}<article><h1>The depot closes</h1>{STORY}</article>"


def fetched(body, media_type="text/html"):
    body = body.encode() if isinstance(body, str) else body
    return Capture("http://a.example/1", None, "2026-03-01T12:00:00Z", media_type, body, "0" * 64, "fetched", "x", 200)


@pytest.fixture(scope="module")
def readers():
    with Pool(processes=1, seconds=2.0) as opened:
        yield opened


@pytest.fixture
def beside(readers):
    """What became of a page that was read beside a good one."""

    def beside(body):
        found = list(readers.read([Job(0, fetched(body)), Job(1, fetched(ARTICLE))]))
        assert found[1].reading.title == "The depot closes"
        return found[0]

    return beside


@pytest.mark.parametrize(
    "body",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF", b"GIF89a\1\0\1\0", b"PK\3\4\x14\0\0\0", b'{"a": [1, 2]}', bytes(range(256))],
    ids=["png", "jpeg", "gif", "zip", "json", "noise"],
)  # fmt: skip
def test_row_23_what_is_called_a_page_and_is_none(beside, body):
    read = beside(body)
    assert (read.reading, read.why) == (None, "unreadable")
    assert "not a page" in read.refused


def test_row_23_a_document_that_is_called_a_page(beside):
    assert beside(b"%PDF-1.7\n\1\2").reading.flags == ("no_text",)


@pytest.mark.parametrize(
    "body",
    ["<div>" * 5_000 + STORY, "<div>" * 200_000, "<b>" * 50_000 + "x", "<p><ul><li>" * 50_000],
    ids=["5k div", "200k div", "50k b", "150k of three kinds"],
)
def test_row_24_thousands_in_one_another(beside, body):
    read = beside(body)
    assert read.why in {"ok", "too slow", "too big"}
    assert read.reading is None or not_an_article(read.reading)


def test_row_25_tables_in_tables(beside):
    assert beside(HEAD + "<table><tr><td>" * 2_000 + STORY).why in {"ok", "too slow", "too big"}


def test_row_26_more_paragraphs_than_any_article(beside):
    """Two and a half megabytes take more than ten seconds: refused, and told why."""
    read = beside(
        HEAD + "".join(f"<p>Paragraph {number} has words of its own, {number * 7}.</p>" for number in range(50_000))
    )
    assert (read.reading, read.why) == (None, "too slow")
    assert read.refused == "reading it took more than 2 seconds, and no article does"


def test_row_27_more_attributes_than_any_tag(beside):
    """Without the guard in `archive.page` it takes two minutes; with it, none."""
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    read = beside(f"{HEAD}<article {attributes}><h1>The depot closes</h1>{STORY}</article>")
    assert (read.why, read.reading.title) == ("ok", "The depot closes")


def test_row_28_deep_json_ld(beside):
    for deep in ("[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000):
        read = beside(f'{HEAD}<script type="application/ld+json">{deep}</script><article>{STORY}</article>')
        assert "The council met on Monday" in read.reading.text


ODD = st.characters(categories=["Cc", "Cs", "Cf", "Co", "Cn"])


@given(st.lists(st.one_of(ODD, st.just("word ")), max_size=60).map("".join))
def test_row_29_what_is_stored_is_text(odd):
    """UTF-8, and no control characters but line breaks, whatever a page holds."""
    for html in (f"<h1>{odd}</h1>{STORY}<p>{odd}", f"{STORY}<p>{''.join(f'&#{ord(character)};' for character in odd)}"):
        reading = read_page(Page(html))
        for words in (reading.title or "", reading.text):
            words.encode()
            assert words == text.clean(words)
            assert not [character for character in words if character < " " and character != "\n"]


WORDS = "Zoë’s café — 20 €, „so“"


def test_row_30_windows_bytes_that_say_they_are_utf_8():
    assert charsets.decode(WORDS.encode("cp1252"), "text/html; charset=utf-8") == WORDS
    assert charsets.decode("Zoë’s".encode("latin-1", "ignore"), "text/html; charset=utf-8") == "Zoës"


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "ISO_8859-1", "us-ascii", "ansi_x3.4-1968", "cp819", "l1"])
def test_row_31_what_is_called_latin_1_is_windows_1252(label):
    assert charsets.decode(WORDS.encode("cp1252"), f"text/html; charset={label}") == WORDS
    assert charsets.decode(f'<meta charset="{label}">'.encode() + WORDS.encode("cp1252")).endswith(WORDS)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_row_32_a_mark_goes_before_all_that_is_said(encoding):
    page = f'<meta charset="windows-1251">{WORDS}'
    assert charsets.decode(page.encode(encoding), "text/html; charset=iso-8859-1") == page


def test_row_33_the_header_goes_before_the_page():
    page = f'<meta charset="windows-1251">{WORDS}'
    assert charsets.decode(page.encode(), "text/html; charset=utf-8") == page
    assert charsets.decode('<meta charset="windows-1251">Трамвай'.encode("cp1251"), "text/html").endswith("Трамвай")


def test_row_34_entities_of_a_page_are_not_looked_up(beside, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret word")
    for declared in (f'<!ENTITY x SYSTEM "file://{secret}">', f'<!ENTITY % x SYSTEM "file://{secret}"> %x;'):
        for start in ("", "<?xml version='1.0'?>"):
            page = f"{start}<!DOCTYPE html [{declared}]><html lang=en><title>&x;</title><article>{STORY}<p>&x;</article></html>"
            read = beside(page)
            assert "secret word" not in f"{read.reading}"
