"""What an archive has learnt of an outlet is put to use by the next run, and is never taken for an edit of the outlet."""

import hashlib
import json

import pytest

from archive import ingest
from archive.extract import Habits
from archive.extract.worker import Pool
from archive.model import Capture, Found
from archive.store import habits, shelf

AT = "2026-03-01T12:00:00Z"
HOST = "courier.example"
THINGS = ("depot", "ferry", "market", "school", "bridge")
PROMISE = "The harbour at seven, every morning, in your letter box and free of charge for all who live here."


def story(thing):
    return [
        f"Sentence {name} of the {thing} tells what the {thing} had never told anybody before." for name in "abcdefgh"
    ]


def fetched(thing, *, lines=None, count=12):
    lines = lines or story(thing)
    counter = f"At the harbour office {count} people have read this today."
    body = "".join(f"<p>{line}</p>" for line in [*lines[:4], PROMISE, *lines[4:], counter])
    html = f"<html lang=en><head><title>Story of the {thing}</title></head><body><article class=story><h1>Story of the {thing}</h1><div class=text>{body}</div></article></body></html>"
    url = f"https://{HOST}/{thing}"
    digest = hashlib.sha256(html.encode()).hexdigest()
    return Found(url, Capture(url, url, AT, "text/html", html.encode(), digest, "fetched", "feed:F", 200))


def run(store, items, **named):
    results = []
    ingest.add(store, items, None, told=results.append, **named)
    return [(result.outcome, result.version) for result in results]


@pytest.fixture
def known(store):
    """An archive of four articles of one outlet."""
    run(store, [fetched(thing) for thing in THINGS[:4]])
    return store


def paragraphs(store, article, version=None):
    return shelf.article(store.conn, article, version).version.reading.text.split("\n\n")


def test_the_first_run_learns_and_does_not_yet_use_it(known):
    learnt = Habits.of_data(habits.get(known.conn, HOST))
    assert len(learnt.samples) == 4
    assert all(PROMISE in paragraphs(known, article) for article in range(1, 5))


def test_the_next_run_reads_by_what_was_learnt(known):
    run(known, [fetched("bridge")])
    assert shelf.article(known.conn, 5).version.reading.origin["text"] == "habits"
    assert PROMISE not in paragraphs(known, 5)


def test_so_do_processes_of_their_own(known):
    with Pool(processes=1) as readers:
        run(known, [fetched("bridge")], readers=readers)
    assert PROMISE not in paragraphs(known, 5)


def test_of_pages_that_are_read_by_habits_a_few_are_learnt_from(known):
    things = [f"boat number {number}" for number in range(40)]
    run(known, [fetched(thing) for thing in things])
    keys = {sample["key"] for sample in habits.get(known.conn, HOST)["samples"]}
    newer = keys - {f"{HOST}/{thing}" for thing in THINGS}
    assert 0 < len(newer) < len(things) / 2


def test_reading_better_is_no_edit_by_the_outlet(known):
    lines = [*story("depot")[:-1], "The last sentence was written anew, and tells what nobody had asked about."]
    assert run(known, [fetched("depot", lines=lines)]) == [("changed", "2")]
    assert paragraphs(known, 1, "1.1") == story("depot")
    assert paragraphs(known, 1) == lines


def test_what_stands_on_every_page_makes_no_version(known):
    """A counter moves on, and the text stays."""
    again = [fetched(thing, count=900 + number) for number, thing in enumerate(THINGS[:4])]
    assert {outcome for outcome, _ in run(known, again)} == {"unchanged"}
    assert shelf.article(known.conn, 1).version.label == "1.1"


def test_habits_are_of_bounded_size(known):
    lines = {thing: [f"Line {n} of {thing} is as long as lines of a text are." for n in range(900)] for thing in THINGS}
    run(known, [fetched(thing, lines=lines[thing]) for thing in THINGS])
    assert all(len(sample["lines"]) <= 500 for sample in json.loads(habits.stored(known.conn, HOST))["samples"])


def test_damaged_evidence_of_the_earlier_capture_explains_nothing(known):
    for file in known.evidence_folder.iterdir():
        file.write_bytes(file.read_bytes()[:50])
    assert run(known, [fetched("depot", lines=story("library"))]) == [("changed", "2")]
