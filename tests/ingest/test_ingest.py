"""The pipeline from items to versions: identity, evidence, dates, and what becomes of everything asked for."""

import hashlib
import json

import pytest

from archive import evidence, ingest, sources
from archive.errors import FetchError
from archive.model import Capture, Given, Ref, Wanted
from archive.store import shelf

AT = "2026-03-01T12:00:00Z"
STORY = """The tram depot on Harbour Street closes on Friday, the council said on Monday after a meeting of two hours.

Drivers and their families had asked for another year, and say that nobody had told them of the vote before it was held.

A spokeswoman for the council said that the decision was final and that all drivers would be offered work elsewhere."""


def page(title="Depot closes on Friday", story=STORY, head=""):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.split("\n\n"))
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def canonical(address):
    return f'<link rel="canonical" href="{address}">'


class Web:
    """A fetcher that answers from a table: bytes and status by address, or an error."""

    def __init__(self, pages):
        self.pages = pages

    def get(self, ref: Ref) -> Capture:
        answer = self.pages[ref.url]
        if isinstance(answer, FetchError):
            raise answer
        body, status, media_type = answer if isinstance(answer, tuple) else (answer, 200, "text/html")
        body = body.encode() if isinstance(body, str) else body
        digest = hashlib.sha256(body).hexdigest()
        return Capture(ref.url, ref.url, AT, media_type, body, digest, "fetched", ref.source, status)


@pytest.fixture
def add(store):
    """Adds things, or addresses of a web, and returns the report and its results."""

    def add(*things, web=None, given=None):
        results = []
        items = [
            item
            for thing in things
            for item in (
                [Wanted(thing, Ref(thing, "person"), given or Given())]
                if str(thing).startswith("http")
                else sources.look(str(thing), given or Given(), at=store.clock(), stdin=None)
            )
        ]
        report = ingest.add(store, items, fetcher=Web(web or {}), told=results.append)
        return report, results

    return add


def outcomes(results):
    return [(result.outcome, result.article, result.version) for result in results]


def count(store, table):
    return store.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


A = "https://courier.example/depot"


def test_a_page_with_its_evidence(store, add):
    assert outcomes(add(A, web={A: page()})[1]) == [("added", 1, "1")]
    article = shelf.article(store.conn, 1)
    assert article.version.reading.text.startswith("The tram depot on Harbour Street")
    kept = article.capture
    assert evidence.payload(store.evidence_folder, kept.place, kept.body_sha256) == page().encode()


def test_the_same_page_again_is_a_revisit(store, add):
    add(A, web={A: page()})
    assert outcomes(add(A, web={A: page()})[1]) == [("unchanged", 1, "1")]
    assert store.conn.execute("SELECT revisit_of FROM captures ORDER BY id").fetchall() == [(None,), (1,)]
    second = shelf.capture(store.conn, 2)
    assert evidence.payload(store.evidence_folder, second.place, second.body_sha256) == page().encode()


def test_an_edit_is_a_version_and_chatter_around_it_is_not(store, add):
    add(A, web={A: page()})
    assert outcomes(add(A, web={A: page(head="<meta name=x content=1>")})[1]) == [("unchanged", 1, "1")]
    assert outcomes(add(A, web={A: page(story=STORY.replace("Friday", "Sunday"))})[1]) == [("changed", 1, "2")]


@pytest.mark.parametrize(
    ("second", "head", "same"),
    [
        (A + "?utm_source=x", "", True),
        ("http://www.courier.example/depot/", "", True),
        ("https://courier.example/other", canonical(A), True),
        ("https://else.example/copy", canonical(A), False),
        ("https://courier.example/other", canonical("https://courier.example/"), False),
        ("https://courier.example/depot?id=2", "", False),
    ],
    ids=["tracking", "www", "canonical", "canonical of another site", "canonical is the front page", "another id"],
)
def test_what_makes_two_captures_one_article(store, add, second, head, same):
    add(A, web={A: page()})
    _, (result,) = add(second, web={second: page(head=head)})
    assert result.outcome == ("unchanged" if same else "added")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (FetchError("dns", "the name is not known"), "dns: the name is not known"),
        ((page(), 404, "text/html"), "gone (HTTP 404)"),
        ((page(), 403, "text/html"), "blocked (HTTP 403)"),
        ((page(), 503, "text/html"), "server error (HTTP 503)"),
        (("{}", 200, "application/json"), "it is application/json"),
        ((b"\x89PNG\0\0", 200, "text/html"), "it is text/html"),
        (("<html><body></body></html>", 200, "text/html"), None),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(store, add, answer, reason):
    report, (result,) = add(A, web={A: answer})
    assert result.outcome == "rejected"
    assert reason is None or reason in result.reason
    assert report.failed
    assert count(store, "articles") == 0
    assert store.conn.execute("SELECT kind, detail FROM outcomes").fetchall() == [("rejected", result.reason)]
    assert count(store, "captures") == (0 if isinstance(answer, FetchError) else 1)


def test_a_served_document_is_kept_as_one(store, add):
    _, (result,) = add(
        "https://c.example/report.pdf", web={"https://c.example/report.pdf": (b"%PDF-1.7 x", 200, "application/pdf")}
    )
    assert (result.outcome, result.flags) == ("added", ("no_text", "undated"))
    assert shelf.article(store.conn, 1).version.reading.title == "report"


def test_files_are_one_article_by_path_and_by_text(store, add, tmp_path):
    first, copy = tmp_path / "a.txt", tmp_path / "elsewhere.txt"
    first.write_text(STORY)
    copy.write_text(STORY)
    assert outcomes(add(first)[1]) == [("added", 1, "1")]
    assert outcomes(add(first, copy)[1]) == [("unchanged", 1, "1"), ("unchanged", 1, "1")]
    first.write_text(STORY + "\n\nAnd more.")
    assert outcomes(add(first)[1]) == [("changed", 1, "2")]
    assert count(store, "captures") == 3


def test_what_is_said_of_a_file_later_is_applied(store, add, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    add(path)
    assert outcomes(add(path, given=Given(published="2022-05-16", outlet="Courier", firm=True))[1]) == [
        ("changed", 1, "1.1")
    ]
    assert outcomes(add(path)[1]) == [("unchanged", 1, "1.1")]
    assert shelf.article(store.conn, 1).version.reading.origin["published"] == "person"


def test_a_file_learns_its_address_once(store, add, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    add(path)
    _, (result,) = add(path, given=Given(url=A, firm=True))
    assert result.article == 1
    assert shelf.article(store.conn, 1).url == A
    assert add(A, web={A: page()})[1][0].article == 1


@pytest.mark.parametrize(
    ("firm", "title", "outlet"),
    [(True, "Said", "Said Outlet"), (False, "Depot closes on Friday", "courier.example")],
)
def test_said_of_one_it_corrects_said_of_many_it_fills(store, add, firm, title, outlet):
    add(A, web={A: page()}, given=Given(title="Said", outlet="Said Outlet", firm=firm))
    read = shelf.article(store.conn, 1).version.reading
    assert read.title == title
    assert read.outlet in {outlet, "Said Outlet"}


def rows(tmp_path, *values):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(value) + "\n" for value in values))
    return path


@pytest.mark.parametrize("impossible", ["0001-01-01", "2050-01-01", "1492-10-12"])
def test_impossible_dates_are_kept_as_given_and_flagged(store, add, tmp_path, impossible):
    _, (result,) = add(rows(tmp_path, {"text": STORY, "date": impossible}))
    assert set(result.flags) == {"date_impossible", "undated"}
    read = shelf.article(store.conn, 1).version.reading
    assert (read.published, read.origin["published"]) == (None, f"file said {impossible}")


def test_a_repeated_address_with_another_text_is_a_change(store, add, tmp_path):
    first, second = {"url": A, "text": STORY}, {"url": A, "text": "Another text."}
    assert outcomes(add(rows(tmp_path, first, second, second))[1]) == [
        ("added", 1, "1"),
        ("changed", 1, "2"),
        ("unchanged", 1, "2"),
    ]


def test_results_come_in_the_order_of_the_input_and_rows_go_in_by_date(store, add, tmp_path):
    values = [{"text": f"Text {day}.", "date": f"2022-05-{day:02}"} for day in (20, 3, 11)]
    _, results = add(rows(tmp_path, *values))
    assert [result.input.rpartition("#")[2] for result in results] == ["L1", "L2", "L3"]
    dates = store.conn.execute("SELECT published FROM articles ORDER BY id").fetchall()
    assert dates == [("2022-05-03",), ("2022-05-11",), ("2022-05-20",)]


def test_rows_keep_their_place_and_hash_but_no_bytes(store, add, tmp_path):
    path = rows(tmp_path, {"text": STORY})
    add(path)
    kept = shelf.article(store.conn, 1).capture
    assert (kept.evidence, kept.place, kept.source) == ("row", None, f"file:{path}#L1")
    assert kept.body_sha256 == hashlib.sha256(path.read_bytes().rstrip()).hexdigest()
    assert not store.evidence_folder.exists()


def test_one_bad_thing_does_not_stop_the_rest(store, add, tmp_path):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "bad.txt").write_bytes("Café".encode("cp1252"))
    report, results = add(tmp_path / "none.txt", tmp_path / "bad.txt", tmp_path / "good.txt")
    assert [result.outcome for result in results] == ["rejected", "rejected", "added"]
    assert dict(report.counts) == {"rejected": 2, "added": 1}


def test_a_batch_that_fails_leaves_nothing_half_written_and_nothing_lost(store, add, monkeypatch):
    from archive.store import articles

    def broken(*_arguments, **_named):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(articles, "record", broken)
        with pytest.raises(MemoryError):
            add(A, web={A: page()}, given=Given(outlet="The Courier", tags=("depot",)))
    assert [count(store, table) for table in ("captures", "unread", "articles", "outcomes")] == [1, 1, 0, 0]
    assert add()[1] == []
    assert [count(store, table) for table in ("captures", "unread", "articles", "outcomes")] == [1, 0, 1, 1]
    assert shelf.article(store.conn, 1).version.reading.tags == ("depot",)
