"""Nothing that a stranger wrote becomes markup, no page goes without its headers, no question runs for ever."""

import asyncio
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.plugin import marks, room
from archive.plugin.room import Room
from archive.text import HIT_CLOSE, HIT_OPEN

PLUGIN = Path(room.__file__).parent
OURS = [
    "/",
    "/search",
    "/search.json",
    "/search.csv",
    "/article/1",
    "/article/1.json",
    "/article/1.txt",
    "/article/99",
    "/article/99.json",
]


@pytest.mark.parametrize("path", OURS)
def test_our_answers_allow_no_script_and_no_frame(visitor, path):
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/archive", "/archive/articles", "/archive.json", "/-/static/app.css"])
def test_datasettes_own_have_headers_too(visitor, path):
    headers = visitor.get(path).headers
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_header_that_is_set_already_stays():
    from archive.plugin.headers import with_headers

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"Referrer-Policy", b"no-referrer")]})

    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(with_headers(app)({}, None, send))
    assert [value for name, value in sent[0]["headers"] if name.lower() == b"referrer-policy"] == [b"no-referrer"]


def test_programs_of_other_sites_read_json_only_where_the_keeper_lets_them(visitor, visit_to, archive_file):
    assert "access-control-allow-origin" not in visitor.get("/search.json").headers
    open_to_all = visit_to(archive_file)
    open_to_all.datasette.cors = True
    assert open_to_all.get("/search.json").headers["access-control-allow-origin"] == "*"


HOSTILE_PAGES = ["/", "/search", "/search?q=ferry", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E&outlet=%22%3E%3Cscript%3E&from=%3Cimg%20onerror=1%3E",
                 "/article/2", "/article/2?q=ferry", "/article/2?q=%22%3E%3Cscript%3E", "/article/%3Cscript%3E", "/search?-tag=%3Csvg/onload=alert(1)%3E"]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_text_of_strangers_stays_text(visitor, path):
    page = visitor.page(path, status=404 if "article/%3C" in path else 200)
    assert all(one.startswith("/-/static-plugins/pressmark/") for one in page.xpath("//script/@src"))
    assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')]")
    assert not page.xpath("//script[@type='application/ld+json' and contains(text(), '<')]")
    assert not page.xpath("//img | //style | //iframe | //object")
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]")
    assert all(
        one.split(":")[0] in {"http", "https"} or one[0] in "/#" for one in page.xpath("//@href | //@src | //@action")
    )


def test_hostile_text_is_shown_as_it_was_written(visitor, readable):
    title = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    assert readable(visitor.page("/article/2").cssselect("h1")[0]) == title
    assert visitor.get("/article/2.json").json()["title"] == title


def test_templates_have_no_style_and_no_script_of_their_own():
    for template in PLUGIN.glob("templates/**/*.html"):
        source = template.read_text()
        for ours in ('<script src="{{ to.static(', '<script type="application/ld+json">{{ described }}'):
            source = source.replace(ours, "")
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|\|\s*safe|javascript:", source), template.name


@given(st.text(st.sampled_from([HIT_OPEN, HIT_CLOSE, "<", "&", "a", '"', "\x00"])))
def test_marks_are_balanced_and_all_else_is_escaped(words):
    html = str(marks.marked(words))
    assert html.count("<mark>") == html.count("</mark>")
    rest = html.replace("<mark>", "").replace("</mark>", "")
    assert not set(rest) & {"<", HIT_OPEN, HIT_CLOSE, "\x00"}


def test_a_mark_is_where_the_hit_was():
    assert marks.marked(f"a {HIT_OPEN}<b>{HIT_CLOSE} c") == "a <mark>&lt;b&gt;</mark> c"
    assert marks.marked(f"{HIT_OPEN}{HIT_CLOSE}a{HIT_CLOSE}") == "a"


def endless(conn):
    return conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    ).fetchone()


def test_a_question_has_a_limit(visitor, monkeypatch):
    monkeypatch.setattr(room, "PAGE_SECONDS", 0.05)
    here = Room(visitor.datasette, clock=lambda: "2026-03-01T12:00:00Z")
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        asyncio.run(here.ask(endless))
    assert time.monotonic() - begun < 5
    assert asyncio.run(here.ask(lambda conn: conn.execute("SELECT 1").fetchone())) == (1,)


def test_what_all_want_at_once_is_asked_once(archive_file, visit_to):
    here, asked = Room(visit_to(archive_file).datasette, clock=lambda: "2026-03-01T12:00:00Z"), []

    def question(conn, _sight, _engine):
        asked.append(conn)
        return len(asked)

    async def crowd():
        return await asyncio.gather(*(here.ask_once(question) for _ in range(20)))

    assert asyncio.run(crowd()) == [1] * 20


def test_a_question_that_took_too_long_is_told(archive_file, visit_to, monkeypatch, readable):
    visitor = visit_to(archive_file)
    monkeypatch.setattr("archive.plugin.results._results", lambda conn, *_rest: endless(conn))
    monkeypatch.setattr(room, "PAGE_SECONDS", 0.05)
    page = visitor.page("/search?q=ferry", status=503)
    assert readable(page.cssselect("h1")[0]) == "That took too long"


def test_nothing_can_be_written_through_it(visitor):
    here = Room(visitor.datasette, clock=lambda: "2026-03-01T12:00:00Z")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        asyncio.run(here.ask(lambda conn: conn.execute("DELETE FROM articles")))


def test_a_reader_pays_for_no_collector(archive_file):
    code = f"""
import asyncio, sys
from datasette.app import Datasette
ds = Datasette([{str(archive_file)!r}])
async def read():
    await ds.invoke_startup()
    for path in {OURS!r}:
        await ds.client.get(path)
asyncio.run(read())
heavy = [name for name in sys.modules if name.startswith(("trafilatura", "lxml", "archive.ingest", "archive.extract", "archive.fetch"))]
print(heavy)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr[-2000:]
