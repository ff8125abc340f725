"""Words are found whatever marks they were copied with, and cited with the paragraph and the address that shows them."""

import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import text
from archive.cite import quotation
from archive.errors import NotFoundError
from archive.model import Article, Reading, Version

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "citations_quotes.toml").read_text())
WHOLE = text.clean(CASES["article"])


def article(whole=WHOLE):
    version = Version(12, 2, 0, None, "capture", text.sha256(whole), "", "", Reading(title="Quay", text=whole))
    return Article(12, version, "2", None, None, None, 2, "", "", None, "inherit", None, None)


def quoted(words=None, base_url="https://archive.example", **named):
    return quotation.quote(article(), words, base_url=base_url, accessed="2026-11-22", **named)


@pytest.mark.parametrize("case", CASES["quote"], ids=lambda case: case["words"][:30] or "nothing")
def test_where_words_stand(case):
    found = quotation.find(WHOLE, case["words"])
    assert ((found.text, [found.first, found.last]) if found else None) == (
        (case["text"], case["at"]) if "text" in case else None
    )


@given(st.data())
def test_any_stretch_of_a_text_is_found_in_it(data):
    whole = text.clean(data.draw(st.text(min_size=1)))
    start = data.draw(st.integers(0, len(whole)))
    words = whole[start : start + data.draw(st.integers(1, 40))]
    found = quotation.find(whole, words)
    assert found is not None or not words.strip(quotation._AROUND + " ") or "[" in words
    assert found is None or found.text.replace(" […] ", "") == "" or found.text.split(" […] ")[0] in whole


def test_a_quotation_carries_all_that_proves_it():
    one = quoted("We sat down")
    assert (one.text, one.paragraphs, one.version) == ("We sat down", (2,), "2")
    assert one.permalink == one.citation.permalink == "https://archive.example/article/12/v2#p2"
    assert one.marked == "https://archive.example/article/12/v2#p2:~:text=We%20sat%20down"
    assert one.text_sha256 == text.sha256(WHOLE)
    assert one.citation.paragraphs == (2,)


def test_over_two_paragraphs():
    one = quoted("had sung before. By noon")
    assert one.paragraphs == (2, 3)
    assert one.marked.endswith("#p2:~:text=had%20sung%20before.,By%20noon")


def test_a_long_quotation_is_marked_by_its_ends():
    words = " ".join(f"word{n}" for n in range(40))
    assert quotation.fragment(words) == (
        "text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"
    )


def test_what_means_something_in_a_fragment_is_encoded():
    assert quotation.fragment("a-b, c & d#") == "text=a%2Db%2C%20c%20%26%20d%23"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_a_fragment_decodes_to_words_of_the_text(words):
    for end in quotation.fragment(words).removeprefix("text=").split(","):
        assert "-" not in end
        assert unquote(end) in words.replace(quotation.OMISSION, "\n")


def test_within_a_paragraph():
    assert quoted("the quay", paragraphs=(3,)).paragraphs == (3,)
    with pytest.raises(NotFoundError, match=r"paragraph 1 of article 12 v2: “the quay”"):
        quoted("the quay", paragraphs=(1,))


def test_a_paragraph_whole_and_an_article_whole():
    assert quoted(paragraphs=(3,)).text == "By noon the quay was clear… The co-operative paid."
    assert quoted(paragraphs=(3,)).paragraphs == (3,)
    assert (quoted().paragraphs, quoted().marked, quoted().text) == ((), None, WHOLE)


def test_an_archive_without_an_address_marks_nothing():
    one = quoted("the quay", base_url=None)
    assert (one.permalink, one.marked) == ("pressmark:12/v2#p3", None)


def test_words_that_are_not_there():
    with pytest.raises(NotFoundError, match="these words are not in article 12 v2: “the second ferry”"):
        quoted("the second ferry")
