"""A page that is pared down says what the whole page says, and is pared down only where it looks as usual."""

import json
from dataclasses import replace

import pytest

from archive import text
from archive.extract import Habits, Reader, embedded, judge, learn, metadata, pared
from archive.page import Page

THINGS = ("depot", "ferry", "market", "school", "library")
IN_MARKUP = """<div class=byline>By <a rel=author href=/people/ann>Ann Marlow</a></div>
    <header class=top><time class=published datetime=2025-03-14T06:30:00Z>14 March</time></header>"""
IN_JSON = """<script type="application/LD+json">{"@type": "NewsArticle", "headline": "News of the depot &amp; more",
    "author": {"name": "Ann Marlow"}, "datePublished": "2025-03-14T06:30:00Z", "dateModified": "2025-03-15"}</script>"""


def page(thing="bridge", *, about=IN_JSON, inside="", beside="", holder="story text-7", number=7):
    lines = "".join(
        f"<p>Sentence {name} of the {thing} tells what the {thing} had never told anybody before.</p>"
        for name in "abcdefghi"
    )
    html = f"""<!doctype html><html lang=en-GB><head><title>News of the {thing} | The Harbour Gazette</title>
        <meta name=description content="What the {thing} said to all of us"><meta property=og:type content=article>
        <link rel=canonical href=/{thing}>{about if "<script" in about else ""}</head>
        <body class=page><nav><a href=/>The Harbour Gazette</a><a href=/authors/>Authors</a></nav>
        <article id=post-{number}><h1>News of the <i>{thing}</i></h1>{about if "<script" not in about else ""}
        <div class="{holder}">{lines}{inside}</div>{beside}</article>
        <footer><a href=/else>A line that leads to another page</a></footer></body></html>"""
    return Page(html, f"https://gazette.example/{thing}")


def tweet(number):
    return f'<blockquote class="twitter-tweet"><p>Ships!</p><a href="https://twitter.com/a/status/{number}">x</a></blockquote>'


@pytest.fixture(scope="module")
def known():
    return learn(page(thing, number=number) for number, thing in enumerate(THINGS))


USUAL = {
    "all in JSON-LD": page(),
    "byline and time in the markup": page(about=IN_MARKUP),
    "a byline that is only written": page(about="<p>By Ann Marlow</p>"),
    "a link to an author's page": page(about="<p><a href=/authors/ann>Ann Marlow</a></p>"),
    "a link to an author's page in a long box": page(
        about=f"<p><a href=/authors/ann>Ann Marlow</a> {'said so. ' * 20}</p>"
    ),
    "a time beside the headline": page(about="<div><time datetime=2025-03-14T06:30>14 March</time></div>"),
    "a date that is only written": page(about="<div class=date>14 March 2025</div>"),
    "nobody and no date": page(about=""),
    "a standfirst in the markup": page(about="<p class=standfirst>What the bridge said to all of us</p>"),
    "an embed in the text": page(inside=tweet(1)),
    "embeds before and behind it": page(
        about=IN_MARKUP + tweet(1), beside=tweet(2) + "<iframe src=//youtu.be/a></iframe>"
    ),
    "a table": page(inside="<table><tr><td>Ships<td>Seventeen of them</table>"),
    "a table with its rows in a group": page(inside="<table><tbody><tr><td>Ships<td>Seventeen</tbody></table>"),
    "a line that is a link": page(inside="<p><a href=/else>A line that leads to another page</a></p>"),
    "a publisher in microdata": page(beside="<b itemprop=publisher><i itemprop=name>The Gazette of Harbours</i></b>"),
    "a number in the name": page(holder="story text-19"),
    "a second headline": page(beside="<section><h1>Another headline &lt;here&gt;</h1></section>"),
}
STRANGE = {
    "another container": page(holder="redesigned"),
    "new prose beside the text": page(beside="<section class=new><p>One.</p><p>Two.</p><p>Three.</p></section>"),
    "a container of many": page(beside='<div class="story text-2"><p>x</p></div>' * 20),
    "a byte that parsers take for the end": page(inside="<p>Fer\0ry</p>"),
    "many headlines": page(beside="<h1>x</h1>" * 500),
    "deep": page(beside="<div>" * 60_000),
    "deep around the text": Page("<div>" * 150 + page().html, "https://gazette.example/bridge"),
}


@pytest.mark.parametrize("usual", USUAL.values(), ids=USUAL)
def test_the_part_says_what_the_whole_says(known, usual, monkeypatch):
    short = Reader(habits=known).read(Page(usual.html, usual.url))
    assert short.origin["text"] == "habits"
    monkeypatch.setattr(pared, "of", lambda *_: None)
    assert Reader(habits=known).read(Page(usual.html, usual.url)) == short


@pytest.mark.parametrize("usual", USUAL.values(), ids=USUAL)
def test_whatever_is_asked_for_is_answered_as_by_the_whole(known, usual):
    part, whole = pared.of(usual, known), Page(usual.html, usual.url)
    assert part is not None
    assert metadata.read(part) == metadata.read(whole)
    assert embedded.read(part) == embedded.read(whole)
    assert (part.jsonld, part.links, part.named) == (whole.jsonld, whole.links, whole.named)
    for css in ("h2 a, h3 a", "article time", "nav a", "[itemprop~=name]", "footer", "p", "h1 ~ * time", "body.page"):
        assert part.texts(css) == whole.texts(css)


def test_the_whole_is_only_parsed_when_its_tree_is_walked(known):
    usual = Page(page().html, page().url)
    Reader(habits=known).read(usual)
    assert "tree" not in vars(usual)
    part = pared.of(usual, known)
    assert part is not None
    assert part.tree is usual.tree


def test_a_block_of_a_make_that_no_page_had_is_read_in_the_whole_page(known):
    strange = page(inside="<dl><dd>Ships and boats</dl>")
    assert Reader(habits=known).read(strange).origin["text"] == "habits"
    assert "tree" in vars(strange)


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_a_page_that_looks_otherwise_is_not_pared(known, strange):
    assert pared.of(strange, known) is None


def test_a_page_of_an_outlet_that_is_hardly_known_is_not_pared(known):
    assert pared.of(page(), Habits(known.samples[:2])) is None
    assert pared.of(page(), Habits(tuple(replace(one, core="div") for one in known.samples))) is None


def test_a_page_with_hundreds_of_thousands_of_attributes_is_read(known):
    bomb = page(beside="<p " + " ".join(f"a{number}=1" for number in range(60_000)) + ">x</p>", about=IN_MARKUP)
    assert Reader(habits=known).read(bomb).title == "News of the bridge"


def test_a_wall_is_no_article_though_its_container_is_the_usual(known):
    wall = Page('<h1>Page not found</h1><div class="story text-3"><p>Gone.</p></div>', "https://gazette.example/gone")
    assert judge.not_an_article(Reader(habits=known).read(wall))


def test_no_control_character_gets_in(known):
    reading = Reader(habits=known).read(
        page(inside="<p>The fer\x01ry&#11;lay at its &#xFFFE;mooring for all of the winter.</p>")
    )
    assert reading.text == text.clean(reading.text)
    assert json.loads(json.dumps(reading.text)) == reading.text
