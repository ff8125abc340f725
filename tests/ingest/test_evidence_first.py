"""Nothing that was received is lost: kept before it is read, read after all by the next run, recorded exactly once."""

import pytest

from archive import evidence, ingest
from archive.errors import FetchError
from archive.extract import Inline, Read
from archive.model import Found, Given, Place, Ref, Refused, Wanted
from archive.store import outcomes, shelf
from tests.ingest.conftest import AT, WORDS, count, fetched, run, urls


class Backwards:
    """Reads everything there is, and answers in the wrong order."""

    def read(self, jobs):
        inline = Inline(lambda _url: None)
        yield from reversed(list(inline.read(jobs)))


class Broken:
    """Reads as many captures as it is told, and is then stopped."""

    def __init__(self, after):
        self.after = after

    def read(self, jobs):
        for number, answer in enumerate(Inline(lambda _url: None).read(jobs)):
            if number >= self.after:
                raise KeyboardInterrupt
            yield answer


class Refusing:
    """Gives up on every capture, as a worker does that had to be killed."""

    def read(self, jobs):
        for job in jobs:
            yield Read(job.key, None, "reading it took longer than 20 s", "too slow")


# --- order, and what becomes of everything


def test_results_keep_the_order_of_the_input(store):
    mixed = [fetched(url) if number % 3 else Refused(url, "no") for number, url in enumerate(urls(20))]
    _, results = run(store, mixed, readers=Backwards())
    assert [result.input for result in results] == urls(20)


def test_an_edit_that_comes_later_is_the_later_version(store):
    url = urls(1)[0]
    both = [fetched(url), fetched(url, b"The depot stays open for ever, the council of the town now says.")]
    _, results = run(store, both, readers=Backwards())
    assert [(result.outcome, result.version) for result in results] == [("added", "1"), ("changed", "2")]


@pytest.mark.parametrize(
    ("item", "kind", "why"),
    [
        (fetched("https://a.example/1"), "added", "ok"),
        (fetched("https://a.example/1", status=403), "rejected", "blocked"),
        (fetched("https://a.example/1", status=451), "rejected", "blocked"),
        (fetched("https://a.example/1", status=410), "rejected", "gone"),
        (fetched("https://a.example/1", status=429), "rejected", "server error"),
        (fetched("https://a.example/1", status=502), "rejected", "server error"),
        (fetched("https://a.example/1", b"{}", media_type="application/json"), "rejected", "unreadable"),
        (fetched("https://a.example/1", b"<html></html>", media_type="text/html"), "rejected", "empty"),
        (Refused("https://a.example/1", "no", why="robots", source="feed:F"), "rejected", "robots"),
        (Refused("https://a.example/1", "no", "skipped", "opted out", "feed:F"), "skipped", "opted out"),
    ],
)
def test_every_outcome_has_its_word_and_its_source(store, item, kind, why):
    report, (result,) = run(store, [item])
    assert (result.outcome, result.why, report.whys) == (kind, why, {why: 1})
    assert store.conn.execute("SELECT source, kind, why FROM outcomes").fetchall() == [("feed:F", kind, why)]


def test_what_a_reader_gives_up_on_is_told_in_its_words(store):
    _, (result,) = run(store, [fetched(urls(1)[0])], readers=Refusing())
    assert (result.outcome, result.why, result.reason) == ("rejected", "too slow", "reading it took longer than 20 s")
    assert count(store, "captures") == 1


@pytest.mark.parametrize(("kind", "why"), [("dns", "dns"), ("too big", "too big"), ("scheme", "unreachable")])
def test_a_page_that_cannot_be_fetched(store, kind, why):
    class Web:
        def get(self, _ref):
            raise FetchError(kind, "it is not there")

    report = ingest.add(store, [Wanted("x", Ref("https://a.example/1", "feed:F"))], Web())
    assert report.whys == {why: 1}
    assert store.conn.execute("SELECT source, url, why FROM outcomes").fetchall() == [
        ("feed:F", "https://a.example/1", why)
    ]


def test_a_page_that_has_not_changed_was_seen_again(store):
    url = urls(1)[0]
    later = "2026-03-08T12:00:00Z"
    run(store, [fetched(url)])
    _, (result,) = run(store, [fetched(url, b"", status=304, captured_at=later)])
    assert (result.outcome, result.article, result.version, result.why) == ("unchanged", 1, "1", "unchanged")
    assert shelf.article(store.conn, 1).last_seen == later
    second = shelf.capture(store.conn, 2)
    assert (second.status, second.body_sha256) == (304, shelf.capture(store.conn, 1).body_sha256)
    assert evidence.payload(store.evidence_folder, second.place, second.body_sha256).startswith(b"The tram depot")


def test_a_page_that_was_no_article_and_has_not_changed_is_none_still(store):
    url = urls(1)[0]
    run(store, [fetched(url, b"<html></html>", media_type="text/html")])
    report, (result,) = run(store, [fetched(url, b"", status=304)])
    assert (result.outcome, result.why, report.failed) == ("skipped", "unchanged", False)


def test_row_80_a_clock_that_is_set_back_does_not_turn_time_back(store):
    moments = ["2026-03-01T12:00:05Z", "2026-03-01T11:00:00Z", "2026-03-01T12:00:09Z"]
    run(store, [fetched(url, captured_at=at) for url, at in zip(urls(3), moments, strict=True)])
    kept = [at for (at,) in store.conn.execute("SELECT captured_at FROM captures ORDER BY id")]
    assert kept == ["2026-03-01T12:00:05Z", "2026-03-01T12:00:05Z", "2026-03-01T12:00:09Z"]


@pytest.mark.parametrize(("published", "flags"), [("2026-03-02", ()), ("2026-03-03", ("date_impossible", "undated"))])
def test_row_80_a_date_that_is_still_to_come_is_not_believed(store, published, flags):
    page = f'<html><meta property="article:published_time" content="{published}"><p>' + WORDS * 3
    _, (result,) = run(store, [fetched(urls(1)[0], page.encode(), media_type="text/html")])
    assert result.flags == flags


# --- files of others


@pytest.mark.parametrize("in_place", [False, True])
def test_a_record_of_somebody_elses_file_is_kept_where_it_lies(store, tmp_path, warc_record, in_place):
    body = WORDS.encode() * 3
    record = warc_record("https://courier.example/a", body, headers=("Content-Type: text/plain",))
    path = tmp_path / "crawl.warc"
    path.write_bytes(record)
    item = fetched("https://courier.example/a", body, evidence="warc", source=f"warc:{path}@0")
    item = Found(item.input, item.capture, place=Place(str(path), 0, len(record)))
    assert run(store, [item], in_place=in_place)[1][0].outcome == "added"
    assert run(store, [item], in_place=in_place)[1][0].outcome == "unchanged"
    kept = shelf.capture(store.conn, 1)
    assert count(store, "captures") == 1
    assert (kept.place.file == str(path)) is in_place
    assert evidence.payload(store.evidence_folder, kept.place, kept.body_sha256) == body
    copies = [one.name for one in store.evidence_folder.iterdir()] if store.evidence_folder.exists() else []
    assert copies == ([] if in_place else [kept.place.file])


# --- runs that stop, and runs that meet


def test_what_a_stopped_run_left_is_read_by_the_next(store):
    given = Given(outlet="The Courier", authors=("A. Writer",), firm=True)
    items = [Found(one.input, one.capture, given=given) for one in map(fetched, urls(5))]
    with pytest.raises(KeyboardInterrupt):
        ingest.add(store, items, None, readers=Broken(after=3))
    assert [count(store, table) for table in ("captures", "unread", "articles")] == [4, 4, 0]
    notes, results = [], []
    ingest.add(store, [], None, told=results.append, noted=notes.append)
    assert [note.text for note in notes] == ["4 added, from the evidence that it had kept"]
    assert [count(store, table) for table in ("captures", "unread", "articles", "outcomes")] == [4, 0, 4, 4]
    assert shelf.article(store.conn, 4).version.reading.authors == ("A. Writer",)
    assert results == []


def test_evidence_that_was_lost_meanwhile_is_told(store):
    with pytest.raises(KeyboardInterrupt):
        ingest.add(store, [fetched(urls(1)[0])], None, readers=Broken(after=0))
    for file in store.evidence_folder.iterdir():
        file.unlink()
    ingest.add(store, [], None)
    ((kind, why, detail),) = store.conn.execute("SELECT kind, why, detail FROM outcomes").fetchall()
    assert (kind, why) == ("rejected", "unreadable")
    assert "cannot be read" in detail


def test_two_runs_that_read_the_same_capture_make_one_article_of_it(new_store, store):
    class Meanwhile:
        """Another run begins, and finishes, while this one is reading."""

        def read(self, jobs):
            for answer in Inline(lambda _url: None).read(jobs):
                with new_store() as other:
                    ingest.add(other, [], None)
                yield answer

    report, (result,) = run(store, [fetched(urls(1)[0])], readers=Meanwhile())
    assert (result.outcome, result.article, result.version) == ("added", 1, "1")
    assert report.counts == {"added": 1}
    assert [count(store, table) for table in ("articles", "outcomes", "unread", "batches")] == [1, 1, 0, 2]


def test_two_runs_at_the_same_moment_have_numbers_of_their_own(new_store, store):
    with store.transaction() as conn:
        first = outcomes.next_batch(conn, AT)
    with new_store() as other, other.transaction() as conn:
        assert outcomes.next_batch(conn, AT) == first + 1


def test_slow_pages_are_recorded_one_by_one_and_quick_ones_together(store):
    began = []

    def slow(seconds):
        moment = iter(range(10_000))
        began.clear()
        store.conn.set_trace_callback(lambda sql: began.append(sql) if sql.startswith("BEGIN") else None)
        before = count(store, "articles")
        run(store, map(fetched, urls(before + 9)[before:]), monotonic=lambda: next(moment) * seconds)
        store.conn.set_trace_callback(None)
        return len(began) - 1 - 9  # the run's number, and each page as it is kept

    assert slow(5.0) == 9
    assert slow(0.001) == 1
