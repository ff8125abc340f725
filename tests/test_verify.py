"""Verifying tells what kind of thing is wrong: a damaged record, a missing file, a table that changed, an altered text."""

import hashlib
import json

import pytest

from archive import ingest, sources, verify
from archive.extract import Inline, Read
from archive.model import Capture, Found, Given

PAGE = (
    "<!doctype html><html><title>{0}</title><article><h1>{0}</h1>"
    + "<p>The depot on Harbour Street closes on Friday, says {0}.</p>" * 8
)
READERS = Inline(lambda _url: None)


@pytest.fixture
def archive(store, tmp_path):
    """An archive of two pages, a text, and the rows of two tables; returns what adds more to it."""

    def add(path):
        items = list(sources.look(str(path), Given(), at=store.clock(), stdin=None))
        assert not ingest.add(store, items, None).failed

    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(name))
    (tmp_path / "three.txt").write_text("A statement by the drivers of the depot.")
    rows = [json.dumps({"title": f"Row {number}", "text": f"Text of row {number}."}) for number in range(3)]
    (tmp_path / "rows.jsonl").write_text("\n\n".join(rows))
    (tmp_path / "rows.csv").write_text('title,text\nA,"Text of\ntwo lines"\nB,Text of one line\n')
    for name in ("one.html", "two.html", "three.txt", "rows.jsonl", "rows.csv"):
        add(tmp_path / name)
    return add


def found(store, readers=READERS, article=None):
    """What is not as it should be, by name; everything has to be there, whatever is found of it."""
    findings = list(verify.check(store, readers, article))
    counts = {subject: sum(finding.subject == subject for finding in findings) for subject in ("capture", "text")}
    assert article or counts == {"capture": 8, "text": 8}
    fine = {"unchanged since capture", "as recorded", "the same text"}
    return {finding.name: finding.state for finding in findings if finding.state not in fine}


def test_all_is_well(store, archive):
    assert found(store) == {}
    assert verify.count(store) == 16
    assert len(list(verify.check(store, READERS))) == 16 + 3
    assert len(list(verify.check(store, None))) == 16


def test_a_damaged_record(store, archive):
    (file,) = store.evidence_folder.iterdir()
    offset, length = store.conn.execute("SELECT warc_offset, warc_length FROM captures WHERE id = 2").fetchone()
    raw = bytearray(file.read_bytes())
    raw[offset + length // 2] ^= 255
    file.write_bytes(raw)
    assert found(store) == {"capture 2": "damaged", "article 2 v1": "no text"}
    assert all(finding.failed for finding in verify.check(store, None) if finding.name == "capture 2")


def test_a_file_that_is_gone(store, archive):
    (file,) = store.evidence_folder.iterdir()
    file.unlink()
    states = found(store)
    assert {name: state for name, state in states.items() if name.startswith("capture")} == dict.fromkeys(
        ("capture 1", "capture 2", "capture 3"), "missing"
    )
    assert "put captures-00001.warc.gz back" in next(verify.check(store, None)).detail


@pytest.mark.parametrize("table", ["articles", "versions"])
def test_an_altered_text(store, archive, tmp_path, table):
    if table == "versions":
        (tmp_path / "three.txt").write_text("Another statement by the drivers of the depot.")
        archive(tmp_path / "three.txt")
    store.conn.execute(f"UPDATE {table} SET text = text || '!' WHERE text LIKE 'A statement%'")
    states = {finding.name: finding.state for finding in verify.check(store, None) if finding.failed}
    assert states == {"article 3 v1": "altered"}


def test_a_digest_that_was_altered_with_its_text_is_found_by_reading_again(store, archive):
    from archive import text

    forged = "The depot stays open."
    store.conn.execute("UPDATE articles SET text = ?, text_sha256 = ? WHERE id = 1", [forged, text.sha256(forged)])
    assert found(store) == {"article 1 v1": "another text"}
    assert not any(finding.failed for finding in verify.check(store, READERS))


@pytest.mark.parametrize(
    ("name", "change", "state"),
    [
        ("rows.jsonl", lambda content: content.replace("row 1", "row I"), {"capture 5": "table changed"}),
        ("rows.jsonl", lambda content: content[:60], {"capture 5": "table changed", "capture 6": "table changed"}),
        ("rows.csv", lambda content: content.replace("two lines", "2 lines"), {"capture 7": "table changed"}),
        ("rows.csv", None, {"capture 7": "table gone", "capture 8": "table gone"}),
    ],
)
def test_tables_are_not_ours_and_may_change_or_go(store, archive, tmp_path, name, change, state):
    path = tmp_path / name
    path.write_text(change(path.read_text())) if change else path.unlink()
    assert found(store) == state
    assert any(finding.failed for finding in verify.check(store, None)) is ("table gone" not in state.values())


def test_one_article_with_all_its_versions(store, archive, tmp_path):
    (tmp_path / "three.txt").write_text("Another statement by the drivers of the depot.")
    archive(tmp_path / "three.txt")
    told = [(finding.name, finding.state) for finding in verify.check(store, READERS, 3)]
    assert told == [
        ("capture 3", "unchanged since capture"),
        ("capture 9", "unchanged since capture"),
        ("article 3 v2", "as recorded"),
        ("article 3 v1", "as recorded"),
        ("article 3 v2", "the same text"),
        ("article 3 v1", "the same text"),
    ]
    assert [finding.name for finding in verify.check(store, None, 8)] == ["capture 8", "article 8 v1"]


def test_a_revisit_has_to_be_the_one_that_was_recorded(store):
    body = b"The depot on Harbour Street closes on Friday."
    facts = {"media_type": "text/plain", "body": body, "body_sha256": hashlib.sha256(body).hexdigest(), "status": 200}
    page = Capture("http://a.example/", None, store.clock(), evidence="fetched", source="person", **facts)
    for _ in range(2):
        ingest.add(store, [Found("x", page)], None)
    assert [finding.failed for finding in verify.check(store, READERS)] == [False] * 4
    store.conn.execute("UPDATE captures SET body_sha256 = ? WHERE id = 2", ["ab" * 32])
    states = {finding.name: finding.state for finding in verify.check(store, None) if finding.failed}
    assert states == {"capture 2": "damaged"}


def test_what_no_reader_can_read_any_more_is_no_failure(store, archive):
    class Refusing:
        def read(self, jobs):
            for job in jobs:
                yield Read(job.key, None, "it took too long", "too slow")

    findings = [finding for finding in verify.check(store, Refusing()) if finding.subject == "reading"]
    assert [(finding.state, finding.detail, finding.failed) for finding in findings] == [
        ("no text", "it took too long", False)
    ] * 3
