"""What kind of page it is: flags, and the sentence about a page that is no article."""

import tomllib
from pathlib import Path

import pytest

from archive.extract import not_an_article, read_page
from archive.extract.judge import NOT_ARTICLES
from archive.page import Page

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "extraction.toml").read_text())
PROSE = (
    "The ferry lay at its mooring for the whole winter and nobody could say when it would leave again, "
    "because the parts that its engine needed had last been made in the year when the pier was built. "
)


def prose(words):
    """So many paragraphs that they have at least this many words, no two alike."""
    count = len(PROSE.split())
    return "".join(f"<p>{number}. {PROSE}</p>" for number in range(-(-words // count)))


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: f"{case['title'][:40]} {case['flags']}")
def test_flags(case):
    html = f"""<html><head><title>{case["title"]}</title>{case.get("head", "")}</head>
        <body><main>{case["body"]}{prose(case.get("words", 0))}{case.get("after", "")}</main></body></html>"""
    reading = read_page(Page(html, case.get("url", "https://example.org/news/2025/ferry")))
    assert list(reading.flags) == case["flags"]
    assert bool(not_an_article(reading)) is bool(set(case["flags"]) & set(NOT_ARTICLES))
