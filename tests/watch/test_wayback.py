"""The Wayback Machine, played by a site on loopback that speaks its formats."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from archive import ingest
from archive.errors import FetchError
from archive.model import Ref, Wanted
from archive.sources import wayback
from archive.store import identity, shelf
from archive.watch import Machine, Rescuer, copies_of, keep_copies
from tests.hostile.site import framed, html, to
from tests.watch.conftest import STORY, page, rss

LATER = [STORY[0].replace("Friday", "Sunday"), *STORY[1:]]
A = "http://courier.example/news/depot-closes-on-friday"
COPIES = [
    ("20190304050607", A, page("Depot closes on Friday")),
    ("20190305050607", A, page("Depot closes on Friday", LATER)),
    (
        "20190301000000",
        "http://courier.example/news/council-votes-again-today",
        page("Council votes again", STORY[::-1]),
    ),
    ("20190301000000", "http://courier.example/news/tag/depot/", page("Tagged")),
]
SERVICE = wayback.Service("http://machine.example/cdx", "http://machine.example/web/", "http://machine.example/save/")


@pytest.fixture
def machine(world):
    """Lists two copies at a time, gives them raw, and keeps what it was asked."""
    fields = ["timestamp", "original", "mimetype", "statuscode", "digest"]
    asked = []

    class Answers(dict):
        def get(self, place, otherwise=None):
            host, _, path = place.partition("/")
            if host == "machine.example" and path.startswith("cdx"):
                return listed(parse_qs(urlsplit(f"/{path}").query))
            return super().get(place, otherwise)

    def listed(query):
        asked.append(query)
        (url,) = query["url"]
        fitting = [
            [stamp, its, "text/html", "200", "D"]
            for stamp, its, _ in COPIES
            if (its.startswith(url) if query.get("matchType") == ["prefix"] else its == url)
            and query.get("from", ["0"])[0] <= stamp <= query.get("to", ["9"])[0] + "99"
        ]
        if "fastLatest" in query:
            return html(json.dumps([fields, *fitting[-1:]]))
        start = int(query.get("resumeKey", ["0"])[0])
        more = [[], [str(start + 2)]] if len(fitting) > start + 2 else []
        return html(json.dumps([fields, *fitting[start : start + 2], *more]))

    world.site.answers = Answers(world.site.answers)
    for stamp, url, body in COPIES:
        world.site.answers[f"machine.example/web/{stamp}id_/{url}"] = html(body, "x-archive-orig-server: nginx")
    world.listings = asked
    return world


def add(world, url):
    results = []
    with world.fetcher() as fetcher:
        rescuer = Rescuer(fetcher, Machine(fetcher, SERVICE), lambda url: identity.last_seen(world.store.conn, url))
        ingest.add(world.store, [Wanted(url, Ref(url, "person"))], rescuer, told=results.append)
    return results[0]


@pytest.mark.parametrize("status", [b"404", b"410", b"403"])
def test_a_page_that_is_gone_comes_as_it_last_was(machine, status):
    machine.site.answers[A.partition("://")[2]] = html("gone").replace(b"200", status)
    assert add(machine, A).outcome == "added"
    kept = shelf.article(machine.store.conn, 1).capture
    assert (kept.evidence, kept.captured_at) == ("wayback", "2019-03-05T05:06:07Z")
    assert kept.archived_url == f"http://machine.example/web/20190305050607/{A}"
    assert (kept.url, kept.status) == (A, 200)
    assert "Sunday" in shelf.article(machine.store.conn, 1).version.reading.text


def test_a_page_that_is_there_comes_from_there(machine):
    machine.site.answers[A.partition("://")[2]] = html(page("Depot closes on Friday"))
    assert add(machine, A).outcome == "added"
    assert shelf.article(machine.store.conn, 1).capture.evidence == "fetched"
    assert machine.listings == []


def test_a_page_that_nobody_has_stays_gone(machine):
    assert add(machine, "http://courier.example/unknown").why == "gone"


def test_what_robots_may_not_read_is_not_fetched_behind_their_back(machine):
    machine.site.answers["courier.example/robots.txt"] = framed(b"User-agent: *\nDisallow: /\n")
    assert add(machine, A).why == "robots"
    assert machine.listings == []


def test_a_host_without_a_name_is_looked_for(machine):
    class NoName:
        def __init__(self, fetcher):
            self._fetcher = fetcher

        def get(self, ref, validators=None):
            if "machine.example" not in ref.url:
                raise FetchError("dns", "the name is not known")
            return self._fetcher.get(ref, validators)

    with machine.fetcher() as fetcher:
        found = Rescuer(NoName(fetcher), Machine(fetcher, SERVICE), lambda _url: None).get(Ref(A, "person"))
    assert found.evidence == "wayback"


def test_a_copy_older_than_what_is_held_is_no_news(machine):
    machine.site.answers[A.partition("://")[2]] = html(page("Depot closes on Friday", STORY[:2]))
    add(machine, A)
    del machine.site.answers[A.partition("://")[2]]
    assert add(machine, A).outcome == "rejected"
    assert machine.count("versions") == 0


def test_an_outlets_past_is_collected_part_by_part(machine):
    machine.source("http://courier.example/news/", "wayback", since="2019-03", until="2019-03")
    done = machine.collect(service=SERVICE)
    assert [query.get("resumeKey") for query in machine.listings] == [None, ["2"]]
    assert sorted(done.outcomes().values()) == ["added", "added", "changed"]
    first = shelf.article(machine.store.conn, 1, "1")
    assert {row[0] for row in machine.store.conn.execute("SELECT evidence FROM captures")} == {"wayback"}
    assert shelf.article(machine.store.conn, first.id).latest == "2"
    assert "Sunday" in shelf.article(machine.store.conn, first.id).version.reading.text
    assert [version.first_seen for version in shelf.versions(machine.store.conn, first.id)] == [
        "2019-03-05T05:06:07Z", "2019-03-04T05:06:07Z",
    ]  # fmt: skip
    again = machine.collect(service=SERVICE, at="2027-01-01T00:00:00Z", again=True)
    assert again.results == {}
    assert len(machine.listings) == 2


def test_a_listing_goes_on_where_it_was(machine, monkeypatch):
    machine.source("http://courier.example/news/", "wayback")
    first = machine.collect(service=SERVICE, stop_after=1)
    assert len(machine.listings) == 1
    assert not first.results
    machine.collect(service=SERVICE)
    assert [query.get("resumeKey") for query in machine.listings] == [None, ["2"]]
    assert machine.count("articles") == 2


def test_older_copies_of_a_page_that_is_held_are_told_and_not_fetched(machine):
    machine.site.answers["courier.example/feed"] = html(rss(A))
    machine.site.answers[A.partition("://")[2]] = html(page("Depot closes on Friday", STORY[:2]))
    machine.source("http://courier.example/feed")
    machine.collect()
    machine.source(A, "wayback")
    done = machine.collect(service=SERVICE)
    assert {result.outcome for result in done.results.values()} == {"skipped"}
    assert all("as it was on 2026-03-01" in result.reason for result in done.results.values())
    assert machine.count("versions") == 0


def test_what_would_be_collected(machine):
    with machine.fetcher() as fetcher:
        found = copies_of("http://courier.example/news/", Machine(fetcher, SERVICE), "2019", None)
    assert (found.kind, len(found.named.pages), len(found.named.further)) == ("wayback", 2, 1)


@pytest.mark.parametrize(
    "answer",
    [
        {"save/" + A: to(f"/web/20260301120000/{A}"), f"web/20260301120000/{A}": html("copy")},
        {"save/" + A: html("", f"Content-Location: /web/20260301120000/{A}")},
        {
            "save/" + A: html('{"job_id": "spn2-0123456789"}'),
            "save/status/spn2-0123456789": html(
                json.dumps({"status": "success", "timestamp": "20260301120000", "original_url": A})
            ),
        },
    ],
    ids=["redirect", "header", "job"],
)
def test_asking_for_a_copy(machine, answer):
    machine.site.answers[A.partition("://")[2]] = html(page("Depot closes on Friday"))
    machine.site.answers.update({f"machine.example/{path}": one for path, one in answer.items()})
    result = add(machine, A)
    with machine.fetcher() as fetcher:
        (note,) = keep_copies(
            machine.store, Machine(fetcher, SERVICE), [(result.article, A)], sleep=lambda _seconds: None
        )
    lies = f"http://machine.example/web/20260301120000/{A}"
    assert note.text == f"copied to {lies}"
    kept = shelf.article(machine.store.conn, result.article).capture
    assert kept.archived_url == lies
    assert kept == replace(kept, evidence="fetched")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (html("Sorry"), "has not said where"),
        (html("{}").replace(b"200", b"429"), "has not said where"),
        (b"", "made no copy"),
    ],
)
def test_a_copy_that_was_not_made_is_told(machine, answer, words):
    machine.site.answers[f"machine.example/save/{A}"] = answer
    with machine.fetcher() as fetcher:
        (note,) = keep_copies(machine.store, Machine(fetcher, SERVICE), [(1, A)], sleep=lambda _seconds: None)
    assert words in note.text
