"""Real pages, where they lie beside the project: none is turned away, and none repeats its title as text.

How well they are read is measured in benchmarks/extraction.py; here stand the floors that no change may fall through.
"""

import gzip
import json
from datetime import datetime

import pytest

from archive import text
from archive.extract import not_an_article, read_page
from archive.page import Page

# On so many pages the article stands in a script alone, where nothing here reads it.
UNREADABLE = 1


@pytest.fixture(scope="module")
def readings(shared):
    found = []
    for bench in ("aeb", "fundus", "fundus-eval"):
        for gold_file in sorted((shared / "pages" / bench).glob("*.gold.json")):
            gold = json.loads(gold_file.read_text())
            html = gzip.decompress((gold_file.parent / gold["html"]).read_bytes()).decode(errors="replace")
            found.append((gold, read_page(Page(html, gold["url"]))))
    return found


def share(hits):
    hits = list(hits)
    return sum(hits) / len(hits)


def test_no_article_is_turned_away(readings):
    refused = {gold["id"]: not_an_article(reading) for gold, reading in readings if not_an_article(reading)}
    assert len(refused) <= UNREADABLE, refused


def test_no_text_repeats_its_title(readings):
    for _, reading in readings:
        assert text.normal(reading.title or "") not in map(text.normal, text.paragraphs(reading.text) or ["?"])


def test_titles_authors_and_hours(readings):
    known = [(gold, reading) for gold, reading in readings if gold.get("title")]
    assert share(text.clean_line(gold["title"]) == reading.title for gold, reading in known) >= 0.80
    named = [(gold, reading) for gold, reading in known if gold["authors"]]
    assert (
        share(set(map(text.normal, gold["authors"])) == set(map(text.normal, r.authors)) for gold, r in named) >= 0.86
    )
    assert share(same_minute(gold["published"], reading.published) for gold, reading in known) >= 0.90


def same_minute(one, other):
    """Whether two dates state one minute; where one lacks its zone, the clocks are compared."""
    if not other or len(other) <= len("2015-06-22"):
        return False
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if first.tzinfo is None or second.tzinfo is None:
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return abs((first - second).total_seconds()) < 60
