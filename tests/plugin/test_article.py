"""An article: its text by paragraphs, its facts with who said them, its evidence, its versions, and its citation."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from archive.model import Reading
from archive.store import articles, open_archive, shelf

from .conftest import AT, EDITED, PAGE, QUAY

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading_room.toml").read_text())


@pytest.fixture(scope="module")
def page(visitor):
    return visitor.page("/article/1")


def test_the_text_stands_in_numbered_paragraphs(page, readable):
    paragraphs = page.cssselect(".text p[id]")
    assert [one.get("id") for one in paragraphs] == ["p1", "p2", "p3"]
    assert readable(paragraphs[1]) == "¶2Forty dockers sat on the ramp and sang."
    assert paragraphs[1].cssselect("a.pno")[0].get("href") == "#p2"


def test_the_head_says_who_when_and_where(page, readable):
    assert readable(page.cssselect("h1")[0]) == "Dockers block the ferry quay"
    assert readable(page.cssselect(".dek")[0]) == QUAY.dek
    assert readable(page.cssselect(".kicker")[0]) == "The Harbour Post · News"
    assert readable(page.cssselect("header .meta")[0]).startswith(
        "By Ann Lee and Bo Rand 14 March 2024, 18:40 (+01:00)"
    )
    assert page.cssselect("article")[0].get("lang") == "en-GB"


def test_each_field_has_somebody_who_said_it(page, readable):
    facts = [readable(one) for one in page.cssselect("#said dt, #said dd")]
    said = dict(zip(facts[::2], facts[1::2], strict=True))
    assert said["Headline"] == "the page’s data (JSON-LD)"
    assert said["Published"] == "the page’s meta tags"


def test_evidence_states_facts_and_no_more(page, readable):
    evidence = readable(page.cssselect("aside section")[0])
    assert hashlib.sha256(PAGE).hexdigest() in evidence
    assert hashlib.sha256(EDITED.encode()).hexdigest() in evidence
    assert "20 June 2025, 09:20 UTC" in evidence
    assert "captures-00001.warc.gz at byte 411" in evidence
    assert "unchanged" not in readable(page).lower()


def test_it_can_be_cited_by_version(page, readable):
    assert "version 2, pressmark:1/v2" in readable(page.cssselect(".cite")[0])


def test_embeds_are_links_only_where_they_lead_to_the_web(page, readable):
    film, nothing = page.cssselect(".embeds li")
    assert film.cssselect("a")[0].get("href") == "https://films.example/1"
    assert readable(nothing) == "Nothing"
    assert not nothing.cssselect("a")


def test_the_rows_are_one_link_away(visitor, page):
    rows = next(one.get("href") for one in page.cssselect("aside a") if one.text_content().startswith("The rows"))
    assert rows == "/archive/articles/1"
    back = visitor.page(rows).cssselect("a[href='/article/1']")
    assert back[0].text_content() == "Read this article in the reading room"


def test_a_superseded_version_says_so_and_keeps_its_text(visitor, readable):
    old = visitor.page("/article/1/v1")
    assert readable(old.cssselect(".banner")[0]).endswith("There is a newer one: version 2.")
    assert "did not leave" in readable(old.cssselect("#p1")[0])
    assert [one.get("href") for one in old.cssselect(".versions a")] == ["/article/1/v2", "/article/1/diff/1..2"]
    assert old.cssselect("link[rel=canonical]")[0].get("href").endswith("/article/1/v1")


def test_the_latest_version_has_the_articles_own_address_as_canonical(visitor):
    for path in ("/article/1", "/article/1/v2", "/article/1/"):
        page = visitor.page(path)
        assert not page.cssselect(".banner")
        assert page.cssselect("link[rel=canonical]")[0].get("href").endswith("/article/1")


def test_the_words_of_a_query_are_marked_and_led_to(visitor, readable):
    page = visitor.page("/article/1?q=ramp")
    assert [one.text_content() for one in page.cssselect(".dek mark, .text mark")] == ["ramp", "ramp"]
    bar = page.cssselect(".hitbar")[0]
    assert [one.get("href") for one in bar.cssselect("a")] == ["#p2", "/search?q=ramp"]
    assert "not in the text" in readable(visitor.page("/article/1?q=zebra").cssselect(".hitbar")[0])


def test_an_article_without_anything_looks_meant(visitor, readable):
    page = visitor.page("/article/3")
    assert readable(page.cssselect("h1")[0]) == "Untitled"
    assert readable(page.cssselect(".kicker")[0]) == "Unknown outlet"
    assert readable(page.cssselect("header .meta")[0]).startswith("No byline Undated")
    assert "No date is known." in readable(page)
    assert "None" not in readable(page)


def test_text_from_right_to_left_runs_so(visitor):
    page = visitor.page("/article/4")
    assert page.cssselect("article")[0].get("lang") == "ar"
    assert page.cssselect("article header")[0].get("dir") == page.cssselect(".text")[0].get("dir") == "rtl"


@pytest.mark.parametrize("path", ["/article", "/article/", "/article/99", "/article/1/v3", "/article/1/v1.1", "/article/abc",
                                  "/article/1/nothing", "/article/99999999999999999999", "/article/1.pdf", "/article/%31"])  # fmt: skip
def test_what_is_not_here_has_a_page_of_ours(visitor, readable, path):
    page = visitor.page(path, status=404)
    assert readable(page.cssselect("h1")[0]) == "Not in this archive"
    assert "/search" in [one.get("href") for one in page.cssselect("main a")]
    assert "Ferry strikes" in page.cssselect("title")[0].text


def test_programs_are_told_in_their_own_form(visitor):
    assert visitor.get("/article/99.json").json() == {"error": "there is no article 99 in this archive"}
    assert visitor.get("/article/99.txt").headers["content-type"].startswith("text/plain")
    assert visitor.get("/article/1/v7.json").json()["error"] == "article 1 has no version 7: the latest is version 2"


@pytest.mark.parametrize(
    ("path", "text"), [("/article/1.txt", EDITED), ("/article/1/v2.txt", EDITED), ("/article/1/v1.txt", QUAY.text)]
)
def test_the_plain_text_is_what_was_hashed(visitor, path, text):
    answer = visitor.get(path)
    assert answer.content == text.encode()
    facts = visitor.get(path.replace(".txt", ".json")).json()
    assert hashlib.sha256(answer.content).hexdigest() == facts["text_sha256"]


def test_json_has_the_article_its_versions_and_its_evidence(visitor):
    found = visitor.get("/article/1.json").json()
    assert (found["id"], found["version"], found["latest"]) == (1, "2", "2")
    assert found["authors"] == ["Ann Lee", "Bo Rand"]
    assert found["origin"] == QUAY.origin
    assert [one["version"] for one in found["versions"]] == ["2", "1"]
    assert found["evidence"]["body_sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert found["evidence"]["warc_offset"] == 411
    assert visitor.get("/article/3.json").json()["evidence"] is None


def test_an_article_that_turned_out_to_be_another_leads_there(store, visit_to, readable):
    with store.transaction() as conn:
        for n in (1, 2):
            articles.record(
                conn, Reading(title=f"Title {n}", text=f"Text {n}."), keys=[], capture_id=None, url=None, at=AT
            )
        conn.execute("UPDATE articles SET redirect_to = 1 WHERE id = 2")
    visitor = visit_to(store.path, base_url="/room/")
    for path, there in (
        ("/article/2?q=a+b", "/room/article/1?q=a+b"),
        ("/article/2.json", "/room/article/1.json"),
        ("/article/2.txt", "/room/article/1.txt"),
    ):
        answer = visitor.get(path)
        assert (answer.status_code, answer.headers["location"]) == (301, there)
    cited = visitor.page("/article/2/v1")  # a cited version stays where it was cited
    assert "Text 2." in readable(cited.cssselect(".text")[0])
    assert readable(cited.cssselect(".banner")[0]) == "This turned out to be the same as article 1."


@pytest.mark.parametrize("case", CASES["level"], ids=lambda case: case["access"])
def test_a_public_server_shows_what_the_article_allows(archive_file, tmp_path, visit_to, case):
    path = tmp_path / "archive.db"
    path.write_bytes(archive_file.read_bytes())
    long = "Opening words. " + "Many more words follow here. " * 20 + "The very end."
    with open_archive(path) as store, store.transaction() as conn:
        articles.record(
            conn,
            Reading(title="Public", dek="Its standfirst.", text=long, outlet="Post", published="2025"),
            keys=[],
            capture_id=None,
            url=None,
            at=AT,
        )
        conn.execute("UPDATE articles SET access = ? WHERE id = 17", [case["access"]])
    visitor = visit_to(path, metadata={"plugins": {"pressmark": {"public": True}}})
    for form in ("", ".json", ".txt"):
        answer = visitor.get(f"/article/17{form}")
        assert answer.status_code == case["status"]
        assert ("The very end." in answer.text) is case["text"]
        assert ("Opening words." in answer.text) is case["opening"]
        assert ("Its standfirst." in answer.text) is (case["dek"] and form != ".txt")
    shown = "Public" in visitor.get("/").text
    assert shown is (case["status"] == 200)
    for form in ("", ".json"):
        found = visitor.get(f"/search{form}?q=opening").text
        assert ("Many" in found) is case["opening"]
        assert ("/article/17" in found or '"id": 17' in found) is shown
    table = visitor.get("/search.csv?q=opening").text
    assert "Opening words." not in table
    assert ("Public" in table) is shown


def test_a_public_server_waits_for_the_end_of_an_embargo(archive_file, tmp_path, visit_to):
    path = tmp_path / "archive.db"
    path.write_bytes(archive_file.read_bytes())
    with open_archive(path) as store, store.transaction() as conn:
        conn.execute("UPDATE articles SET embargo_until = '2999-01-01' WHERE id = 1")
        assert shelf.article(conn, 1).embargo_until
    assert visit_to(path, metadata={"plugins": {"pressmark": {"public": True}}}).get("/article/1").status_code == 404
    assert visit_to(path).get("/article/1").status_code == 200


def test_a_public_server_does_not_tell_where_files_lay(archive_file, visit_to):
    visitor = visit_to(archive_file, metadata={"plugins": {"pressmark": {"public": True}}})
    assert "source" not in visitor.get("/article/1.json").json()["evidence"]
    assert "rss" not in visitor.get("/article/1").text
