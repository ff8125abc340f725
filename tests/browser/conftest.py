"""A real server on loopback, and Chromium to read it with."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from datasette.app import Datasette
from datasette.utils import parse_metadata

from archive.model import Reading
from archive.store import articles, open_archive

ROOT = Path(__file__).parents[2]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server on loopback."""
    path = tmp_path_factory.mktemp("browser") / "archive.db"
    with open_archive(path, create=True) as store, store.transaction() as conn:
        for n, (title, text) in enumerate(
            (
                (HOSTILE, f"The ferry {HOSTILE}"),
                ("The ferry is late", "It left the quay.\n\nThe ferry was an hour late."),
            )
        ):
            reading = Reading(
                title=title, text=text, published=f"2024-0{n + 1}-02", outlet=f"Post {n}", authors=("Ann Lee",)
            )
            articles.record(conn, reading, keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z")
        rough = Reading(
            title="توقفت العبّارة", text="وصلت العبّارة متأخرة.\n\nثم عادت.", language="ar", published="2024-03-02"
        )
        articles.record(conn, rough, keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z")
        for height in ("four", "five"):
            tide = Reading(title="Tides", text=f"High water stands at {height} metres.\n\nAll else is as it was.")
            known = 4 if height == "five" else None
            articles.record(conn, tide, keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z", known=known)
        for day, outlet in ((4, "The Wire"), (5, "Echo")):
            wire = Reading(
                title=f"Lock gates fail ({outlet})",
                text=f"The lock gates failed.\n\n“We saw nothing of it coming,” said Ann Lee of {outlet}.",
                published=f"2024-04-0{day}",
                outlet=outlet,
            )
            articles.record(conn, wire, keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z")
        conn.execute("UPDATE articles SET copy_of = 5 WHERE id = 6")
    datasette = Datasette([str(path)], metadata=parse_metadata((ROOT / "metadata.yml").read_text()))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(datasette.app(), log_level="critical", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{free.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium; no longer than for one file of tests, since Playwright leaves an event loop running meanwhile."""
    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if chromium is None:
        pytest.skip("Chromium is missing: apt-get install chromium, or sh tests/chromium.sh")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install -e '.[test]'")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=["phone", "desk"])
def page(browser, request):
    """A page that keeps everything that went wrong in it."""
    width, scheme = request.param
    opened = watched(browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme))
    yield opened
    opened.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(browser, request):
    """The same, on a desk, where scripts run and where they do not; it may write to the clipboard."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        java_script_enabled=request.param,
        permissions=["clipboard-read", "clipboard-write"],
    )
    opened = watched(context.new_page())
    opened.has_scripts = request.param
    yield opened
    context.close()


def watched(page):
    page.wrong = []
    page.on("console", lambda said: page.wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("dialog", lambda dialog: (page.wrong.append(dialog.message), dialog.dismiss()))
    return page
