"""Where an outlet shows headline and byline is learnt from pages that state them, and asked on those that do not."""

import json

import pytest

from archive.extract import Habits, Reader, learn
from archive.extract.spots import Spots
from archive.page import Page

WRITERS = {"depot": "Mara Quill", "ferry": "Ines Harrow", "market": "Tom Ledger", "school": "Mara Quill"}


def story(thing):
    names = "abcdefgh"
    return "".join(f"<p>Sentence {name} of the {thing} tells what it had never told anybody.</p>" for name in names)


def page(thing, writer, *, stated=True, line="By {}", before="", titled=True):
    about = {"@type": "NewsArticle", "headline": f"News of the {thing}", "author": {"@type": "Person", "name": writer}}
    said = f'<script type="application/ld+json">{json.dumps(about)}</script>' if stated else ""
    title = f"<title>News of the {thing}</title>" if titled else ""
    html = f"""<html lang=en><head>{title}{said}</head><body><nav><a href=/>Home</a></nav>{before}
        <div class=opening-32><p class=kopfzeile>News of the {thing}</p><p><span>{line.format(writer)}</span></p></div>
        <div class=wer-schrieb>{line.format(writer)}</div><div class=story-text>{story(thing)}</div>
        <footer><p>The Harbour Gazette, its house and its owners</p></footer></body></html>"""
    return Page(html, f"https://gazette.example/{thing}")


@pytest.fixture(scope="module")
def known():
    return learn(page(thing, writer) for thing, writer in WRITERS.items())


def test_the_containers_that_hold_headline_and_byline_are_learnt(known):
    assert known.spots == Spots("p kopfzeile", "div wer-schrieb")
    assert Habits.of_data(json.loads(json.dumps(known.to_data()))).spots == known.spots


def test_a_byline_is_found_where_the_outlet_shows_it(known):
    silent = page("bridge", "Vera Stile", stated=False, line="{}")
    assert Reader().read(silent).authors == ()
    reading = Reader(habits=known).read(silent)
    assert (reading.authors, reading.origin["authors"]) == (("Vera Stile",), "habits")


def test_what_a_page_states_goes_before_where_bylines_stand(known):
    stated = page("bridge", "Vera Stile", before="<div class=wer-schrieb>Mara Quill</div>")
    assert Reader(habits=known).read(stated).authors == ("Vera Stile",)


def test_a_headline_is_found_where_the_outlet_shows_it(known):
    reading = Reader(habits=known).read(
        page("bridge", "Vera Stile", stated=False, titled=False, before="<h1>Harbour</h1>")
    )
    assert reading.title == "News of the bridge"


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([page(thing, writer) for thing, writer in list(WRITERS.items())[:2]], id="two articles"),
        pytest.param([page(thing, writer, stated=False) for thing, writer in WRITERS.items()], id="nothing is stated"),
        pytest.param(
            [page(thing, writer, before="<div class=wer-schrieb>Mail us</div>") for thing, writer in WRITERS.items()],
            id="something else of that name comes first",
        ),
        pytest.param(
            [
                Page(page(*one).html.replace("wer-schrieb", "作者").replace("opening-32", "2"), None)
                for one in WRITERS.items()
            ],
            id="names that no selector can ask for",
        ),
    ],
)
def test_no_byline_is_looked_for_where_none_was_seen_to_stand(pages):
    assert learn(pages).spots.byline == ""


def test_samples_of_an_older_archive_have_no_spots(known):
    data = known.to_data()
    for sample in data["samples"]:
        del sample["spots"]
    assert Habits.of_data(data).spots == Spots()
    assert Reader(habits=Habits.of_data(data)).read(page("bridge", "Vera Stile")).authors == ("Vera Stile",)
