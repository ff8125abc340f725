"""The first page: the box first, true figures, a picture whose bars lead on; and where there is nothing to show."""

import sqlite3

import pytest

from archive.model import Reading
from archive.store import articles


def test_the_box_comes_first(visitor, readable):
    page = visitor.page("/")
    assert readable(page.cssselect("h1")[0]) == "Ferry strikes"
    assert "kept by The Quay Library" in readable(page.cssselect(".lead")[0])
    (box,) = page.cssselect("form[role=search]")
    assert box.get("action") == "/search"
    assert box.getparent().getnext().get("class") == "figures"


def test_figures_are_true(visitor, readable):
    figures = [readable(one) for one in visitor.page("/").cssselect(".figures li")]
    assert figures == [
        "16 articles",
        "4 outlets",
        "4 bylines",
        "2 languages",
        "1 edited after publication",
        "1 undated",
    ]


def test_each_bar_leads_to_as_many_articles_as_it_says(visitor, readable):
    bars = visitor.page("/").cssselect("svg.bars a")
    assert [bar.get("aria-label") for bar in bars][-2:] == ["March 2024: 2 articles", "April 2024: 1 article"]
    for bar in bars:
        said = bar.get("aria-label").split(": ")[1]
        assert readable(visitor.page(bar.get("href")).cssselect("h1")[0]).startswith(said)


def test_newest_and_outlets_lead_on(visitor, readable):
    page = visitor.page("/")
    newest = page.cssselect(".newest a")
    assert len(newest) == 8
    assert newest[1].get("href") == "/article/4"
    outlet = next(one for one in page.cssselect("td a") if readable(one) == "Estuary Times")
    assert readable(visitor.page(outlet.get("href")).cssselect("h1")[0]) == "Estuary Times"
    assert page.cssselect(".masthead nav a")[-1].get("href") == "/archive"


def test_a_new_article_is_on_the_page_at_once(store, visit_to, readable):
    visitor = visit_to(store.path)
    assert "waits for its first article" in readable(visitor.page("/"))
    with store.transaction() as conn:
        articles.record(
            conn, Reading(title="One", text="One."), keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z"
        )
    page = visitor.page("/")
    assert readable(page.cssselect(".figures li")[0]) == "1 article"
    assert not page.cssselect("svg.bars")  # nothing is dated


def test_an_empty_archive_says_how_to_begin(store, visit_to, readable):
    page = visit_to(store.path).page("/")
    assert "pressmark add" in readable(page.cssselect("pre")[0])
    assert page.cssselect("form[role=search]")


def test_the_archive_is_found_by_what_it_is(archive_file, tmp_path, visit_to, readable):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as conn:
        conn.execute("CREATE TABLE t (a)")
    ours = tmp_path / "search.db"  # a name that is also one of our addresses
    ours.write_bytes(archive_file.read_bytes())
    page = visit_to(other, ours).page("/")
    assert readable(page.cssselect("h1")[0]) == "Ferry strikes"
    assert page.cssselect(".masthead nav a")[-1].get("href") == "/search"  # Datasette's page of that database


@pytest.mark.parametrize("path", ["/", "/search", "/article/1"])
def test_without_an_archive_the_page_says_so(tmp_path, visit_to, readable, path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as conn:
        conn.execute("CREATE TABLE t (a)")
    page = visit_to(other).page(path, status=404)
    assert "none of the databases" in readable(page).lower()
    assert page.cssselect("main li a")[0].get("href") == "/other"


def test_who_may_not_see_the_table_may_not_see_the_pages(archive_file, visit_to):
    visitor = visit_to(archive_file, metadata={"databases": {"archive": {"allow": {"id": "keeper"}}}})
    for path in ("/", "/search.json", "/search.csv", "/article/1.txt"):
        assert visitor.get(path).status_code == 403
    cookie = {"ds_actor": visitor.datasette.sign({"a": {"id": "keeper"}}, "actor")}
    assert visitor.get("/article/1.txt", cookies=cookie).status_code == 200
