"""A search as a file: all of it, streamed in pieces, and never a short file that looks whole."""

import asyncio
import csv
import io
import zipfile

import pytest

from archive import export
from archive.errors import StoreError
from archive.model import Reading
from archive.plugin.download import Download
from archive.store import articles, columns

AT = "2025-01-01T00:00:00Z"


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_all_matches_are_in_it_whatever_the_page(visitor):
    answer = visitor.get("/search.csv?q=quay&size=2&sort=newest")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    found = rows(answer)
    assert list(found[0]) == list(columns.NAMES)
    assert len(found) == visitor.get("/search.json?q=quay").json()["total"] == 14
    assert [one["published_date"] for one in found] == sorted((one["published_date"] for one in found), reverse=True)


def test_columns_are_those_asked_for_in_that_order(visitor):
    answer = visitor.get("/search.csv?q=dockers&columns=title,id,snippet")
    assert rows(answer) == [{"title": "Dockers block the ferry quay", "id": "1", "snippet": rows(answer)[0]["snippet"]}]
    assert "dockers" in rows(answer)[0]["snippet"]


def test_the_mark_for_excel_is_there_when_asked_for(visitor):
    assert visitor.get("/search.csv?bom=1").content.startswith(b"\xef\xbb\xbfid,")
    assert visitor.get("/search.csv").content.startswith(b"id,")


@pytest.mark.parametrize(("query", "name"), [("", "pressmark-articles.csv"), ("?q=Ferry+quay!", "pressmark-ferry-quay.csv"),
                                             ("?q=%D8%A7%D9%84%D8%B9%D8%A8%D9%91%D8%A7%D8%B1%D8%A9", "pressmark-search.csv"),
                                             ("?q=%22%0d%0aX:%20y", "pressmark-x-y.csv")])  # fmt: skip
def test_the_file_is_named_after_the_search(visitor, query, name):
    assert (
        visitor.get(f"/search.csv{query}").headers["content-disposition"].startswith(f'attachment; filename="{name}"')
    )


@pytest.mark.parametrize("query", ["columns=titel", "from=soonish", "sort=best"])
def test_a_table_cannot_say_what_it_left_out_and_so_refuses(visitor, query):
    answer = visitor.get(f"/search.csv?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert query.split("=")[1] in answer.text


class Reader:
    """The other end of a connection: takes what is sent, and may leave after some pieces."""

    def __init__(self, stays_for=10**9):
        self.messages, self.stays_for, self.gone = [], stays_for, asyncio.Event()

    @property
    def bodies(self):
        return [one["body"] for one in self.messages if one["type"] == "http.response.body"]

    async def send(self, message):
        self.messages.append(message)
        if len(self.bodies) >= self.stays_for:
            self.gone.set()
            await asyncio.sleep(0)

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}


def download(path, produce, reader, pool):
    async def sent():
        await Download(path, produce, pool).send(reader.send, reader.receive, {"content-type": "text/csv"})

    asyncio.run(sent())


@pytest.fixture
def pool():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as made:
        yield made


def test_pieces_go_out_one_by_one_and_end_when_whole(archive_file, pool):
    reader = Reader()
    download(archive_file, lambda _conn: (piece for piece in (b"a", b"b")), reader, pool)
    assert reader.bodies == [b"a", b"b", b""]
    assert [one.get("more_body", False) for one in reader.messages[1:]] == [True, True, False]


def test_what_goes_wrong_on_the_way_is_raised_and_the_end_is_never_sent(archive_file, pool):
    def broken(_conn):
        yield b"a"
        raise StoreError("the file is not whole")

    reader = Reader()
    with pytest.raises(StoreError):
        download(archive_file, broken, reader, pool)
    assert reader.bodies == [b"a"]


def test_an_empty_piece_is_not_the_end(archive_file, pool):
    def failing(_conn):
        yield b""
        raise StoreError("the file is not whole")

    with pytest.raises(StoreError):
        download(archive_file, failing, Reader(), pool)


def test_it_stops_when_its_reader_leaves(archive_file, pool):
    made = []

    def endless(_conn):
        while True:
            made.append(b"x")
            yield b"x"

    reader = Reader(stays_for=3)
    download(archive_file, endless, reader, pool)
    assert len(made) < 10
    assert b"" not in reader.bodies


def test_even_a_statement_under_way_is_stopped(archive_file, pool):
    def slow(conn):
        yield b"begun"
        yield str(
            conn.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            ).fetchone()
        ).encode()

    reader = Reader(stays_for=1)
    download(archive_file, slow, reader, pool)
    assert reader.bodies == [b"begun"]


def test_the_connection_is_closed_at_the_end(archive_file, pool):
    import sqlite3

    seen = []

    def producing(conn):
        seen.append(conn)
        yield b"a"

    download(archive_file, producing, Reader(), pool)
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].execute("SELECT 1")


def test_a_large_table_comes_in_pieces(store, visit_to):
    with store.transaction() as conn:
        for n in range(200):
            articles.record(
                conn,
                Reading(title=f"T{n}", text=f"Word {n} " * 1_000),
                keys=[],
                capture_id=None,
                url=None,
                at="2025-01-01T00:00:00Z",
            )
    visitor, sizes = visit_to(store.path), []

    async def sent():
        app, messages = visitor.datasette.app(), []

        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            messages.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/search.csv",
            "raw_path": b"/search.csv",
            "query_string": b"",
            "headers": [],
        }
        await app(scope, receive, send)
        sizes.extend(len(one.get("body", b"")) for one in messages[1:])

    asyncio.run(sent())
    assert len(sizes) > 5
    assert max(sizes) < 500_000
    assert sizes[-1] == 0


@pytest.mark.parametrize("form", export.FORMS, ids=lambda form: form.suffix)
def test_every_form_comes_under_its_address(visitor, form):
    answer = visitor.get(f"/search{form.suffix}?q=quay&sort=newest")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form.media_type
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="pressmark-quay{form.suffix}"')
    assert len(answer.content) > 500


def test_forms_agree_on_what_matches(visitor):
    with zipfile.ZipFile(io.BytesIO(visitor.get("/search.txt.zip?q=quay").content)) as packed:
        assert len(packed.namelist()) == 15
    assert len(visitor.get("/search.jsonl?q=quay").text.splitlines()) == 14
    assert len(visitor.get("/search.csl.json?q=quay").json()) == 14


def test_copies_are_folded_when_asked_for(visit_to, store):
    with store.transaction() as conn:
        for n in range(3):
            articles.record(conn, Reading(title=str(n), text=f"Word {n}"), keys=[], capture_id=None, url=None, at=AT)
        conn.execute("UPDATE articles SET copy_of = 1 WHERE id = 2")
    visitor = visit_to(store.path)
    assert len(rows(visitor.get("/search.csv"))) == 3
    assert len(rows(visitor.get("/search.csv?count=distinct"))) == 2


def test_a_public_server_gives_no_whole_texts_away(visit_to, archive_file):
    visitor = visit_to(archive_file, metadata={"plugins": {"pressmark": {"public": True}}})
    assert visitor.get("/search.txt.zip").status_code == 400
    for form in export.FORMS:
        if form.suffix not in {".txt.zip", ".xlsx", ".parquet"}:
            answer = visitor.get(f"/search{form.suffix}?q=dockers")
            assert answer.status_code == 200
            assert "Forty" not in answer.text


def test_rows_can_be_places_or_days(visitor, readable):
    lines = rows(visitor.get("/search.csv?q=ramp&rows=matches"))
    assert [(one["article_id"], one["paragraph"], one["hit"]) for one in lines] == [("1", "2", "ramp")]
    days = rows(visitor.get("/search.csv?q=tide&rows=days"))
    assert sum(int(one["count"]) for one in days) == 12
    assert {one["start"] for one in days} > {"2023-01-01", "2024-03-14"}
    answer = visitor.get("/search.jsonl?q=ramp&rows=matches")
    assert 'filename="pressmark-ramp-matches.jsonl"' in answer.headers["content-disposition"]
    links = [one.get("href") for one in visitor.page("/search?q=ramp").cssselect(".forms a")]
    assert {f"/search.csv?q=ramp&rows={kind}" for kind in ("matches", "days")} | {"/search.zip?q=ramp"} <= set(links)


@pytest.mark.parametrize("address", [".csv?q=a&rows=weeks", ".ris?q=a&rows=days", ".zip?q=a&rows=matches",
                                     ".csv?q=a&rows=days&columns=id", ".csv?rows=matches", ".csv?q=-a&rows=matches"])  # fmt: skip
def test_rows_that_a_file_cannot_have_are_refused(visitor, address):
    assert visitor.get(f"/search{address}").status_code == 400


def test_strangers_get_lines_only_of_what_they_may_read_whole(public):
    visitor = public(
        "UPDATE articles SET access = 'full' WHERE id IN (1, 5)", "UPDATE articles SET access = 'none' WHERE id = 6"
    )
    lines = rows(visitor.get("/search.csv?q=quay&rows=matches"))
    assert {one["article_id"] for one in lines} == {"1", "5"}
    days = rows(visitor.get("/search.csv?q=tide&rows=days"))
    assert sum(int(one["count"]) for one in days) == 11
    assert "2023-02-01" not in {one["start"] for one in days}
