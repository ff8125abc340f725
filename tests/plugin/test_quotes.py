"""The page of quotes: who said what with the sign for it, led to its paragraph, and nothing of hidden texts."""

import csv
import io

import pytest

SPOKEN = (
    "UPDATE articles SET text = '“The ferry <b>will</b> be late,” said Ann Lee.' || char(10, 10)"
    " || '“Nobody told us that,” she said. A sign read “Take the ferry at noon”.' WHERE id = 1"
)


@pytest.fixture(scope="module")
def spoken(public):
    return public(SPOKEN, "UPDATE articles SET access = 'full' WHERE id = 1")


def test_each_quotation_has_its_speaker_and_its_place(spoken, readable):
    page = spoken.page("/quotes?speaker=ann")
    said = [readable(one) for one in page.cssselect(".said li")]
    assert said[0].startswith("“The ferry <b>will</b> be late,” Ann Lee · Dockers")
    assert "Ann Lee, by a pronoun or family name" in said[1]
    assert page.cssselect(".said .meta a")[1].get("href") == "/article/1/v2#p1"


def test_words_are_marked_and_unknown_speakers_said_to_be(spoken, readable):
    page = spoken.page("/quotes?q=ferry")
    assert [readable(one) for one in page.cssselect(".said mark")] == ["ferry", "ferry"]
    assert "nobody is named beside it" in readable(page.cssselect(".said li")[1])


def test_as_a_table(spoken):
    rows = list(csv.DictReader(io.StringIO(spoken.get("/quotes.csv?q=ferry").text)))
    assert [(row["article_id"], row["paragraph"], row["speaker"], row["sign"]) for row in rows] == [
        ("1", "1", "Ann Lee", "named"),
        ("1", "2", "", ""),
    ]
    assert rows[0]["words"] == "“The ferry <b>will</b> be late,”"


def test_strangers_read_no_quotes_of_what_is_an_excerpt(public, readable):
    page = public(SPOKEN).page("/quotes?q=ferry")
    assert "in a text that is shown whole" in readable(page.cssselect(".nothing")[0])


@pytest.mark.parametrize(
    "asked", ["", "?speaker=%00", "?q=%22&speaker=(((", "?speaker=%3Cscript%3E", "?q=ferry&speaker=...&by=x"]
)
def test_any_question_has_a_page(visitor, asked):
    assert visitor.page(f"/quotes{asked}").cssselect("h1")
