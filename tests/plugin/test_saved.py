"""A saved search has a page that tells what is new, a feed, and a place in the list."""

import re
import shutil

import pytest

from archive.export import Question
from archive.model import Reading
from archive.store import articles, open_archive, searches

AT = "2026-03-01T12:00:00Z"


@pytest.fixture
def saved(archive_file, tmp_path, visit_to):
    """A reading room whose keeper has saved two searches and run one of them, after which an article came."""
    path = tmp_path / "archive.db"
    shutil.copy(archive_file, path)
    with open_archive(path, clock=lambda: AT) as store, store.transaction() as conn:
        searches.save(conn, "ferries", Question("ferry -tide", (("-language", "ar"),)).data(), at=AT)
        searches.save(conn, "every", Question().data(), at=AT)
        conn.execute("UPDATE saved_searches SET name = '<b>&q' WHERE name = 'every'")  # by another program
        searches.was_run(conn, "ferries", at=AT, matches=3, last_article=16, last_change=10**6)
        articles.record(
            conn, Reading(title="A new <i>ferry</i>", text="The new ferry."), keys=[], capture_id=None, url=None, at=AT
        )
    return visit_to


@pytest.fixture
def room(saved, tmp_path):
    return saved(tmp_path / "archive.db")


def test_the_page_tells_what_is_new(room, readable):
    page = room.page("/saved/ferries")
    said = readable(page.cssselect("main")[0])
    assert "Understood as ferry -tide" in said
    assert "last run 2026-03-01 (3 articles)" in said
    assert "A new <i>ferry</i>" in said
    (link,) = [one for one in page.cssselect("main a") if one.get("href").startswith("/search?")]
    assert link.get("href") == "/search?q=ferry+-tide&-language=ar&sort=newest&count=articles"


def test_the_feed_is_that_of_the_search(room):
    answer = room.get("/saved/ferries.atom")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/search.atom?q=ferry+-tide&-language=ar&sort=newest&count=articles"
    assert "A new" in room.get(answer.headers["location"]).text


def test_all_are_listed_whatever_they_are_called(room):
    links = [one.get("href") for one in room.page("/saved").cssselect("table a")]
    assert links == ["/saved/%3Cb%3E%26q", "/saved/ferries"]
    assert "every article" in room.get(links[0]).text


def test_what_is_not_there_is_said(room, visitor):
    assert "No search is saved as “nothing”" in room.get("/saved/nothing").text
    assert room.get("/saved/nothing").status_code == 404
    assert "None is saved" in visitor.get("/saved").text


def test_visitors_are_told_of_nothing_that_is_hidden_and_leave_no_trace(saved, tmp_path):
    with open_archive(tmp_path / "archive.db", clock=lambda: AT) as store, store.transaction() as conn:
        conn.execute("UPDATE articles SET access = 'none' WHERE id = 17")
    public = saved(tmp_path / "archive.db", metadata={"plugins": {"pressmark": {"public": True}}})
    assert "A new" not in public.get("/saved/ferries").text
    assert public.get("/saved").status_code == 404
    assert "/saved" not in public.get("/search?q=ferry").text
    public.get("/search?q=secret")
    public.get("/search.csv?q=secret")
    with open_archive(tmp_path / "archive.db") as store:
        assert list(searches.logged(store.conn)) == []


def test_the_package_is_given_to_visitors_without_texts(saved, tmp_path):
    import io
    import zipfile

    public = saved(tmp_path / "archive.db", metadata={"plugins": {"pressmark": {"public": True}}})
    with zipfile.ZipFile(io.BytesIO(public.get("/search.zip?q=ferry").content)) as packed:
        assert b"The first ferry" not in packed.read("articles.csv")
        assert '"seen_by": "visitors"' in packed.read("manifest.json").decode()


def send(visitor, path, form, *, page="/search?q=ferry", token=True):
    """Post a form of a page as a browser would; gives the answer."""
    shown = visitor.get(page)
    (written,) = set(re.findall(r'name="csrftoken" value="([^"]+)"', shown.text))
    fields = {**form, **({"csrftoken": written} if token else {})}
    return visitor.post(path, data=fields, cookies={"ds_csrftoken": shown.cookies["ds_csrftoken"]})


def fields_of(page):
    """The fields of the form that saves a search, as a page of results has them."""
    return {one.get("name"): one.get("value") for one in page.cssselect("form[action='/saved'] input[type=hidden]")}


def test_a_search_is_saved_from_its_page_as_it_stands(room, readable):
    address = "/search?q=tide&section=Tides&from=2023-03&sort=oldest&count=articles"
    form = fields_of(room.page(address))
    answer = send(room, "/saved", {**form, "name": " Spring tides "}, page=address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved/Spring-tides")
    links = [one.get("href") for one in room.page("/saved/Spring-tides").cssselect("main .meta a")]
    assert address in links
    assert "10 articles" in readable(room.page("/saved/Spring-tides").cssselect("main")[0])


@pytest.mark.parametrize("name", ["", "..", ".x", "a/b", "x.atom", "n" * 81, "<b>"])
def test_what_cannot_be_an_address_is_no_name(room, name):
    answer = send(room, "/saved", {"q": "tide", "name": name})
    assert answer.status_code == 400
    assert "cannot be a name" in answer.text


def test_one_search_does_not_replace_another(room):
    assert send(room, "/saved", {"q": "tide", "name": "ferries"}).status_code == 400
    assert "ferry -tide" in room.get("/saved/ferries").text
    assert [send(room, "/saved", {"q": "tide", "name": "tides"}).status_code for _ in range(2)] == [303, 303]


def test_another_site_cannot_save(room):
    assert send(room, "/saved", {"q": "tide", "name": "tides"}, token=False).status_code == 403
    assert room.get("/saved/tides").status_code == 404


def test_what_was_seen_is_new_no_more_and_what_is_removed_is_gone(room):
    assert send(room, "/saved/ferries", {"do": "seen"}, page="/saved/ferries").headers["location"] == "/saved/ferries"
    assert not room.page("/saved/ferries").cssselect(".newest li")
    assert "last run 20" in room.get("/saved/ferries").text
    assert send(room, "/saved/ferries", {"do": "remove"}, page="/saved/ferries").headers["location"] == "/saved"
    assert room.get("/saved/ferries").status_code == 404


def test_strangers_save_and_change_nothing(saved, tmp_path, room):
    public = saved(tmp_path / "archive.db", metadata={"plugins": {"pressmark": {"public": True}}})
    for path, form in (("/saved", {"q": "tide", "name": "mine"}), ("/saved/ferries", {"do": "remove"})):
        answer = public.post(path, data=form)  # without a cookie there is nothing to forge
        assert answer.status_code == 404
    assert room.get("/saved/mine").status_code == 404
    assert room.get("/saved/ferries").status_code == 200
