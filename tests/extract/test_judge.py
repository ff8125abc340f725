"""What kind of page it is: flags, and the sentence about a page that is no article."""

import tomllib
from pathlib import Path

import pytest

from archive.extract import not_an_article, read_page
from archive.extract.judge import NOT_ARTICLES
from archive.page import Page

FILES = [Path(__file__).parents[1] / "cases" / name for name in ("extraction.toml", "kinds_of_pages.toml")]
CASES = [case for file in FILES for case in tomllib.loads(file.read_text())["page"]]
PROSE = (
    "The ferry lay at its mooring for the whole winter and nobody could say when it would leave again, "
    "because the parts that its engine needed had last been made in the year when the pier was built. "
)


def prose(words):
    """So many paragraphs that they have at least this many words, no two alike."""
    count = len(PROSE.split())
    return "".join(f"<p>{number}. {PROSE}</p>" for number in range(-(-words // count)))


def teasers(count):
    """So many headlines that lead elsewhere, with a sentence each."""
    return "".join(
        f"<h3><a href='/a{n}'>Headline number {n} about the ferry</a></h3><p>It says little, {n}.</p>"
        for n in range(count)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['title'][:40]} {case['flags']}")
def test_flags(case):
    html = f"""<html><head><title>{case["title"]}</title>{case.get("head", "")}</head>
        <body><main>{case["body"]}{prose(case.get("words", 0))}
        {case.get("after", "")}{teasers(case.get("teasers", 0))}</main></body></html>"""
    reading = read_page(Page(html, case.get("url", "https://example.org/news/2025/ferry")))
    assert list(reading.flags) == case["flags"]
    assert bool(not_an_article(reading)) is bool(set(case["flags"]) & set(NOT_ARTICLES))
