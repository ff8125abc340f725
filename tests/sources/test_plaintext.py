"""Plain text and Markdown: the headline where there is one, the words, and nothing of the marks."""

import pytest

from archive.errors import InputError
from archive.sources import files, plaintext
from tests.sources.conftest import AT

HEADLINE = "Hundreds stop the depot eviction\n\nThe crowd came at six.\n\nIt stayed until noon."
SENTENCES = "The crowd came at six. It stayed until noon.\n\nNobody was hurt."


def read(body, media_type="text/plain"):
    return plaintext.read(
        files.of_bytes(body if isinstance(body, bytes) else body.encode(), media_type, "file:/x", AT, None)
    )


@pytest.mark.parametrize(
    ("body", "title", "origin", "first"),
    [
        (HEADLINE, "Hundreds stop the depot eviction", "file", "The crowd came at six."),
        (SENTENCES, "The crowd came at six", "first sentence", "The crowd came at six. It stayed until noon."),
        ("One line only", "One line only", "first sentence", "One line only"),
        ("\ufeff" + HEADLINE, "Hundreds stop the depot eviction", "file", "The crowd came at six."),
        (HEADLINE.encode("utf-16"), "Hundreds stop the depot eviction", "file", "The crowd came at six."),
        (HEADLINE.replace("\n", "\r\n"), "Hundreds stop the depot eviction", "file", "The crowd came at six."),
    ],
    ids=["headline", "sentence", "one line", "mark", "utf-16", "crlf"],
)
def test_the_headline_of_a_text(body, title, origin, first):
    found = read(body)
    assert (found.title, found.origin["title"], found.text.split("\n\n")[0]) == (title, origin, first)
    assert (found.published, found.outlet, found.authors) == (None, None, ())


def test_embed_debris_leaves_the_text_and_a_note():
    body = "The crowd came.\n\nLoading Tweet ...\nTweet not loading? See it directly on Twitter\n\nIt stayed."
    found = read(body)
    assert found.text == "The crowd came.\n\nIt stayed."
    assert [link.kind for link in found.links] == ["embed"]


def test_text_in_another_encoding_is_refused_with_the_remedy():
    with pytest.raises(InputError, match="iconv"):
        read("Café".encode("cp1252"))


MARKDOWN = """---
date: 2022-05-16
publication: Depot Bulletin
tags: [depot, eviction]
---
# The *depot* stays

The crowd [came](https://a.example/crowd) at **six**.

- first
- second
"""


def test_markdown_loses_its_marks_and_keeps_its_links():
    found = read(MARKDOWN, "text/markdown")
    assert (found.title, found.published, found.outlet, found.tags) == (
        "The depot stays",
        "2022-05-16",
        "Depot Bulletin",
        ("depot", "eviction"),
    )
    assert found.text == "The crowd came at six.\n\nfirst\n\nsecond"
    assert [link.url for link in found.links] == ["https://a.example/crowd"]


@pytest.mark.parametrize("front", ["---\n: : :\n---\n", "---\n- a\n---\n", "---\n!!python/object:os.system x\n---\n"])
def test_front_matter_that_is_none(front):
    assert read(front + "Words here.", "text/markdown").text.endswith("Words here.")
