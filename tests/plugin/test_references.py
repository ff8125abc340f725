"""An article as reference managers take it: records, and the head of its page by Zotero's rules."""

import json
import sqlite3

import pytest
import rispy


def test_records_of_one_article(visitor):
    (found,) = rispy.loads(visitor.get("/article/1.ris").text)
    assert (found["type_of_reference"], found["title"]) == ("NEWS", "Dockers block the ferry quay")
    assert found["authors"] == ["Lee, Ann", "Rand, Bo"]
    assert json.loads(visitor.get("/article/1/v1.csl.json").text)[0]["type"] == "article-newspaper"
    assert visitor.get("/article/1.bib").text.startswith("@article{pressmark-1-v2,")
    assert visitor.get("/article/99.ris").status_code == 404


def test_the_head_is_what_zotero_takes_for_a_newspaper_article(visitor):
    """Its embedded-metadata rules: Highwire fields, DC.type, DC.source, citation_public_url, og:type and og:site_name."""
    head = visitor.page("/article/1").xpath("//head")[0]
    found = {}
    for one in head.xpath("meta[@content]"):
        found.setdefault(one.get("name") or one.get("property"), []).append(one.get("content"))
    assert found["citation_title"] == ["Dockers block the ferry quay"]
    assert found["citation_author"] == ["Lee, Ann", "Rand, Bo"]
    assert found["citation_publication_date"] == ["2024/03/14"]
    assert found["DC.type"] == ["newspaperArticle"]
    assert found["DC.source"] == found["og:site_name"] == ["The Harbour Post"]
    assert found["citation_public_url"] == ["https://harbour-post.example/quay"]
    assert found["og:type"] == ["article"]
    assert found["article:section"] == ["News"]


def test_six_styles_are_offered(visitor):
    page = visitor.page("/article/1")
    names = [one.text_content() for one in page.cssselect(".style summary")]
    assert names == ["APA", "MLA", "Chicago", "Harvard", "OSCOLA", "MHRA"]
    assert "<i>" in visitor.get("/article/1").text


@pytest.mark.parametrize(
    "path",
    [
        "/article/1.ris",
        "/article/1.bib",
        "/article/1.csl.json",
        "/article/1",
        "/search.ris",
        "/search.bib",
        "/search.csl.json",
    ],
)
def test_strangers_find_no_standfirst_where_only_metadata_is_open(archive_file, tmp_path, visit_to, path):
    copy = tmp_path / "archive.db"
    copy.write_bytes(archive_file.read_bytes())
    with sqlite3.connect(copy) as conn:
        conn.execute("UPDATE articles SET access = 'metadata' WHERE id = 1")
    answer = visit_to(copy, metadata={"plugins": {"pressmark": {"public": True}}}).get(path)
    assert answer.status_code == 200
    assert "Dockers block" in answer.text
    assert "Forty people" not in answer.text
