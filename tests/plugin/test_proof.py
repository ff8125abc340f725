"""Versions compared and evidence checked, on pages and as a record to take away."""

import asyncio
import hashlib
import sqlite3

import pytest

from archive import warc
from archive.evidence import Keeper
from archive.model import Capture, Reading
from archive.store import articles, captures, open_archive

AT = "2025-06-20T09:20:03Z"
BODY = b"<h1>Kept</h1>"


@pytest.fixture
def kept(tmp_path, visit_to):
    """An archive whose one article has its bytes in a WARC file, and the server over it."""
    path = tmp_path / "archive.db"
    with open_archive(path, create=True, clock=lambda: AT) as store, store.transaction() as conn:
        capture = Capture(
            "https://a.example/1", "https://a.example/1", AT, "text/html", BODY,
            hashlib.sha256(BODY).hexdigest(), "fetched", "person", 200,
        )  # fmt: skip
        keeper = Keeper(store.evidence_folder, lambda _file: 0, clock=store.clock)
        with keeper.batch():
            number = captures.add(conn, capture, keeper.keep(capture))
        reading = Reading(title="Kept", text="A text that is kept.", outlet="The Post")
        articles.record(conn, reading, keys=["url:a.example/1"], capture_id=number, url=capture.url, at=AT)
    return path, visit_to


def test_versions_are_compared(visitor, readable):
    page = visitor.page("/article/1/diff/1..2")
    assert [readable(one) for one in page.cssselect("del")][1:] == ["did not leave"]
    assert [readable(one) for one in page.cssselect("ins")][1:] == ["left late"]
    assert "1 paragraph changed" in readable(page.cssselect(".sum")[0])
    link = visitor.page("/article/1").cssselect(".versions a[href*=diff]")[0].get("href")
    assert link == "/article/1/diff/1..2"


@pytest.mark.parametrize("path", ["/article/1/diff/1..9", "/article/99/diff/1..2", "/article/1/diff/1...2"])
def test_a_version_that_is_not_there_cannot_be_compared(visitor, path):
    visitor.page(path, status=404)


def test_evidence_is_checked(kept, readable):
    path, visit_to = kept
    page = visit_to(path).page("/article/1/capture?verify=1")
    said = readable(page.cssselect("[role=status]")[0])
    assert "exactly the one" in said
    assert "unchanged since capture" in said


def test_the_record_can_be_taken_away(kept):
    path, visit_to = kept
    answer = visit_to(path).get("/article/1/capture.warc.gz")
    assert answer.headers["content-type"] == "application/warc"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert warc.decode(answer.content).payload == BODY


def test_damage_is_told(kept, readable):
    path, visit_to = kept
    (file,) = path.with_name("archive-warcs").iterdir()
    file.write_bytes(file.read_bytes()[:-30])
    with sqlite3.connect(path) as conn:
        conn.execute("DROP TRIGGER articles_fts_update")
        conn.execute("UPDATE articles SET text = 'Another text.'")
    said = readable(visit_to(path).page("/article/1/capture?verify=1").cssselect("[role=status]")[0])
    assert "not the one with this SHA-256" in said
    assert "cannot vouch" in said


def test_without_bytes_the_page_says_so(visitor, readable):
    said = readable(visitor.page("/article/3/capture?verify=1").cssselect("[role=status]")[0])
    assert "No bytes are kept" in said
    assert visitor.get("/article/3/capture.warc.gz").status_code == 404


@pytest.mark.parametrize(("access", "status"), [("full", 200), ("excerpt", 404), ("none", 404)])
def test_a_public_server_gives_records_of_what_is_open(kept, access, status):
    path, visit_to = kept
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE articles SET access = ?", [access])
    visitor = visit_to(path, metadata={"plugins": {"pressmark": {"public": True}}})
    assert visitor.get("/article/1/capture.warc.gz").status_code == status
    facts = visitor.get("/article/1/capture")
    assert "person" not in facts.text
    assert asyncio.run(visitor.datasette.client.get("/article/1/diff/1..1")).status_code == (
        404 if access == "none" else 200
    )
