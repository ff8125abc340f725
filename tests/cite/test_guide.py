"""The guide to citing shows what the program prints."""

from __future__ import annotations

import hashlib

from archive import cite, text
from archive.model import Article, Kept, Reading, Version

WORDS = "The vans came at six.\n\nNobody had been told.\n\nAt ten past seven the clock stopped.\n\nThe bailiffs left at noon."
NAMES = {
    "apa": "APA, 7th edition",
    "mla": "MLA, 9th edition",
    "chicago": "Chicago, 17th edition, notes and bibliography",
    "harvard": "Harvard (Cite Them Right)",
    "oscola": "OSCOLA, 4th edition",
    "mhra": "MHRA, 3rd and 4th editions",
}


def example():
    read = Reading(
        title="Harbour crowd stops depot eviction", text=WORDS, authors=("Ines Marlowe", "Tomas Vale"),
        outlet="The Eastgate Courier", published="2025-03-14T18:40:00+01:00", language="en-GB",
    )  # fmt: skip
    version = Version(12, 2, 0, 1, "capture", text.sha256(WORDS), "", "", read)
    kept = Kept(1, None, None, "2025-03-14T19:02:11Z", "fetched", "", 200, "text/html", "", None, None)
    url = "https://eastgate-courier.example/news/2025/03/14/harbour-crowd-stops-depot-eviction.html"
    article = Article(12, version, "2", url, url, None, 21, "", "", kept, "inherit", None, None)
    return cite.of(
        article, base_url="https://archive.example", accessed="2026-11-22", archive="Harbour Archive", paragraphs=(4,)
    )


def shown():
    parts = []
    for style, name in NAMES.items():
        made = cite.STYLES[style](example())
        lines = "\n\n".join(f"> {cite.as_html(line)}" for line in (made.cited, made.listed))
        parts.append(f"**{name}** (`--style {style}`)\n\n{lines}\n")
    return "\n".join(parts)


def test_the_styles_in_the_guide_are_what_is_printed(root):
    guide = (root / "docs" / "citing.md").read_text()
    assert guide.split("<!-- styles -->\n")[1].split("<!-- /styles -->")[0] == shown()


def test_no_style_is_left_out():
    assert list(NAMES) == list(cite.STYLES)


def test_the_hash_is_that_of_the_text_file():
    assert example().text_sha256 == hashlib.sha256(WORDS.encode()).hexdigest()
