"""The demo is the whole way of an article on real HTTP, and plainly what its own description says."""

import re
import sqlite3
import tomllib

import pytest

from archive import ingest, shipped
from archive.cli import demo_site
from archive.fetch import Fetcher
from archive.model import Result
from archive.registry import Registry
from archive.store import open_archive, sources
from archive.watch import Round, Wishes

NOW = "2026-03-01T12:00:00Z"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The archive of both rounds, and what became of every address in each."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    rounds: list[dict[str, Result]] = []
    with open_archive(path, create=True, clock=lambda: NOW) as store, demo_site.standing(shipped.path("demo")) as site:
        with store.transaction() as conn:
            for one in site.about["sources"]:
                sources.add(conn, one["kind"], one["url"], name=one["url"], at=NOW)
        scraper_for = Registry.found().for_url
        for site.edition in (1, 2):
            results: list[Result] = []
            wishes = Wishes(again=site.edition > 1)
            with Fetcher(clock=lambda: NOW, allow_private=True, resolve=site.resolve, delay=0) as fetcher:
                round_ = Round(store, fetcher, sources.everything(conn), scraper_for, wishes=wishes)

                def told(result, round_=round_, results=results):
                    round_.told(result)
                    results.append(result)

                ingest.add(store, round_.items(), round_, scraper_for, told)
                round_.end()
            rounds.append({result.input: result for result in results})
        yield store, rounds


ABOUT = tomllib.loads((shipped.path("demo") / "demo.toml").read_text())
SPECIAL = ABOUT["special"] + ABOUT["odd"]


def listed(rounds, url):
    """The result of an address, whatever parameters its source hung on it."""
    return next(result for name, result in rounds.items() if name.split("?")[0] == url.split("?")[0])


@pytest.mark.parametrize("special", SPECIAL, ids=lambda one: f"{one['kind']} {one['url'].rsplit('/', 1)[-1]}")
def test_special_pages_are_what_they_are(collected, special):
    store, (first, second) = collected
    result = listed(first, special["url"])
    kind = special["kind"]
    if kind in {"soft404", "consent", "dead-link"}:
        assert result.outcome == "rejected"
        return
    assert result.outcome == "added"
    flag = {"paywalled": "paywalled", "liveblog": "liveblog"}.get(kind)
    assert flag is None or flag in result.flags
    again = listed(second, special["url"])
    assert (again.outcome, again.version) == (
        ("changed", "2") if kind in {"edited", "correction"} else ("unchanged", "1")
    )
    language = {"french": "fr", "german": "de", "japanese": "ja"}.get(kind)
    row = store.conn.execute(
        "SELECT title, language, authors, url, canonical_url, text, links FROM articles WHERE id = ?", [result.article]
    ).fetchone()
    assert language is None or row[1] == language
    assert kind != "no-byline" or row[2] == ""
    assert kind != "tracking-url" or ("utm_" in row[3] and "utm_" not in row[4])
    assert kind != "embed" or ("not loading" not in row[5] and '"embed"' in row[6])
    assert kind != "quoted-title" or "&" in row[0]


def test_nothing_else_is_lost(collected):
    _, (first, second) = collected
    expected = {one["url"].split("?")[0] for one in SPECIAL if one["kind"] in {"soft404", "consent", "dead-link"}}
    rejected = {name.split("?")[0] for name, result in first.items() if result.outcome == "rejected"}
    assert rejected == expected
    assert len(first) > 40
    assert {result.outcome for result in second.values()} == {"unchanged", "changed", "rejected"}


def test_titles_are_headlines_and_every_article_has_its_outlet_and_date(collected):
    store, _ = collected
    names = {outlet["name"] for outlet in ABOUT["outlets"]}
    for title, text, outlet, published in store.conn.execute(
        "SELECT a.title, a.text, o.name, a.published FROM articles a JOIN outlets o ON o.id = a.outlet_id"
    ):
        assert outlet in names
        assert not any(name in title for name in names)
        assert published[:4] == "2025"
        assert text.split("\n\n")[0] != title


def test_the_pages_that_robots_must_not_read_were_not_read(collected):
    store, _ = collected
    assert store.conn.execute("SELECT count(*) FROM captures WHERE url LIKE '%/account/%'").fetchone()[0] == 0


def test_the_command_tells_the_whole_way(run, tmp_path):
    printed = run("demo", "--no-serve").stdout
    assert "A made-up news site stands at 127.0.0.1" in printed
    assert "First round" in printed
    assert "round 2: 2 changed, 43 unchanged, 3 rejected" in printed
    assert "**" in printed
    assert "sha256:" in printed
    path = re.search(r"The archive is (.+)", printed)[1]
    assert sqlite3.connect(path).execute("SELECT count(*) FROM articles").fetchone()[0] > 40
    assert not (tmp_path / "x.db").exists()


def test_the_site_gives_nothing_from_outside_its_folder():
    with demo_site.standing(shipped.path("demo")) as site:
        for host, path in (
            ("..", "/README"),
            ("eastgate-courier.example", "/../demo.toml"),
            ("eastgate-courier.example", "/%2e%2e/demo.toml"),
            ("", "/demo.toml"),
        ):
            assert site.file(host, path) is None
