"""A round is killed at any moment, again and again: what it acknowledged is there, and the next run goes on.

`make torture` kills thirty times, the usual run three times.
"""

import contextlib
import random
import signal
import subprocess
import sys

import pytest

from archive import evidence
from archive.store import open_archive, shelf, sources
from tests.hostile.site import html, standing
from tests.watch.conftest import page, tagged, urlset

PAGES = 120
# A round over the archive, which says of each page on a line when it is told of it.
COLLECTOR = """
import sys
from pathlib import Path
from archive import dates, ingest
from archive.fetch import Fetcher
from archive.store import open_archive, sources
from archive.watch import Round

with open_archive(Path(sys.argv[1])) as store, Fetcher(
    clock=dates.now, allow_private=True, resolve=lambda _host, _port: [("127.0.0.1", int(sys.argv[2]))], delay=0
) as fetcher:
    round_ = Round(store, fetcher, sources.everything(store.conn), lambda _url: None)

    def told(result):
        round_.told(result)
        print(result.outcome, result.input, flush=True)

    ingest.add(store, round_.items(), round_, told=told)
    round_.end()
    print("end", flush=True)
"""


@pytest.fixture
def kills(request):
    return 30 if request.config.getoption("--hypothesis-profile") == "torture" else 3


@pytest.fixture
def place(tmp_path):
    """An archive with one sitemap to collect from, and the site of it."""
    links = [f"http://h{number % 6}.example/2026/03/01/story-{number}" for number in range(PAGES)]
    answers = {
        link.partition("://")[2]: tagged(page(f"Story number {number} of the day")) for number, link in enumerate(links)
    }
    with standing({**answers, "h0.example/map.xml": html(urlset(*links))}) as site:
        path = tmp_path / "archive.db"
        with open_archive(path, create=True) as store, store.transaction() as conn:
            sources.add(conn, "sitemap", "http://h0.example/map.xml", name="Six outlets", at="2026-03-01T12:00:00Z")
        yield path, site, set(links)


def start(path, site):
    return subprocess.Popen(
        [sys.executable, "-c", COLLECTOR, str(path), str(site.port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check(path, acknowledged):
    """Nothing acknowledged is lost, and every article rests on bytes that are there."""
    with open_archive(path) as store:
        assert store.conn.execute("PRAGMA quick_check").fetchone() == ("ok",)
        held = {row[0] for row in store.conn.execute("SELECT url FROM articles")}
        assert acknowledged <= held
        for (article_id,) in store.conn.execute("SELECT id FROM articles").fetchall():
            kept = shelf.article(store.conn, article_id).capture
            assert evidence.payload(store.evidence_folder, kept.place, kept.body_sha256)
        return held


def test_a_round_that_is_killed_loses_nothing(place, kills):
    path, site, links = place
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    acknowledged = set()
    for _ in range(kills):
        process = start(path, site)
        lines = chance.randrange(0, 2 * PAGES // kills + 2)
        for _ in range(lines):
            words = process.stdout.readline().split()
            if words and words[0] != "end":
                acknowledged.add(words[1])
        if chance.random() < 0.5:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        held = check(path, acknowledged)
        if held == links:
            again(path)
    process = start(path, site)
    printed, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert printed.splitlines()[-1] == "end"
    assert check(path, acknowledged) == links
    with open_archive(path) as store:
        assert store.conn.execute("SELECT count(*) FROM versions").fetchone() == (0,)
        assert store.conn.execute("SELECT count(*) FROM unread").fetchone() == (0,)
        assert store.conn.execute("SELECT count(*) FROM visits WHERE seen_at IS NULL").fetchone() == (0,)
        store.conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")


def again(path):
    """Let every page be due once more, so that there is something left to be killed at."""
    with open_archive(path) as store, store.transaction() as conn:
        conn.execute("UPDATE visits SET due_at = found_at")
