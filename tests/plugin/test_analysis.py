"""Pages of searches that are counted, and of names."""

import csv
import io
import itertools

import pytest

PAGES = [
    "/concordance",
    "/concordance?q=ferry",
    "/concordance?q=ferry&by=right",
    "/keyness",
    "/keyness?q=ferry&against=water",
    "/trends",
    "/trends?q=ferry&q=water",
    "/trends?q=ferry&by=year&show=shares",
    "/outlets",
    "/outlet/estuary-times",
    "/author/Ann%20Lee",
    "/about",
    "/sources",
]


@pytest.mark.parametrize("path", PAGES)
def test_text_of_strangers_stays_text_here_too(visitor, path):
    page = visitor.page(path)
    assert not page.xpath("//script | //img | //style | //@style | //@*[starts-with(name(), 'on')]")
    assert page.cssselect("h1")


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"><img src=x>', "alert"])
@pytest.mark.parametrize("path", ["/concordance?q=", "/keyness?q=", "/trends?q="])
def test_hostile_words_are_shown_as_words(visitor, path, q):
    page = visitor.page(path + q.replace("<", "%3C").replace(">", "%3E").replace('"', "%22"))
    assert not page.xpath("//script | //img")


def test_lines_lead_to_their_paragraph(visitor, readable):
    page = visitor.page("/concordance?q=dockers")
    (row,) = page.cssselect(".kwic tbody tr")
    assert readable(row) == "2024-03-14 The Harbour Post Forty dockers sat on the ramp and sang."
    assert row.cssselect("a")[0].get("href") == "/article/1/v2?q=dockers#p2"


def test_lines_as_a_table(visitor):
    rows = list(csv.DictReader(io.StringIO(visitor.get("/concordance.csv?q=dockers").text)))
    assert [(one["left"], one["hit"]) for one in rows] == [("Forty ", "dockers")]


@pytest.mark.parametrize(("access", "lines"), [("full", 1), ("excerpt", 0), ("inherit", 0)])
def test_strangers_see_lines_of_what_they_may_read_whole(archive_file, tmp_path, visit_to, access, lines):
    import sqlite3

    path = tmp_path / "archive.db"
    path.write_bytes(archive_file.read_bytes())
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE articles SET access = ? WHERE id = 1", [access])
    visitor = visit_to(path, metadata={"plugins": {"pressmark": {"public": True}}})
    assert len(visitor.page("/concordance?q=dockers").cssselect(".kwic tbody tr")) == lines


def test_a_trend_leads_to_the_articles_behind_a_point(visitor):
    page = visitor.page("/trends?q=ferry&q=tide")
    assert [one.text_content() for one in page.cssselect(".legend span[dir]")] == ["ferry", "tide"]
    dot = page.cssselect("svg a[aria-label='ferry, March 2024: 1']")[0]
    assert dot.get("href") == "/search?q=ferry&from=2024-03&to=2024-03"
    rows = visitor.get("/trends.csv?q=ferry").text.splitlines()
    assert rows[0] == "start,total,ferry"


def test_a_trend_as_a_picture(visitor):
    pytest.importorskip("matplotlib", reason="pictures need the extra “plots”")
    answer = visitor.get("/trends.png?q=ferry")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_a_trend_of_nothing_says_so(visitor, readable):
    assert "nothing to draw" in readable(visitor.page("/trends?q=zebra").cssselect("main")[0])


def test_an_outlet_has_a_page(visitor, readable):
    page = visitor.page("/outlet/estuary-times")
    assert readable(page.cssselect("h1")[0]) == "Estuary Times"
    assert readable(page.cssselect(".top .meta a")[0]) == "12 articles"
    assert len(page.cssselect(".hit")) == 10
    assert page.cssselect(".facets a")[0].get("href").startswith("/search?outlet=estuary-times&section=")


def test_a_byline_has_a_page(visitor, readable):
    assert readable(visitor.page("/author/Bo%20Rand").cssselect(".hit h2")[0]) == "Dockers block the ferry quay"


@pytest.mark.parametrize("path", ["/outlet/nowhere", "/author/Nobody"])
def test_a_name_that_nobody_has(visitor, path, readable):
    assert readable(visitor.page(path, status=404).cssselect(".lead")[0]).startswith("There is no")


def test_all_outlets_are_listed(visitor, readable):
    rows = [readable(one) for one in visitor.page("/outlets").cssselect("tbody th a")]
    assert rows[0] == "Estuary Times"
    assert len(rows) == 4


def test_lines_are_shown_where_they_stand(visitor, readable):
    strips = [readable(one) for one in visitor.page("/concordance?q=quay").cssselect(".strips figcaption")]
    assert strips[0].startswith("1 January 2023 Over time: 13 lines of 14 have a date")
    assert strips[1].startswith("beginning Within the articles: ")
    assert len(visitor.page("/concordance?q=leaflet").cssselect(".strips figure")) == 1  # without a date
    assert not visitor.page("/concordance?q=nothingatall").cssselect(".strips figure")


def test_a_trend_by_week_leads_to_the_whole_week(visitor):
    page = visitor.page("/trends?q=tide&by=week")
    links = [one.get("href") for one in page.cssselect("figure a[href*='from=']")]
    assert "/search?q=tide&from=2022-12-26&to=2023-01-01" in links
    assert "Articles a week" in page.cssselect("figcaption")[0].text_content()


def test_distance_means_time_where_nothing_was_published(visitor):
    dots = visitor.page("/trends?q=quay&by=week").cssselect("circle")
    places = [float(dot.get("cx").rstrip("%")) for dot in dots]
    gaps = [round(right - left, 2) for left, right in itertools.pairwise(places)]
    assert max(gaps) > 3 * min(gaps)  # tides came every month, the ferry three months later
