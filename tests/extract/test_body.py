"""The text of a page: what is weighed, where one article ends, and when others are asked."""

import json

import pytest
import trafilatura

from archive import text
from archive.extract import read_page
from archive.extract.body import weighing
from archive.extract.body.weighing import Given
from archive.page import Page

URL = "https://gazette.example/news/ferry"


def story(thing, count=8):
    return [
        f"Sentence {name} of the {thing} tells what the {thing} had never told anybody before."
        for name in "abcdefghijk"[:count]
    ]


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def lines(body, head=""):
    reading = read_page(Page(f"<html><head>{head}</head><body>{body}</body></html>", URL))
    return text.paragraphs(reading.text), reading


def test_a_body_in_several_containers_is_joined():
    parts = [story("ferry"), story("pier"), story("harbour")]
    body = "<div class=ad>Advertisement</div>".join(f"<div class=body>{paragraphs(part)}</div>" for part in parts)
    found, _ = lines(f"<article><h1>The ferry</h1><div class=chunks>{body}</div></article>")
    assert found == [line for part in parts for line in part]


@pytest.mark.parametrize("headline", ["The market, in other words", "The ferry"])
def test_the_next_article_below_is_another(headline):
    article = (
        "<article class=story><header class=top><h1 class=headline>{}</h1></header><div class=body>{}</div></article>"
    )
    first = article.format("The ferry", paragraphs(story("ferry")))
    found, _ = lines(first + article.format(headline, paragraphs(story("market"))), "<title>The ferry</title>")
    assert found == story("ferry")


def test_headings_of_one_article_end_nothing():
    body = "".join(
        f"<h1>Part {n}</h1>{paragraphs(story(thing))}" for n, thing in enumerate(("ferry", "pier", "harbour"))
    )
    found, _ = lines(f"<article><div class=body>{body}</div></article>")
    assert set(story("harbour")) <= set(found)


def test_what_a_script_alone_holds_is_read():
    state = json.dumps(
        {"page": {"body": paragraphs(story("ferry")) + "<figure><figcaption>Photo: A. Quill</figcaption></figure>"}}
    )
    found, reading = lines(f"<div id=root></div><script>window.STATE = {state}</script>", "<title>The ferry</title>")
    assert found == story("ferry")
    assert reading.origin["text"] == "script"


def test_a_script_is_not_asked_where_text_is_in_sight():
    state = json.dumps({"body": paragraphs(story("market"))})
    found, reading = lines(
        f"<article><h1>The ferry</h1>{paragraphs(story('ferry'))}</article><script>x={state}</script>"
    )
    assert found == story("ferry")
    assert reading.origin["text"] == "markup"


def test_weights_are_numbers_with_names():
    weights = weighing.weights()
    assert set(weights) == {"alone", "placed", "witnessed"}
    for step in weights.values():
        assert "" in step
        assert all(isinstance(sign, str) and abs(weight) < 10 for sign, weight in step.items())
    assert weights["placed"]["first guess"] > 0
    assert weights["witnessed"]["given, long"] > 0


def test_a_witness_is_asked_for_lines_and_long_parts_of_them():
    given = Given(["The ferry left at ten.", "A long line of the text that goes on and on; and some more of it."])
    page = Page(
        paragraphs(["The ferry, left at TEN", "Long line of the text that goes on and on", "some more", "else"])
    )
    from archive.extract.body import blocks

    assert [given.has(block) for block in blocks.read(page.tree)] == [True, True, False, False]


def test_trafilatura_takes_what_it_is_given():
    """The witness relies on these arguments; a version without them is noticed here."""
    found = trafilatura.bare_extraction(
        Page(f"<article>{paragraphs(story('ferry'))}</article>").tree, include_comments=False, fast=True, url=None
    )
    assert story("ferry")[0] in found.text.split("\n")
