"""A public server: what strangers may see is said once and obeyed everywhere, and nothing else is open to them."""

import asyncio
from itertools import product

import pytest
from datasette.utils.asgi import Request

from archive.plugin import permissions, trouble
from archive.plugin.room import Room
from archive.store import visibility

TODAY = "2026-03-01"
LEVELS = ("inherit", *visibility.LEVELS)


@pytest.mark.parametrize(
    "path",
    [
        "/archive/articles",
        "/archive/articles.json",
        "/archive/articles/1",
        "/archive/versions",
        "/archive/captures",
        "/archive/overrides",
        "/archive/outcomes",
        "/archive/articles_export",
        "/archive/articles_fts",
        "/archive.json?sql=select+text+from+articles",
        "/archive?sql=select+1",
        "/archive.db",
        "/-/permissions",
        "/-/databases.json",
        "/-/databases",
        "/-/metadata.json",
        "/-/plugins.json",
        "/-/settings.json",
        "/-/threads.json",
        "/-/versions.json",
        "/-/config",
    ],
)
def test_what_is_not_for_strangers(public, path):
    answer = public().get(path)
    assert answer.status_code in {400, 403}
    assert "dockers" not in answer.text.lower()


def test_the_table_for_strangers_is_open(public):
    visitor = public(
        "UPDATE articles SET access = 'none' WHERE id = 1", "UPDATE articles SET access = 'full' WHERE id = 3"
    )
    rows = visitor.get("/archive/articles_public.json?_shape=array").json()
    assert 1 not in {row["id"] for row in rows}
    assert {row["id"] for row in rows if row["text"]} == {3}
    names = visitor.get("/archive.json").json()
    assert {table["name"] for table in names["tables"]} | {view["name"] for view in names["views"]} == {
        permissions.PUBLIC_TABLE
    }


@pytest.mark.parametrize(("own", "outlets"), list(product(LEVELS, LEVELS)))
@pytest.mark.parametrize("embargo", [None, "2026-03-01", "2999-01-01"])
def test_one_article_is_one_level_everywhere(store, own, outlets, embargo):
    conn = store.conn
    conn.execute("INSERT INTO outlets (id, slug, name, access) VALUES (1, 'a', 'A', ?)", [outlets])
    conn.execute(
        "INSERT INTO articles (id, slot, version, cause, outlet_id, text_sha256, first_seen, version_seen, last_seen,"
        " access, embargo_until, filters) VALUES (1, 1, 1, 'capture', 1, '', '', '', '', ?, ?, '')",
        [own, embargo],
    )
    said = visibility.level(own if own != "inherit" else outlets, embargo, public=True, today=TODAY)
    assert visibility.levels(conn, [1], TODAY) == {1: said}
    assert visibility.by_outlet(conn, TODAY) == [visibility.Shown("A", "a", {said: 1})]
    assert [number for number, _ in visibility.shown(conn, TODAY, 9)] == ([1] if said != "none" else [])
    public = conn.execute("SELECT access FROM articles_public").fetchall()
    assert public == ([] if said == "none" else [(said,)])


def test_what_strangers_see_is_counted_by_outlet_and_level(store):
    conn = store.conn
    conn.execute("INSERT INTO outlets (id, slug, name, access) VALUES (1, 'b', 'B', 'full'), (2, 'a', 'A', 'inherit')")
    said = [  # outlet, access, embargo, redirect
        (1, "inherit", None, None), (1, "inherit", None, None), (1, "metadata", None, None), (1, "full", None, None),
        (1, "inherit", "2999-01-01", None), (1, "inherit", "2001-01-01", None), (1, "none", None, 1), (1, "inherit", None, 1),
        (2, "none", None, None), (None, "inherit", None, None), (None, "full", "2999-01-01", None),
    ]  # fmt: skip
    conn.executemany(
        "INSERT INTO articles (id, slot, version, cause, outlet_id, text_sha256, first_seen, version_seen, last_seen,"
        " access, embargo_until, redirect_to, filters) VALUES (?1, ?1, 1, 'capture', ?2, '', '', '', '', ?3, ?4, ?5, '')",
        [(number, *one) for number, one in enumerate(said, 1)],
    )
    assert visibility.by_outlet(conn, TODAY) == [
        visibility.Shown("A", "a", {"none": 1}),
        visibility.Shown("B", "b", {"full": 4, "metadata": 1, "none": 1}),
        visibility.Shown(None, None, {"none": 1, "excerpt": 1}),
    ]


def test_crawlers_are_asked_to_stay_away_until_the_keeper_wants_them(public):
    closed = public()
    assert closed.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert closed.get("/sitemap.xml").status_code == 404
    assert closed.page("/").xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_crawlers_find_the_articles_that_strangers_may_see(public):
    visitor = public(
        "INSERT INTO config VALUES ('indexing', 'yes')", "UPDATE articles SET access = 'none' WHERE id = 2"
    )
    robots = visitor.get("/robots.txt").text
    assert "Disallow: /search\n" in robots
    assert "Sitemap: http://localhost/sitemap.xml" in robots
    listed = visitor.get("/sitemap.xml").text
    assert "<loc>http://localhost/article/1</loc>" in listed
    assert "/article/2<" not in listed
    assert not visitor.page("/article/1").xpath("//meta[@name='robots']")


def test_about_names_the_keeper_and_how_to_object(public, readable):
    visitor = public("INSERT INTO config VALUES ('contact', 'keeper@quay.example')")
    said = readable(visitor.page("/about").cssselect("main")[0])
    assert "The Quay Library" in said
    assert "Write to keeper@quay.example" in said
    assert "first 60 words" in said


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "There is no page at /nowhere"),
        ("/archive/nowhere", 404, "There is no page at /archive/nowhere"),
        ("/archive/articles_public?_sort=nothing", 400, "Cannot sort table by nothing"),
        ("/archive/articles", 403, "keeps that to itself"),
        ("/search.csv?from=nonsense", 400, "Left out"),
    ],
)
def test_trouble_is_told_on_a_page_of_ours(public, path, status, words):
    answer = public().get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_failure_of_ours_is_logged_and_not_shown(visitor, caplog):
    room = Room(visitor.datasette, clock=lambda: f"{TODAY}T00:00:00Z")
    request = Request.fake("/archive/articles")
    request.scope["csrftoken"] = str
    told = asyncio.run(trouble.told(room, request, ValueError("a secret")))
    assert told.status == 500
    assert "on our side" in told.body
    assert "secret" not in told.body
    assert "a secret" in caplog.text


def test_under_a_path_of_a_proxy(public):
    visitor = public(base_url="/news/")
    page = visitor.page("/about")
    ours = [one for one in page.xpath("//@href | //@action | //@src") if one.startswith("/")]
    assert ours
    assert all(one.startswith("/news/") for one in ours)
