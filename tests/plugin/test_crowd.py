"""A public server that is full says so at once, on a page like the others."""

import asyncio
from functools import partial

import httpx
import lxml.html

from archive.plugin import trouble
from archive.plugin.crowd import limited
from archive.plugin.room import Room


def test_so_many_at_a_time_and_the_others_are_told():
    told, leave = [], asyncio.Event()

    async def app(scope, _receive, _send):
        told.append(("app", scope["path"]))
        await leave.wait()

    async def full(scope, _receive, _send):
        told.append(("full", scope["path"]))

    async def visits():
        server = limited(app, full, 2)
        readers = [
            asyncio.ensure_future(server({"type": "http", "path": path}, None, None))
            for path in ("/a", "/b", "/c", "/-/static-plugins/pressmark/pressmark.css")
        ]
        await asyncio.sleep(0)
        leave.set()
        await asyncio.gather(*readers)
        await server({"type": "http", "path": "/d"}, None, None)

    asyncio.run(visits())
    assert [who for who, _ in told] == ["app", "app", "full", "app", "app"]


def test_a_reader_whose_page_failed_takes_no_place():
    async def app(scope, _receive, _send):
        raise RuntimeError(scope["path"])

    async def visits():
        server = limited(app, app, 1)
        for path in ("/a", "/b"):
            try:
                await server({"type": "http", "path": path}, None, None)
            except RuntimeError as error:
                assert str(error) == path

    asyncio.run(visits())


def test_the_page_is_friendly_and_asks_nothing(visitor, visit_to, readable):
    room = Room(visit_to().datasette, clock=str)  # without an archive that could be asked
    server = limited(visitor.datasette.app(), partial(trouble.crowded, room), 0)

    async def visit(path):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(server), base_url="http://quay.example") as client:
            return await client.get(path)

    answer = asyncio.run(visit("/search?q=ferry"))
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "as many readers as it can serve" in readable(lxml.html.fromstring(answer.content))
    assert "error" in asyncio.run(visit("/search.json")).json()
    assert asyncio.run(visit("/-/static-plugins/pressmark/pressmark.css")).status_code == 200
