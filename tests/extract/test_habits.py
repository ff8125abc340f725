"""Habits of an outlet: learnt from different articles, plain data of bounded size, and put to use on the next page."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import text
from archive.extract import Habits, Reader, habits, learn
from archive.extract.body import containers
from archive.page import Page

THINGS = ("depot", "ferry", "market", "school", "library", "bridge")
PROMISE = "The harbour at seven, every morning, in your letter box and free of charge for all who live here."


def story(thing, count=9):
    return [
        f"Sentence {name} of the {thing} tells what the {thing} had never told anybody before."
        for name in "abcdefghijk"[:count]
    ]


def page(thing, *, lines=None, extra="", beside="", holder="story-text", number=7):
    body = "".join(f"<p>{line}</p>" for line in lines or [*story(thing)[:4], PROMISE, *story(thing)[4:]])
    html = f"""<html lang=en><head><title>News of the {thing}</title></head><body><nav><a href=/>Home</a></nav>
        <article id=post-{number}><h1>News of the {thing}</h1><div class="{holder}">{body}{extra}</div>{beside}
        <div class=box><p class=hint>Ring the harbour office about the {thing}, at any hour, and ask for nobody.</p></div>
        </article></body></html>"""
    return Page(html, f"https://gazette.example/{thing}")


@pytest.fixture(scope="module")
def known():
    return learn(page(thing, number=number) for number, thing in enumerate(THINGS[:5]))


def lines(reading):
    return text.paragraphs(reading.text)


def test_what_stands_in_every_article_is_no_part_of_one(known):
    assert PROMISE in lines(Reader().read(page("bridge")))
    reading = Reader(habits=known).read(page("bridge"))
    assert lines(reading) == story("bridge")
    assert reading.origin["text"] == "habits"


def test_versions_and_copies_of_one_article_are_no_habit():
    same = page("depot")
    edited = page("depot", lines=[*story("depot"), "And a sentence more."])
    copy = Page(same.html, "https://gazette.example/copy-of-depot")
    once = learn([same, edited, copy])
    assert len(once.samples) == 1
    assert lines(Reader(habits=once).read(edited))[:9] == story("depot")


@pytest.mark.parametrize(
    "strange",
    [
        page("bridge", holder="redesigned"),
        page("bridge", lines=story("bridge", 2)),
        page("bridge", extra="".join(f"<blockquote><div>{line}</div></blockquote>" for line in story("port"))),
        page(
            "bridge",
            beside="<section class=part-two>" + "".join(f"<p>{line}</p>" for line in story("port")) + "</section>",
        ),
    ],
    ids=["another container", "hardly any text", "blocks of an unknown make", "prose beside the text"],
)
def test_a_page_that_looks_otherwise_is_weighed(known, strange):
    assert Reader(habits=known).read(strange).origin["text"] != "habits"


def test_no_prose_is_lost_where_a_page_goes_on_elsewhere(known):
    reading = Reader(habits=known).read(
        page(
            "bridge",
            beside="<section class=part-two>" + "".join(f"<p>{line}</p>" for line in story("port")) + "</section>",
        )
    )
    assert set(story("bridge")) <= set(lines(reading))


def test_an_outlet_known_by_two_articles_is_weighed():
    few = learn(page(thing) for thing in THINGS[:2])
    assert Reader(habits=few).read(page("bridge")).origin["text"] == "markup"


def test_habits_are_plain_data(known):
    again = Habits.of_data(json.loads(json.dumps(known.to_data())))
    assert again == known
    assert Habits.of_data(None) == Habits()


def test_learning_grows_a_page_at_a_time(known):
    grown = Habits()
    for number, thing in enumerate(THINGS[:5]):
        grown = learn([page(thing, number=number)], grown)
    assert grown == known


def test_the_oldest_sample_makes_room():
    many = Habits()
    for number in range(habits.MAX_SAMPLES + 3):
        many = many.with_samples([habits.Sample(f"gazette.example/{number}", lines=(number,))])
    assert [one.lines for one in many.samples] == [(number,) for number in range(3, habits.MAX_SAMPLES + 3)]


def test_a_page_of_thousands_of_lines_is_a_small_sample():
    body = "".join(
        f"<p class=c{number}>Line number {'x' * (number % 40)} of a page that has no end at all.</p>"
        for number in range(4000)
    )
    one = habits.sample(Page(f"<h1>Long</h1>{body}", "https://gazette.example/long"))
    assert len(json.dumps(Habits((one,)).to_data())) < 60_000


def test_numbers_do_not_tell_lines_or_containers_apart(known):
    assert habits.hashed("3 min read") == habits.hashed("12  Min read")
    assert containers.name("div", "post-17 wide") == containers.name("div", "post-4 wide")
    assert containers.name("h2", "") != containers.name("h3", "")
    assert known.core == "div story-text"


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_page_gives_habits_that_any_page_is_read_by(pieces):
    html = "".join(f"<p class='{piece[:5]}'>{piece}</p>" for piece in pieces)
    learnt = learn(Page(f"{html}{number}", f"https://a.example/{number}") for number in range(3))
    assert Habits.of_data(json.loads(json.dumps(learnt.to_data()))) == learnt
    Reader(habits=learnt).read(html, "https://a.example/x")
