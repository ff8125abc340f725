"""A small archive of invented news, and a real Datasette over it."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata

from archive.model import Capture, Link, Place, Reading
from archive.store import Store, articles, captures, config, open_archive

ROOT = Path(__file__).parents[2]
AT = "2025-06-20T09:20:03Z"
PAGE = b"<h1>Dockers block the ferry quay</h1>"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"

QUAY = Reading(
    title="Dockers block the ferry quay",
    dek="Forty people sat down on the ramp before the first boat.",
    text="The first ferry of the day did not leave.\n\nForty dockers sat on the ramp and sang.\n\nBy noon the quay was clear.",
    authors=("Ann Lee", "Bo Rand"),
    published="2024-03-14T18:40:00+01:00",
    language="en-GB",
    section="News",
    tags=("ferries", "strikes"),
    outlet="The Harbour Post",
    links=(
        Link("embed", "A film of the ramp", "https://films.example/1"),
        Link("embed", "Nothing", "javascript:alert(1)"),
    ),
    origin={"title": "json-ld", "published": "meta", "authors": "outlet"},
)
EDITED = (
    "The first ferry of the day left late.\n\nForty dockers sat on the ramp and sang.\n\nBy noon the quay was clear."
)
OTHERS = (
    Reading(title=HOSTILE, dek=HOSTILE, text=f"Ferry {HOSTILE}", authors=(HOSTILE,), outlet=HOSTILE, section=HOSTILE,
            tags=(HOSTILE,), published="2024-04", language="en-GB"),
    Reading(text="A leaflet about the ferry, found on the quay."),
    Reading(title="عمال الميناء يوقفون العبّارة", text="جلس أربعون عاملا على المنحدر.", authors=("ليلى حداد",),
            published="2024-03-15", language="ar", outlet="صوت الميناء"),
    *(Reading(title=f"Tide table, week {n}", text=f"High water at the quay in week {n}.", published=f"2023-{n:02}-01",
              language="en-GB", section="Tides", outlet="Estuary Times") for n in range(1, 13)),
)  # fmt: skip


def fill(store: Store) -> None:
    """Sixteen articles: 1 in two versions and with evidence, 2 hostile, 3 bare, 4 from right to left, 5 to 16 alike."""
    with store.transaction() as conn:
        config.put(conn, "title", "Ferry strikes")
        config.put(conn, "keeper", "The Quay Library")
        capture = Capture(
            url="https://harbour-post.example/quay",
            final_url="https://harbour-post.example/quay",
            captured_at=AT,
            media_type="text/html",
            body=PAGE,
            body_sha256=hashlib.sha256(PAGE).hexdigest(),
            evidence="fetched",
            source="feed:https://harbour-post.example/rss",
            status=200,
        )
        number = captures.add(conn, capture, Place("captures-00001.warc.gz", 411, 2048))
        key = {"keys": ["url:harbour-post.example/quay"], "url": capture.url, "capture_id": number}
        articles.record(conn, QUAY, at="2025-06-19T08:00:00Z", **key)
        articles.record(conn, Reading(**{**_fields(QUAY), "text": EDITED}), at=AT, known=1, **key)
        for read in OTHERS:
            articles.record(conn, read, keys=[], capture_id=None, url=None, at=AT)


def _fields(reading: Reading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in Reading.__slots__}


class Visitor:
    """Reads pages of a Datasette as a browser without scripts would."""

    def __init__(self, *files: Path, metadata: dict[str, Any] | None = None, **settings: Any) -> None:
        described = parse_metadata((ROOT / "metadata.yml").read_text()) if metadata is None else metadata
        self.datasette = Datasette([str(file) for file in files], metadata=described, settings=settings)
        asyncio.run(self.datasette.invoke_startup())

    def get(self, path: str, **how: Any) -> Any:
        return asyncio.run(self.datasette.client.get(path, **how))

    def post(self, path: str, **how: Any) -> Any:
        return asyncio.run(self.datasette.client.post(path, **how))

    def page(self, path: str, *, status: int = 200) -> lxml.html.HtmlElement:
        answer = self.get(path)
        assert answer.status_code == status, answer.text[:500]
        return lxml.html.fromstring(answer.content)


def words(element: lxml.html.HtmlElement) -> str:
    """What is to be read in an element, in one line."""
    return " ".join(element.text_content().split())


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reading") / "archive.db"
    with open_archive(path, create=True, clock=lambda: AT) as store:
        fill(store)
    return path


@pytest.fixture(scope="session")
def visitor(archive_file: Path) -> Visitor:
    return Visitor(archive_file)


@pytest.fixture(scope="session")
def visit_to() -> type[Visitor]:
    """Makes a Datasette over any files, with any settings."""
    return Visitor


@pytest.fixture(scope="session")
def public(archive_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Visitor]:
    """Makes a public server over a copy of the archive, after some SQL, with any settings."""

    def opened(*statements: str, **settings: Any) -> Visitor:
        copy = tmp_path_factory.mktemp("public") / "archive.db"
        with closing(sqlite3.connect(archive_file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            for statement in statements:
                target.execute(statement)
            target.commit()
        described = parse_metadata((ROOT / "metadata.yml").read_text())
        described["plugins"]["pressmark"]["public"] = True
        return Visitor(copy, metadata=described, **settings)

    return opened


@pytest.fixture
def readable() -> Callable[[lxml.html.HtmlElement], str]:
    return words
