"""A page as blocks, what sites call its parts, and text that stands in scripts alone."""

import json

import pytest

from archive.extract.body import blocks, kinds, scripts
from archive.page import Page

BLOCKS = {
    "paragraphs, and text beside them": ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
    "a break of a line": ("<p>One<br>two<br><br>three</p>", ["One", "two", "three"]),
    "what stands in a line": ("<p>One <b>two</b><i> three</i><a href=/x>, four</a></p>", ["One two three, four"]),
    "a link around paragraphs": ("<a href=/x><p>One</p><p>two</p></a>", ["One", "two"]),
    "items": ("<ul><li>One</li><li><p>two</p><p>three</p></li></ul>", ["- One", "- two", "three"]),
    "a row": ("<table><tr><td>One<td>two<tr><td>three<td>four</table>", ["One | two", "three | four"]),
    "a table that lays out a page": ("<table><tr><td><p>One</p><p>two</p><td>three</table>", ["One", "two", "three"]),
    "scripts and controls": ("<p>One<script>x</script></p><select><option>y</select><style>z</style>", ["One"]),
    "readers' comments": ("<p>One</p><div class='comments-area'><p>I say</p></div>two", ["One", "two"]),
    "spaces": ("<p> One\n\ttwo\u00a0 </p><p>\u00a0</p>", ["One two"]),
    "words for screen readers": (
        "<p><a href=/x>One<span class='a sr-only'>, opens new tab</span></a> two</p>",
        ["One two"],
    ),
    "and by style": ("<p>One<span style='clip: rect(0 0 0 0); width: 1px'> new tab</span> two</p>", ["One two"]),
    "other spans": ("<p>One<span class=readers> and</span> two</p>", ["One and two"]),
    "nothing": ("", []),
}


def read(body):
    return blocks.read(Page(f"<html><body>{body}</body></html>").tree)


@pytest.mark.parametrize(("body", "lines"), BLOCKS.values(), ids=BLOCKS)
def test_a_page_is_cut_into_blocks(body, lines):
    assert [block.line for block in read(body)] == lines


def test_a_block_knows_how_much_of_it_is_linked_and_bold():
    (block,) = read("<p>abcd<a href=/x>efgh</a><b>ijkl</b></p>")
    assert (round(block.linked, 2), round(block.bold, 2)) == (0.33, 0.33)


def test_the_first_block_behind_a_picture_knows_it():
    found = read("<p>One</p><figure><img src=a.jpg><figcaption>two<br>three</figcaption></figure><p>four</p>")
    assert [block.pictured for block in found] == [False, True, False, False]


def test_a_block_knows_what_it_lies_in():
    (block,) = read("<main class=site><article id=story-3><div class=articleBody style='display: none'><p>x</article>")
    assert block.container.around.tags == {"main", "article", "div", "p"}
    assert {"article"} <= block.container.around.kinds
    assert block.container.around.is_hidden
    assert block.container.around.article.names == " story-3"


def test_an_article_is_not_in_the_header_that_was_left_open():
    (block,) = read("<header><nav><button><main><article><p>x</article></main>")
    assert not {"header", "nav", "button"} & block.container.around.tags


def test_a_page_without_end_is_cut_off():
    assert len(read("<p>x" * (blocks.MAX_BLOCKS + 50))) == blocks.MAX_BLOCKS


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("articleBody", "article"),
        ("c-story__caption-text", "caption"),
        ("NewsletterSignup", "subscription"),
        ("related_links", "related"),
        ("premiumContent", "paywall"),
    ],
)
def test_names_speak_of_kinds(names, kind):
    assert kind in kinds.of(names)


@pytest.mark.parametrize("names", ["comments", "post comment-list", " disqus_thread", "x Comments-Area", "comment-17"])
def test_readers_comments_are_known_by_name(names):
    assert kinds.is_comments(names)


@pytest.mark.parametrize("names", ["has-comments-on", "commentary", "comment-is-free-article", "recommended"])
def test_what_is_only_called_like_comments_is_none(names):
    assert not kinds.is_comments(names)


STORY = "".join(f"<p>Paragraph {n} of a story that stands in a script alone, at some length.</p>" for n in range(5))
STATES = {
    "json": f'<script type="application/json">{json.dumps({"page": {"body": STORY}})}</script>',
    "an assignment": f"<script>window.STATE = {json.dumps({'page': [1, {'html': STORY}]})};</script>",
    "json in a string": f"<script>push([1, {json.dumps(json.dumps({'a': json.dumps({'b': STORY})}))}])</script>",
}


@pytest.mark.parametrize("script", STATES.values(), ids=STATES)
def test_an_article_in_the_state_of_a_page_is_found(script):
    assert scripts.article(Page(f"<html><body>{script}</body></html>")) == STORY


def test_an_article_in_json_ld_is_found():
    told = {"@type": "NewsArticle", "articleBody": "\n\n".join(["A paragraph of some length & more."] * 12)}
    found = scripts.article(Page(f'<script type="application/ld+json">{json.dumps(told)}</script>'))
    assert found.startswith("<p>A paragraph of some length &amp; more.</p>")


@pytest.mark.parametrize("script", ["", '"' * 5000, '{"a": "' + "x" * 500 + '"}', '"\\ud800' + "<p>x</p>" * 50 + '"'])
def test_other_scripts_hold_none(script):
    page = Page(f"<script>{script}</script>")
    assert "ud800" in script or scripts.article(page) == ""
