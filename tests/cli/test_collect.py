"""`source` and `collect` end to end, against a site on loopback."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.hostile.site import framed, html, standing
from tests.watch.conftest import STORY, page, rss, tagged, urlset

HERE = ("--allow-private", "--delay", "0")


@pytest.fixture
def site():
    """An outlet with a feed of two articles, one of which is gone, and a sitemap; each at an address of its own."""
    with standing({}) as site:
        at = site.home = f"http://127.0.0.1:{site.port}"
        site.answers.update({
            "/": html('<link rel="alternate" type="application/rss+xml" href="/feed">'),
            "/feed": tagged(rss(f"{at}/2026/03/01/depot", f"{at}/2026/03/01/gone")),
            "/sitemap.xml": html(urlset(f"{at}/2026/03/01/depot", f"{at}/2025/03/01/old")),
            "/2026/03/01/depot": tagged(page("Depot closes on Friday")),
            "/2025/03/01/old": html(page("Council votes again", STORY[::-1])),
            "/plain": html("<p>hello"),
        })  # fmt: skip
        yield site


def test_from_an_outlet_to_its_articles(run, ask, site, tmp_path):
    found = ask("source", "add", site.home, *HERE, "--dry-run")
    assert [(one["outcome"], one["shape"]) for one in found] == [
        ("would add", "feed"), ("left out", "sitemap"), ("left out", "front page"),
    ]  # fmt: skip
    assert found[0]["examples"][0] == {"url": f"{site.home}/2026/03/01/depot", "title": "Item 0"}
    assert not (tmp_path / "x.db").exists()
    printed = run("source", "add", site.home, *HERE).stdout
    assert "added as 1  feed: The Courier (told by its front page)" in printed
    assert "2 pages, such as" in printed
    done = run("collect", *HERE)
    assert "The Courier (feed): 1 added, 1 rejected (1 gone)" in done.stdout
    assert f"{site.home}/2026/03/01/gone: gone (HTTP 404)" in done.stderr
    (source,) = ask("collect", *HERE, "--again")["sources"]
    assert (source["unchanged"], source["rejected"], source["whys"]) == (1, 1, {"unchanged": 1, "gone": 1})
    assert ask("search", "depot")["total"] == 1
    told = run("source", "health").stdout
    assert "last gave something" in told
    assert "2 gone" in told
    assert max(map(len, told.splitlines())) <= 80
    fared = ask("source", "health")
    assert fared["sources"][0]["months"][0]["missed"] == {"gone": 2}
    assert fared["gaps"] == []


def test_what_a_site_reserves_is_recorded_and_left_where_that_is_asked_for(run, ask, site):
    site.answers["/2026/03/01/depot"] = html(page("Depot closes on Friday"), "X-Robots-Tag: noai")
    run("source", "add", site.home, *HERE)
    run("collect", *HERE)
    assert ask("show", 1)["evidence"]["opt_outs"] == ["header:noai"]
    run("config", "heed_opt_outs", "yes")
    (source,) = ask("collect", *HERE, "--again")["sources"]
    assert source["whys"] == {"opted out": 1, "gone": 1}


@pytest.mark.parametrize(
    ("options", "kinds"),
    [(("--all",), ["feed", "sitemap", "section"]), (("--sitemaps",), ["sitemap"]), (("--section",), ["section"])],
)  # fmt: skip
def test_which_sources_of_an_outlet(ask, site, options, kinds):
    found = ask("source", "add", site.home, *HERE, "--dry-run", *options)
    assert [one["kind"] for one in found if one["outcome"] == "would add"] == kinds


def test_sources_are_listed_removed_and_taken_up_again(run, ask, site):
    run("source", "add", f"{site.home}/feed", f"{site.home}/sitemap.xml", *HERE, "--outlet", "The Courier")
    run("source", "remove", "1")
    assert [one["outlet"] for one in ask("source", "list")] == ["The Courier"]
    assert "added as 1" in run("source", "add", f"{site.home}/feed", *HERE).stdout
    assert "fits 2 sources" in run("source", "remove", "127.0.0.1", code=2).stderr


def test_a_list_of_feeds_there_and_back(run, ask, tmp_path):
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="A &amp; B" xmlUrl="https://a.example/feed"/>'
        '<outline text="C"><outline text="D" xmlUrl="https://d.example/rss"/></outline></body></opml>'
    )
    run("source", "add", opml)
    written = run("source", "list", "--opml").stdout
    assert "A &amp; B" in written
    opml.write_text(written)
    assert [one["outcome"] for one in ask("source", "add", opml)] == ["known as 1", "known as 2"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("source", "add", "ftp://x.example/"), 1, "neither an http or https address nor a file"),
        (("source", "add", "https://x.example/", "--from", "2019"), 2, "say --wayback too"),
        (("source", "add", "http://127.0.0.1:9/"), 1, "127.0.0.1"),
        (("collect", "--every", "soon"), 2, "no interval"),
        (("collect", "--since", "soon"), 2, "no date"),
    ],
)
def test_mistakes_are_told_in_words(run, words, code, said):
    done = run(*words, code=code)
    assert said in done.stderr


def test_nothing_to_collect_from(run, tmp_path):
    (tmp_path / "a.txt").write_text("Some words of a letter.")
    run("add", tmp_path / "a.txt")
    assert "pressmark source add" in run("collect", code=2).stderr
    assert "no source fits" in run("collect", "--source", "courier", code=1).stderr


def test_a_source_that_cannot_be_read_is_a_failure(run, ask, site):
    run("source", "add", f"{site.home}/feed", *HERE)
    site.answers["/feed"] = framed(b"", status="403 Forbidden")
    done = run("collect", *HERE, code=1)
    assert "could not be read: blocked" in done.stdout
    assert "could not be read: blocked" in done.stderr


def test_addresses_of_this_machine_are_not_asked_for_unless_allowed(run, site):
    done = run("source", "add", f"{site.home}/feed", code=1)
    assert "127.0.0.1" in done.stderr
    assert site.asked == []


def test_a_dead_page_from_the_wayback_machine(run, ask, site):
    at = site.home
    stamp, gone = "20190304050607", f"{at}/2026/03/01/gone"
    run("config", "wayback_cdx", f"{at}/cdx")
    run("config", "wayback_replay", f"{at}/web/")
    assert "wayback_save" in run("config", "wayback_save", "here", code=2).stderr
    rows = [["timestamp", "original", "mimetype", "statuscode", "digest"], [stamp, gone, "text/html", "200", "D"]]
    listed = html(json.dumps(rows))

    class Answers(dict):
        def get(self, place, otherwise=None):
            return listed if place.startswith("/cdx") else super().get(place, otherwise)

    site.answers = Answers(site.answers)
    site.answers["/robots.txt"] = framed(b"User-agent: *\nDisallow: /cdx\nDisallow: /web/\n")  # meant for crawlers
    site.answers[f"/web/{stamp}id_/{gone}"] = html(page("Depot closes on Friday"))
    assert ask("add", gone, "--allow-private", code=1)["rejected"] == 1
    assert ask("add", gone, "--allow-private", "--wayback")["added"] == 1
    kept = ask("show", "1")["evidence"]
    assert (kept["evidence"], kept["captured_at"]) == ("wayback", "2019-03-04T05:06:07Z")
    assert kept["archived_url"] == f"{at}/web/{stamp}/{gone}"
    assert [one["kind"] for one in ask("source", "add", gone, "--wayback", "--from", "2019", *HERE)] == ["wayback"]
    assert ask("collect", *HERE)["sources"][0]["named"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_the_page_in_hand_and_nobody_collects_beside_it(run, ask, site, tmp_path, number):
    run("source", "add", f"{site.home}/feed", *HERE)
    command = [sys.executable, "-m", "archive", "collect", *HERE, "--every", "1h"]
    process = subprocess.Popen(
        command, env={**os.environ, "PRESSMARK_DB": str(tmp_path / "x.db")}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not _articles(tmp_path) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    assert "another collect is at work" in run("collect", *HERE, code=1).stderr
    os.killpg(process.pid, number)  # as a terminal does, and systemd
    printed, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "stopping after the page in hand" in said
    assert "round 1:" in printed
    assert ask("collect", *HERE)["ended"] is True
    assert ask("search", "depot")["total"] == 1


def _articles(tmp_path):
    with sqlite3.connect(f"file:{tmp_path / 'x.db'}?mode=ro", uri=True) as conn:
        return conn.execute("SELECT count(*) FROM articles").fetchone()[0]
