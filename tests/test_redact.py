"""Taking down: no byte stays in the database, its log, the index or the evidence; a stone stays; it never comes back."""

import gzip
import hashlib
import json
import sqlite3
from uuid import UUID

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive import ingest, sources, verify, warc
from archive.errors import FetchError, NotFoundError, TakenDownError
from archive.model import Capture, Found, Given, Hop, Ref, Source, Wanted
from archive.redact import redact
from archive.search import Fts5, Request, parse
from archive.search.tantivy_index import TantivyIndex, beside
from archive.store import schedule, shelf

# A word that occurs nowhere else, as it is and as the index stems it.
MARK = "Quornflaxity"
MARKS = [b"quornflax", b"Quornflax", b"QUORNFLAX"]
AT = "2026-03-01T12:00:00Z"


def page(n, words="left late", mark=MARK):
    paragraphs = "".join(
        f"<p>The {mark} ferry of week {n} {words}, and the dockers of quay {k} sang about it.</p>" for k in range(8)
    )
    return (
        f"<!doctype html><html><head><title>{mark} {n}</title><meta name=author content='Ann {mark}'></head>"
        f"<body><article><h1>{mark} ferry {n}</h1>{paragraphs}</article></body></html>"
    )  # fmt: skip


def capture(n, words="left late", mark=MARK, url=None, body=None):
    """A page that was fetched after two redirects, with the mark wherever there is room for it."""
    raw = (body or page(n, words, mark)).encode()
    url = url or f"https://post.example/{mark.lower()}-{n}"
    asked, between = (
        (("User-Agent", "Pressmark"), ("Referer", f"https://x.example/{mark}")),
        f"https://between.example/{mark}",
    )
    return Capture(
        url=url,
        final_url=f"{url}/final",
        captured_at=AT,
        media_type="text/html",
        body=raw,
        body_sha256=hashlib.sha256(raw).hexdigest(),
        evidence="fetched",
        source="feed:https://post.example/rss",
        status=200,
        headers=(("Content-Type", "text/html"), ("X-Mark", mark)),
        request_headers=asked,
        hops=(
            Hop(url, 302, (("Location", between),), asked),
            Hop(between, 302, (("Location", f"{url}/final"),), asked),
        ),
    )


class Web:
    """A web of pages; what is asked for is remembered."""

    def __init__(self, pages=()):
        self.pages, self.asked = dict(pages), []

    def get(self, ref):
        self.asked.append(ref.url)
        if ref.url not in self.pages:
            raise FetchError("gone", "it is not there")
        return self.pages[ref.url]


def add(store, *captures, fetcher=None, items=None):
    told = []
    found = items or [Found(one.url, one) for one in captures]
    ingest.add(store, found, fetcher or Web(), told=told.append)
    return told


def held(store, marks=MARKS):
    """Where a byte of the mark is found: in the database, beside it, and in the evidence, packed or not."""
    found = []
    for path in sorted(store.path.parent.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            if path.name.endswith(".gz"):
                raw += gzip.decompress(raw)
            found += [path.name for mark in marks if mark in raw]
    return sorted(set(found))


@pytest.fixture
def archive(store):
    """1 in two versions and a correction, seen again unchanged; 2 of other words, a copy; 3 that has nothing to do with it."""
    add(store, capture(1))
    add(store, capture(1, "stayed at the quay"))
    add(store, capture(1, "stayed at the quay"))
    add(store, capture(2, mark="Tidal"))
    add(store, capture(3, mark="Harbour"))
    with store.transaction() as conn:
        conn.execute("UPDATE articles SET copy_of = 1 WHERE id = 2")
    return store


def test_no_byte_of_it_stays(archive):
    store = archive
    TantivyIndex(beside(store.path)).rebuild(store.conn)
    store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "archive.db" in held(store)
    assert "captures-00001.warc.gz" in held(store)
    found = redact(store, 1, reason="The person named asked for it")
    assert found.articles == (1,)
    assert found.copies == (2,)
    assert found.held_by == ()
    assert held(store) == []
    assert not list(store.path.parent.glob("*tantivy*"))


def test_the_others_stay_where_they_were(archive):
    before = {number: shelf.article(archive.conn, number).capture.place for number in (2, 3)}
    redact(archive, 1, reason="asked for")
    assert {number: shelf.article(archive.conn, number).capture.place for number in (2, 3)} == before
    assert not [one for one in verify.check(archive, None) if one.failed]
    (file,) = archive.evidence_folder.iterdir()
    with file.open("rb") as raw:
        assert not [one.trouble for one in warc.records(raw) if one.trouble]
    with file.open("rb") as raw:
        kinds = [one.rec_type for one in ArchiveIterator(raw, check_digests=True)]
    assert kinds.count("response") == 2 + 4
    assert kinds.count("metadata") > 5
    assert shelf.article(archive.conn, 2).copy_of is None
    with archive.transaction() as conn:
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    (told,) = add(archive, capture(4))
    assert told.outcome == "added"


def test_a_stone_stays(archive):
    before = shelf.versions(archive.conn, 1)
    redact(archive, 1, reason="The court of Eastgate", by_law=True)
    with pytest.raises(TakenDownError, match="because the law asks for it: The court of Eastgate") as told:
        shelf.article(archive.conn, 1)
    assert told.value.by_law
    for version in before:
        assert f"version {version.label} had the SHA-256 {version.text_sha256}" in str(told.value)
    with pytest.raises(TakenDownError):
        shelf.article(archive.conn, 1, "2")
    assert not list(Fts5(archive.conn).ids(Request(parse(MARK).root)))


def test_it_is_not_collected_again(archive):
    address = capture(1).url
    redact(archive, 1, reason="asked for")
    web = Web({address: capture(1), "https://new.example/": capture(1, url="https://new.example/")})
    (told,) = add(archive, items=[Wanted(address, Ref(f"{address}?utm_source=x", "person"))], fetcher=web)
    assert (told.outcome, told.why) == ("rejected", "opted out")
    assert "was taken down on 2026-03-01" in told.reason
    assert web.asked == []
    (told,) = add(archive, items=[Wanted("x", Ref("https://new.example/", "person"))], fetcher=web)
    assert (told.outcome, told.why) == ("rejected", "opted out")
    (told,) = add(archive, capture(1))
    assert told.outcome == "rejected"
    assert archive.conn.execute("SELECT count(*) FROM outcomes WHERE url LIKE '%quorn%'").fetchone() == (0,)


def test_neither_as_other_bytes_of_the_same_text(archive):
    redact(archive, 1, reason="asked for")
    other = page(1).replace("<!doctype html>", "<!doctype html><!-- another -->")
    (told,) = add(archive, capture(9, body=other, url="https://mirror.example/9"))
    assert (told.outcome, told.why) == ("rejected", "opted out")
    assert archive.conn.execute("SELECT count(*) FROM captures WHERE url LIKE '%mirror%'").fetchone() == (0,)
    raw = b"".join(gzip.decompress(path.read_bytes()) for path in archive.evidence_folder.iterdir())
    assert b"another" not in raw


def test_no_source_brings_it_up_again(archive):
    conn, address = archive.conn, capture(1).url
    conn.execute(
        "INSERT INTO sources (id, kind, url, name, added_at) VALUES (1, 'feed', 'https://post.example/rss', 'P', ?)",
        [AT],
    )
    source = Source(1, "feed", "https://post.example/rss", "P", None, AT)
    refs = [Ref(address, source.key, f"{MARK} 1"), Ref("https://post.example/other", source.key)]
    schedule.enrol(conn, source, refs, at=AT)
    redact(archive, 1, reason="asked for")
    assert conn.execute("SELECT url FROM visits").fetchall() == [("https://post.example/other",)]
    assert schedule.enrol(conn, source, refs, at=AT)[0] == 0
    assert schedule.enrol_copies(conn, source, [("20260301120000", address)], at=AT) == 0


def test_copies_go_when_asked_for(archive):
    found = redact(archive, 1, reason="asked for", with_copies=True)
    assert found.articles == (1, 2)
    for number in (1, 2):
        with pytest.raises(TakenDownError):
            shelf.article(archive.conn, number)
    assert shelf.article(archive.conn, 3).id == 3


def test_an_article_that_turned_out_to_be_it_goes_too(archive):
    with archive.transaction() as conn:
        conn.execute("UPDATE articles SET redirect_to = 1 WHERE id = 3")
    assert redact(archive, 3, reason="asked for").articles == (1, 3)


def test_what_still_holds_it_is_named(store, tmp_path):
    saved = tmp_path / "saved.html"
    saved.write_text(page(1))
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n" + json.dumps({"title": MARK, "text": f"The {MARK} ferry left."}) + "\n")
    for path in (saved, rows):
        add(store, items=list(sources.look(str(path), Given(), at=AT, stdin=None)))
    with sqlite3.connect(tmp_path / "backup.db") as backup:
        store.conn.backup(backup)
    backup.close()
    assert redact(store, 1, reason="asked for").held_by == (
        str(saved),
        f"{tmp_path / 'backup.db'}, another copy of this archive",
    )
    assert redact(store, 2, reason="asked for").held_by[0] == f"line 2 of {rows}"
    assert redact(store, 2, reason="again").held_by == (f"{tmp_path / 'backup.db'}, another copy of this archive",)


def test_a_reader_that_holds_the_log_is_named(archive):
    with sqlite3.connect(archive.path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        archive.conn.execute("PRAGMA busy_timeout = 100")
        found = redact(archive, 1, reason="asked for")
        assert any("-wal, which another program is reading" in one for one in found.held_by)
    reader.close()
    assert redact(archive, 1, reason="asked for").held_by == ()


def test_tables_of_later_days_go_with_it(archive):
    with archive.transaction() as conn:
        conn.execute(
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, article_id INTEGER REFERENCES articles(id), words TEXT)"
        )
        conn.execute("CREATE TABLE answers (note INTEGER REFERENCES notes, words TEXT)")
        conn.execute("INSERT INTO notes VALUES (1, 1, 'x'), (2, 2, 'y')")
        conn.execute("INSERT INTO answers VALUES (1, 'x'), (2, 'y')")
    redact(archive, 1, reason="asked for")
    assert archive.conn.execute("SELECT words FROM notes UNION ALL SELECT words FROM answers").fetchall() == [
        ("y",),
        ("y",),
    ]


def test_what_is_not_there_cannot_be_taken_down(store):
    with pytest.raises(NotFoundError, match="no article 7"):
        redact(store, 7, reason="asked for")


@pytest.mark.parametrize("packed", [True, False])
def test_records_of_strangers_are_overwritten_in_place(store, tmp_path, warc_record, packed):
    urls_ = [f"https://courier.example/{name}" for name in ("one", MARK.lower(), "three")]
    records = [warc_record(url, page(n, url).encode() if MARK.lower() in url else page(n).replace(MARK, "Depot").encode(),
                           more=(f"WARC-Record-ID: <{UUID(int=n).urn}>",)) for n, url in enumerate(urls_)]  # fmt: skip
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    add(store, items=list(sources.look(str(path), Given(), at=AT, stdin=None)))
    (number,) = next(iter(store.conn.execute("SELECT id FROM articles WHERE url LIKE '%quorn%'")))
    (copy,) = store.evidence_folder.iterdir()
    size = copy.stat().st_size
    assert redact(store, number, reason="asked for").held_by == (str(path),)
    assert copy.stat().st_size == size
    raw = gzip.decompress(copy.read_bytes()) if packed else copy.read_bytes()
    assert MARK.lower() not in raw.decode().lower()
    with copy.open("rb") as opened:
        found = list(warc.records(opened))
    assert [one.kind for one in found] == ["response", "metadata", "response"]
    assert not [one for one in verify.check(store, None) if one.failed]
    told = add(store, items=list(sources.look(str(path), Given(), at=AT, stdin=None)))
    assert [one.outcome for one in told] == ["unchanged", "rejected", "unchanged"]
    raw = gzip.decompress(copy.read_bytes()) if packed else copy.read_bytes()
    assert MARK.lower() not in raw.decode().lower()
