"""What belongs to an article: its copies in their order and how they differ, what is like it, and words to quote."""

import json

import pytest

WIRE = "UPDATE articles SET copy_of = 5 WHERE id IN (6, 7)"


@pytest.fixture(scope="module")
def copied(public):
    """A public server on which articles 5 to 7, of one outlet and three dates, may be read and are copies."""
    return public(WIRE, "UPDATE articles SET access = 'full' WHERE id IN (5, 6, 7)")


def test_the_panel_says_who_ran_it_first(copied, readable):
    said = readable(copied.page("/article/6").cssselect(".group")[0].getparent())
    assert "Estuary Times ran it first; 2 other copies are here." in said
    assert [one.get("href") for one in copied.page("/article/6").cssselect(".group a")] == ["/article/5", "/article/7"]
    assert "This ran first" in readable(copied.page("/article/5").cssselect("aside")[0])


def test_copies_are_told_in_their_order_and_compared(copied, readable):
    page = copied.page("/article/6/copies")
    rows = [readable(one) for one in page.cssselect("tbody tr")]
    assert [row.split()[-1] for row in rows] == ["differs", "one", "differs"]
    differs = copied.page(page.cssselect("tbody td a")[0].get("href"))
    assert (readable(differs.cssselect(".text del")[0]), readable(differs.cssselect(".text ins")[0])) == ("2", "1")


@pytest.mark.parametrize(
    "path", ["/article/5/copies/8", "/article/8/copies/9", "/article/99/copies", "/article/5/copies/x"]
)
def test_what_is_no_copy_is_not_compared(copied, path):
    assert copied.get(path).status_code == 404


def test_copies_are_compared_as_far_as_both_may_be_seen(public, readable):
    page = public(WIRE, "UPDATE articles SET access = 'metadata' WHERE id = 6").page("/article/5/copies/6")
    assert "does not show visitors the text" in readable(page.cssselect(".banner")[0])
    assert "High water" not in readable(page)


def test_an_article_without_copies_says_so(visitor, readable):
    assert "No copy of it is known here" in readable(visitor.page("/article/1/copies"))
    assert not visitor.page("/article/1").cssselect(".group")


def test_more_like_this_leaves_out_itself_copies_and_what_is_hidden(visitor, public):
    def like(server):
        return [one.get("href") for one in server.page("/article/1/like").cssselect(".newest a")]

    assert "/article/3" in like(visitor)
    assert "/article/1" not in like(visitor)
    assert "/article/3" not in like(public("UPDATE articles SET copy_of = 1 WHERE id = 3"))
    assert "/article/3" not in like(public("UPDATE articles SET access = 'none' WHERE id = 3"))


def test_words_are_quoted_as_they_stand(visitor, readable):
    page = visitor.page("/article/1/v1/quote?words=FORTY+dockers+sat")
    assert readable(page.cssselect(".written")[0]).startswith("“Forty dockers sat” Ann Lee")
    plain = visitor.get("/article/1/v1/quote.txt?words=Forty+dockers+sat").text
    assert "¶2 · pressmark:1/v1#p2" in plain
    digest = visitor.get("/article/1/v1.json").json()["text_sha256"]
    assert f"SHA-256 of the text: {digest}" in plain
    assert "By noon the quay was clear." in visitor.get("/article/1/v1/quote.txt?paragraph=3").text


@pytest.mark.parametrize("given", ["words=not+there", "paragraph=99", "words=sat&paragraph=1"])
def test_what_does_not_stand_there_is_not_quoted(visitor, readable, given):
    page = visitor.page(f"/article/1/v1/quote?{given}")
    assert page.cssselect(".banner")
    assert not page.cssselect(".written")
    assert visitor.get(f"/article/1/v1/quote.txt?{given}").status_code == 404


@pytest.mark.parametrize(
    "given", ["", "?words=%00", "?paragraph=-1", "?paragraph=x", "?paragraph=0", "?words=%22%3Cscript%3E"]
)
def test_any_question_has_a_page(visitor, given):
    assert not visitor.page(f"/article/1/quote{given}").cssselect(".written")


def test_nothing_is_quoted_that_may_not_be_seen(public):
    visitor = public("UPDATE articles SET access = 'metadata' WHERE id = 1")
    assert "Forty" not in visitor.get("/article/1/quote.txt?words=forty+dockers").text.replace("forty dockers", "")


def test_the_data_on_the_page_is_honest(visitor):
    (said,) = visitor.page("/article/1").xpath("//script[@type='application/ld+json']/text()")
    described = json.loads(said)
    assert described["@type"] == "ArchiveComponent"
    assert described["isBasedOn"]["@type"] == "NewsArticle"
    assert described["isBasedOn"]["datePublished"] == "2024-03-14T18:40:00+01:00"
    (hostile,) = visitor.page("/article/2").xpath("//script[@type='application/ld+json']/text()")
    assert "<" not in hostile
    assert json.loads(hostile)["name"].startswith("<script>")
