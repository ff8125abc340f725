"""Reading again: what reads otherwise is a version marked as such, and nothing that was said or cited is lost."""

import hashlib

import pytest

from archive import ingest
from archive.errors import InputError, NotFoundError
from archive.extract import Habits, read_capture
from archive.model import Capture, Given, Ref, Wanted
from archive.reread import Reread, reread
from archive.store import articles, habits, shelf

AT = "2026-03-01T12:00:00Z"
HOST = "courier.example"
NEWSLETTER = "The harbour at seven, every morning, in your letter box and free of charge for all who live here."


def page(number):
    thing = ["depot", "ferry", "market", "school"][int(number) - 1]
    story = [
        f"Sentence {name} of the {thing} tells what the {thing} had never told anybody before." for name in "abcdefgh"
    ]
    body = "".join(f"<p>{line}</p>" for line in [*story[:4], NEWSLETTER, *story[4:]])
    return f"<html lang=en><head><title>Story of the {thing}</title></head><body><nav><a href=/>Home</a></nav><article class=story><h1>Story of the {thing}</h1><div class=text>{body}</div></article></body></html>"


class Web:
    def get(self, ref):
        body = page(ref.url.rpartition("/")[2]).encode()
        digest = hashlib.sha256(body).hexdigest()
        return Capture(ref.url, ref.url, AT, "text/html", body, digest, "fetched", ref.source, 200)


@pytest.fixture
def archive(store):
    """Four articles of one outlet, as an older extractor had read them: their second half was lost."""
    addresses = [f"https://{HOST}/{number}" for number in range(1, 5)]
    ingest.add(store, [Wanted(one, Ref(one, "person"), Given()) for one in addresses], fetcher=Web())
    with store.transaction() as conn:
        conn.execute("UPDATE articles SET text = 'An older extractor found this alone.', text_sha256 = 'old'")
    return store


def read(capture, known):
    return read_capture(capture, lambda _url: None, known)


def test_what_reads_otherwise_is_a_version_marked_as_such(archive):
    told = []
    report = reread(archive, read, told=told.append)
    assert told == [Reread(number, "changed", "1.1") for number in range(1, 5)]
    assert (report.counts["changed"], report.hosts) == (4, 1)
    article = shelf.article(archive.conn, 1)
    assert "Sentence h of the depot" in article.version.reading.text
    assert (article.version.cause, article.version.number) == ("reread", 1)
    assert shelf.article(archive.conn, 1, "1").version.reading.text == "An older extractor found this alone."


def test_what_reads_the_same_is_left_alone(archive):
    reread(archive, read)
    assert reread(archive, read).counts == {"unchanged": 4}


def test_habits_are_learnt_first(archive):
    reread(archive, read)
    learnt = Habits.of_data(habits.get(archive.conn, HOST))
    assert len(learnt.samples) == 4
    assert NEWSLETTER not in shelf.article(archive.conn, 1).version.reading.text


def test_what_people_said_survives(archive):
    with archive.transaction() as conn:
        articles.correct(conn, 1, articles.Said({"title": "What I know"}, "A. Reader"), at=AT)
    reread(archive, read)
    article = shelf.article(archive.conn, 1)
    assert (article.version.reading.title, article.version.label) == ("What I know", "1.2")


def test_one_outlet_alone(archive):
    slug = shelf.article(archive.conn, 1).outlet_slug
    assert reread(archive, read, slug).counts["changed"] == 4
    with pytest.raises(NotFoundError, match="no outlet “nobody”"):
        reread(archive, read, "nobody")


def test_what_cannot_be_read_is_told_and_changes_nothing(archive):
    def refuse(capture, known):
        if capture.url.endswith("2"):
            raise InputError("it is nothing that can be read")
        return read(capture, known)

    told = []
    reread(archive, refuse, told=told.append)
    assert told[1] == Reread(2, "failed", reason="it is nothing that can be read")
    assert shelf.article(archive.conn, 2).version.label == "1"


def test_a_page_that_shows_no_article_any_more_leaves_what_was_read(archive):
    told = []
    reread(archive, lambda capture, _known: read(capture, None).__class__(flags=("empty",)), told=told.append)
    assert {one.outcome for one in told} == {"left"}
    assert shelf.article(archive.conn, 1).version.reading.text.startswith("An older extractor")


def test_damaged_evidence_is_told(archive):
    (file,) = archive.evidence_folder.iterdir()
    file.write_bytes(file.read_bytes()[:600])
    assert reread(archive, read).counts["failed"] == 4


def test_a_run_that_was_stopped_is_gone_on_with(archive, monkeypatch):
    monkeypatch.setattr("archive.reread._BATCH", 2)

    def stop(capture, known):
        if capture.url.endswith("3"):
            raise KeyboardInterrupt
        return read(capture, known)

    with pytest.raises(KeyboardInterrupt):
        reread(archive, stop)
    told = []
    reread(archive, read, told=told.append)
    assert [one.article for one in told] == [3, 4]
    assert archive.conn.execute("SELECT count(*) FROM rereadings").fetchone()[0] == 0
