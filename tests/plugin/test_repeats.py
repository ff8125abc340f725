"""Answers that are given again: made once, and never one that the archive, the day or the reader has overtaken."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from datasette.utils.asgi import Response

from archive.plugin.repeats import kept, repeated
from archive.plugin.turns import Turns

ADDRESS = "http://localhost/search.json?q=ferry"


class Asked:
    """A visit as far as a repeated view looks at it."""

    class request:  # noqa: N801
        def __init__(self, url=ADDRESS, method="GET", actor=None):
            self.url, self.method, self.actor = url, method, actor

    def __init__(self, room, **of_request):
        self.room, self.request = room, self.request(**of_request)


class Room:
    def __init__(self, size=None):
        self.state, self.answers = (1, "today"), kept(1 if size is None else size)


def made(answer=None):
    """A view that counts how often it is asked, and says so."""

    async def view(visit):
        view.times += 1
        return answer or Response.json({"times": view.times})

    view.times = 0
    return view


def ask(view, visit):
    return asyncio.run(view(visit)).body


def test_what_was_answered_is_answered_again():
    view, room = made(), Room()
    first, second = (ask(repeated(view), Asked(room)) for _ in range(2))
    assert first in {second, second.decode()}
    assert view.times == 1


@pytest.mark.parametrize(
    "other", [{"url": f"{ADDRESS}&size=5"}, {"url": ADDRESS.replace("localhost", "elsewhere")}, {"method": "POST"}, {"actor": {"id": "ann"}}]
)  # fmt: skip
def test_another_address_method_or_reader_has_an_answer_of_its_own(other):
    view, room = made(), Room()
    again = repeated(view)
    for _ in range(2):
        ask(again, Asked(room))
    assert "2" in ask(again, Asked(room, **other))


@pytest.mark.parametrize("state", [(2, "today"), (1, "tomorrow")])
def test_another_state_of_the_archive_or_another_day_is_answered_anew(state):
    view, room = made(), Room()
    ask(repeated(view), Asked(room))
    room.state = state
    assert "2" in ask(repeated(view), Asked(room))


@pytest.mark.parametrize(
    "answer",
    [
        Response.json({"error": "too long"}, status=503),
        Response.html('<form method="post"><input name="csrftoken" value="1"></form>'),
        Response.html("x" * 48_000_000),
    ],
    ids=["trouble", "a form", "too large"],
)
def test_trouble_forms_and_what_is_too_large_are_not_kept(answer):
    view, room = made(answer), Room()
    for _ in range(2):
        ask(repeated(view), Asked(room))
    assert view.times == 2


def test_views_do_not_share_an_answer():
    room, one, other = Room(), made(Response.text("one")), made(Response.text("other"))
    assert [ask(repeated(view), Asked(room)) for view in (one, other)] == ["one", "other"]


ADDRESSES = [
    "/", "/search?q=ferry", "/search.json?q=ferry", "/article/3", "/article/3.json", "/outlets", "/about",
    "/concordance?q=ferry", "/keyness?q=ferry", "/trends?q=ferry",
]  # fmt: skip


@pytest.mark.parametrize("address", [*ADDRESSES, "/quotes?q=ferry"])
def test_what_strangers_open_asks_the_archive_once(public, address, monkeypatch):
    server = public()
    first = server.get(address).text
    monkeypatch.setattr(Turns, "ask", None)
    assert server.get(address).text == first


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_written_shows_at_once(public, address):
    server = public("UPDATE articles SET access = 'full'")
    before = [server.get(address).text for _ in range(2)]
    assert before[0] == before[1]
    (file,) = [db.path for db in server.datasette.databases.values() if db.path]
    with closing(sqlite3.connect(file)) as conn, conn:
        conn.execute("UPDATE articles SET access = 'none' WHERE id IN (3, 4)")
    assert server.get(address).text != before[0]


def test_no_reader_is_given_the_token_of_another(visitor):
    tokens = {visitor.page("/search?q=ferry").cssselect("input[name=csrftoken]")[0].get("value") for _ in range(3)}
    assert len(tokens) == 3
