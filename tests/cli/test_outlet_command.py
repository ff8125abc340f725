"""`pressmark outlet`, as a person runs it: files written, checked on loopback, and what visitors may see."""

import http.server
import json
import threading

import pytest

LINES = "".join(
    f"<p>{number} The ferry lay at its mooring all winter, and nobody knew when it would leave.</p>"
    for number in range(9)
)
STORY = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry sails - The Loopback Gazette</title>
<meta property="og:site_name" content="The Loopback Gazette"><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2025-03-14T08:15:00+01:00">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>
<body><h1>Ferry sails</h1><article>{LINES}</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>
<item><title>Ferry sails</title><link>{home}/story.html</link></item>
<item><title>Nothing</title><link>{home}/empty.html</link></item></channel></rss>"""
FILE = """\"\"\"The Loopback Gazette: generic reading is right.\"\"\"

from archive.scraper import Scraper


class LoopbackGazette(Scraper):
    name = "The Loopback Gazette"
    hosts = ("127.0.0.1",)
    feeds = ("{home}/feed.xml", "{home}/gone.xml")
    sitemaps = ("{home}/story.html",)
"""


@pytest.fixture(scope="module")
def home():
    """A news site on a free port of loopback: a story, a feed that names it, and a page without text."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            pages = {"/story.html": STORY, "/empty.html": "<title>-</title>", "/feed.xml": FEED.format(home=address)}
            body = pages.get(self.path, "gone").encode()
            self.send_response(200 if self.path in pages else 410)
            self.send_header("Content-Type", "application/xml" if self.path.endswith("xml") else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


def test_outlets_are_listed_under_both_names(run, ask):
    names = [one["name"] for one in ask("outlets", "list")]
    assert {"The Guardian", "World Socialist Web Site", "junge Welt"} <= set(names)
    assert run("outlet", "list").stdout.splitlines()[0].split()[-1]
    guardian = next(one for one in ask("outlet", "list") if one["name"] == "The Guardian")
    assert (guardian["slug"], guardian["country"], guardian["reads"]) == ("the-guardian", "GB", [])


def test_a_new_file_shows_what_generic_reading_gives(run, tmp_path, home):
    mine = tmp_path / "mine"
    done = run("outlet", "new", f"{home}/story.html", "--scrapers", mine, "--allow-private")
    assert "title      meta         Ferry sails" in done.stdout
    assert "authors    meta         Ada Quill" in done.stdout
    assert sorted(path.name for path in mine.rglob("*.*")) == [
        "127.0.0.1",
        "2025-03-14-ferry-sails.html",
        "2025-03-14-ferry-sails.json",
        "the_loopback_gazette.py",
    ]
    listed = run("outlet", "list", "--scrapers", mine).stdout
    assert "The Loopback Gazette" in listed
    refused = run("outlet", "new", f"{home}/story.html", "--scrapers", mine, "--allow-private", code=2)
    assert "The Loopback Gazette has a file already, the_loopback_gazette.py" in refused.stderr
    (mine / "the_loopback_gazette.py").write_text("x = 1")
    refused = run("outlet", "new", f"{home}/story.html", "--scrapers", mine, "--allow-private", code=2)
    assert "is there already, and nothing is overwritten" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["page.html"], 2, "the page does not say where it is from: name its address with --url"),
        (["page.html", "--url", "ftp://x"], 2, "--url must be an http or https address"),
        (["nowhere.html"], 1, "there is no such file or folder"),
        (["{home}/no.html", "--allow-private"], 1, "HTTP 410"),
    ],
)
def test_what_is_no_page_of_an_outlet_is_refused(run, tmp_path, home, words, code, message):
    (tmp_path / "page.html").write_text(STORY)
    given = [word.format(home=home) for word in words]
    assert message in run("outlet", "new", *given, "--scrapers", tmp_path / "mine", code=code).stderr
    assert not (tmp_path / "mine").exists()


def test_a_saved_page_needs_its_address(run, tmp_path):
    (tmp_path / "page.html").write_text(STORY)
    mine = tmp_path / "mine"
    run("outlet", "new", "page.html", "--url", "https://gazette.example/a", "--scrapers", mine)
    assert 'hosts = ("gazette.example",)' in (mine / "the_loopback_gazette.py").read_text()
    assert json.loads((mine / "fixtures/gazette.example/2025-03-14-ferry-sails.json").read_text())["authors"]


def test_a_live_check_says_what_answers(run, tmp_path, home):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "gazette.py").write_text(FILE.format(home=home))
    done = run("outlet", "check", "loopback gazette", "--scrapers", mine, "--allow-private", "--json", code=1)
    found = {
        one["address"].removeprefix(home): (one["what"], one["fine"], one["words"]) for one in json.loads(done.stdout)
    }
    assert found["/feed.xml"] == ("feed", True, "2 articles")
    assert found["/gone.xml"] == ("feed", False, "HTTP 410")
    assert found["https://127.0.0.1/"][:2] == ("home", False)
    assert found["/empty.html"][:2] == ("page", False)
    pages = [one for one in json.loads(done.stdout) if one["address"].endswith("/story.html")]
    assert [(one["what"], one["fine"]) for one in pages] == [("sitemap", False), ("page", True)]
    assert pages[1]["words"] == "“Ferry sails”, Ada Quill, 2025-03-14T08:15:00+01:00"
    assert "1 outlet, 4 things to look at" in done.stderr


def test_a_saved_check_reads_captures_too(run, tmp_path, home):
    mine = tmp_path / "mine"
    mine.mkdir()
    method = "\n    def title(self, page):\n        return page.text('h1')\n"
    (mine / "gazette.py").write_text(FILE.format(home=home) + method)
    run("add", f"{home}/story.html", "--allow-private")
    done = run("outlet", "check", "127.0.0.1", "--saved", "--scrapers", mine, code=1)
    assert f"ok    The Loopback Gazette       page     {home}/story.html  as generic reading has it" in done.stdout
    assert "title  changes nothing, generic reading says the same" in done.stdout
    assert "no file is for “no such”" in run("outlet", "check", "no such", code=1).stderr


def test_every_shipped_method_changes_something(run):
    assert "0 things to look at" in run("outlet", "check", "--saved").stderr


def test_visitors_may_see_what_is_said_of_the_outlet(run, ask, tmp_path, home):
    run("add", f"{home}/story.html", "--allow-private")
    run("outlets", "set", "the-loopback-gazette", "--access", "none", "--embargo-until", "2099-01-01")
    assert ask("show", "1")["access"] == "none"
    run("outlets", "set", "The Loopback Gazette", "--embargo-until", "none", "--access", "full")
    assert ask("show", "1")["access"] == "full"
    missing = run("outlet", "set", "loopback-gazette", "--access", "full", code=1).stderr
    assert "there is no outlet “loopback-gazette” in this archive: did you mean the-loopback-gazette?" in missing
    assert "nothing to set" in run("outlet", "set", "the-loopback-gazette", code=2).stderr
    assert "“soon” is no day" in run("outlet", "set", "x", "--embargo-until", "soon", code=2).stderr


@pytest.mark.parametrize("name", ["list", "new", "check", "set"])
def test_each_command_has_an_example(run, name):
    assert f"pressmark outlet {name}" in run("outlet", name, "--help").stdout.split("Example:")[1]
