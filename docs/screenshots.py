"""Pictures of every page of the reading room, of the demo's archive: on a phone, a tablet and a desk, light and dark.

    python docs/screenshots.py FOLDER [NAME...]

Look at them before and after a change of the pages; the best are kept, small, in docs/pictures.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

WIDTHS, SCHEMES = (360, 768, 1280), ("light", "dark")
PAGES = {
    "home": "/",
    "search": "/search?q=depot+bailiffs",
    "nothing": "/search?q=zeppelin",
    "article": "/article/9?q=depot+bailiffs",
    "changes": "/article/9/diff/1..2",
    "evidence": "/article/9/capture?verify=1",
    "outlets": "/outlets",
    "outlet": "/outlet/northline-press-agency",
    "concordance": "/concordance?q=depot",
    "keywords": "/keyness?q=depot",
    "trends": "/trends?q=depot&q=council",
    "quotes": "/quotes?q=street",
    "sources": "/sources",
    "about": "/about",
}
PORT = 8491
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main(folder: Path, names: list[str]) -> None:
    """Make the demo's archive, serve it and photograph the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, _served(Path(scratch)) as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for name in names or PAGES:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    _photograph(browser, address + PAGES[name], folder / f"{name}-{width}-{scheme}.png", width, scheme)


@contextlib.contextmanager
def _served(scratch: Path) -> Iterator[str]:
    database = _demo(scratch)
    server = subprocess.Popen([sys.executable, "-m", "archive", "--db", database, "serve", "--port", str(PORT)])
    address = f"http://127.0.0.1:{PORT}"
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), urllib.request.urlopen(address):
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def _demo(scratch: Path) -> Path:
    """The demo's archive, copied so that a demo that is open is left alone."""
    said = subprocess.run(
        [sys.executable, "-m", "archive", "demo", "--no-serve", "--quiet"], capture_output=True, text=True, check=True
    )
    made = Path(said.stdout.strip().splitlines()[-1].removeprefix("The archive is "))
    shutil.copy(made, scratch / "demo.db")
    shutil.copytree(made.with_name("demo-warcs"), scratch / "demo-warcs")
    return scratch / "demo.db"


def _photograph(browser: Browser, address: str, file: Path, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    page.screenshot(path=file, full_page=width == WIDTHS[0])
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"), sys.argv[2:])
