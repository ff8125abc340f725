"""Readers pick articles from results into collections, search in them, and take them out; strangers cannot."""

import re

import pytest


@pytest.fixture
def keeper(archive_file, tmp_path, visit_to):
    path = tmp_path / "archive.db"
    path.write_bytes(archive_file.read_bytes())
    return visit_to(path)


def send(visitor, path, form, *, page="/search?q=ferry", token=True):
    """Post a form of a page as a browser would; gives the answer."""
    shown = visitor.get(page)
    (written,) = set(re.findall(r'name="csrftoken" value="([^"]+)"', shown.text))
    cookies = {"ds_csrftoken": shown.cookies["ds_csrftoken"]}
    fields = {**form, **({"csrftoken": written} if token else {})}
    return visitor.post(path, data=fields, cookies=cookies)


def test_what_is_chosen_is_kept_searched_and_taken_out(keeper, readable):
    answer = send(keeper, "/collections", {"name": "Shelf & co", "id": ["1", "3"]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/collection/shelf-co")
    page = keeper.page("/collection/shelf-co")
    assert [one.get("href") for one in page.cssselect(".newest li > a")] == ["/article/1/v2", "/article/3/v1"]
    assert readable(keeper.page("/search?q=in:shelf-co").cssselect("h1")[0]).startswith("2 articles")
    assert readable(keeper.page("/search?q=dockers+in:%22Shelf+%26+co%22").cssselect("h1")[0]).startswith("1 article")
    assert "Shelf & co" in readable(keeper.page("/collections"))
    send(keeper, "/collection/shelf-co", {"id": ["1"]}, page="/collection/shelf-co")
    assert readable(keeper.page("/search?q=in:shelf-co").cssselect("h1")[0]).startswith("1 article")
    gone = send(keeper, "/collection/shelf-co", {"id": ["3"]}, page="/collection/shelf-co")
    assert gone.headers["location"] == "/collections"
    assert keeper.get("/collection/shelf-co").status_code == 404


def test_another_site_cannot_send_the_form(keeper):
    assert send(keeper, "/collections", {"name": "x", "id": "1"}, token=False).status_code == 403
    assert keeper.get("/collection/x").status_code == 404


@pytest.mark.parametrize("name", ["", "  ", "!!!"])
def test_a_collection_has_a_name(keeper, name):
    assert send(keeper, "/collections", {"name": name, "id": "1"}).status_code == 400


@pytest.mark.parametrize("ids", [["9999"], ["-1"], ["x"], ["1" * 40], []])
def test_what_is_no_article_is_not_collected(keeper, ids):
    send(keeper, "/collections", {"name": "odd", "id": ids})
    assert not keeper.page("/collection/odd").cssselect(".newest li")


def test_strangers_have_no_collections(public):
    visitor = public(
        "INSERT INTO collections VALUES (1, 'suspects', 'Suspects', '2025-01-01T00:00:00Z')",
        "INSERT INTO collection_items VALUES (1, 5, '1', '2025-01-01T00:00:00Z')",
    )
    for path in ("/collections", "/collection/suspects", "/search"):
        assert "uspects" not in visitor.get(path).text.replace("/collection/suspects", "")
    assert '<form id="choose"' not in visitor.get("/search").text
    for path in ("/search?q=in:suspects", "/search.csv?q=-in:suspects", "/trends?q=tide&q=(in:suspects+OR+x)"):
        assert visitor.get(path).status_code == 400, path
