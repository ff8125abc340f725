"""How long the server takes for each page of the reading room, how heavy pages are, and whether anything jumps.

    python benchmarks/pages.py DATABASE [--runs 9] [--browser]

The database is an archive made by `pressmark add`, of 100,000 made-up articles for the figures of docs/measured.md; a
copy of it is served. Time is from the request to the last byte on loopback, in milliseconds: the first time a page is
asked for, and the median of the later ones; on a machine that others use too, look at `cpu`, the processor time that
the server spent on one of these, packing included. Weight is kilobytes of the page, and gzipped. With --browser
Chromium opens each page: the weight of all it asks for (gzipped), requests to other hosts, and the layout shift (CLS).
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from archive import store

PORT = 8792
PAGES = {
    "first page": "/",
    "search, rare word": "/search?q=manganese",
    "search, two words": "/search?q=police+court",
    "search, common word": "/search?q=said",
    "search, everything": "/search",
    "search as JSON": "/search.json?q=police+court",
    "feed": "/search.atom?q=police+court",
    "article": "/article/50000",
    "article with marks": "/article/50000?q=said+people",
    "more like this": "/article/50000/like",
    "quote": "/article/50000/quote?paragraph=2",
    "evidence, checked": "/article/50000/capture?verify=1",
    "outlets": "/outlets",
    "outlet": "/outlet/{outlet}",
    "concordance": "/concordance?q=immigration+enforcement",
    "quotes": "/quotes?q=manganese",
    "trends": "/trends?q=police&q=court",
    "keywords": "/keyness?q=manganese",
    "sources": "/sources",
    "about": "/about",
}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_SHIFT = """
window.shifted = 0;
new PerformanceObserver(seen => { for (const one of seen.getEntries()) window.shifted += one.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


def main() -> None:
    """Serve a copy, time every page and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--browser", action="store_true")
    args = parser.parse_args()
    with served(args.database) as (address, outlet, server):
        pages = {name: address + path.format(outlet=outlet) for name, path in PAGES.items()}
        print(f"{'page':<22}{'first':>8}{'later':>8}{'cpu':>8}{'kB':>8}{'gzip':>8}")
        with httpx.Client(timeout=120) as client:
            for name, page in pages.items():
                times, cpu, body = timed(client, page, args.runs, server)
                later, packed = statistics.median(times[1:]), len(gzip.compress(body)) / 1000
                print(
                    f"{name:<22}{times[0]:>8.1f}{later:>8.1f}{cpu:>8.1f}{len(body) / 1000:>8.1f}{packed:>8.1f}",
                    flush=True,
                )
        if args.browser:
            browse(pages, address)


@contextlib.contextmanager
def served(database: Path) -> Iterator[tuple[str, str, int]]:
    """The address of a server over a copy of the archive, an outlet of it, and its process."""
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        copy = Path(folder) / "archive.db"
        shutil.copy(database, copy)
        with store.open_archive(copy) as opened:
            (outlet,) = opened.conn.execute("SELECT slug FROM outlets ORDER BY id LIMIT 1").fetchone()
        command = [sys.executable, "-m", "archive", "--db", str(copy), "serve", "--port", str(PORT)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{PORT}"
            wait(lambda: httpx.get(f"{address}/robots.txt").is_success)
            yield address, outlet, server.pid
        finally:
            server.terminate()
            server.wait()


def wait(is_ready: Callable[[], bool]) -> None:
    """Until a server answers."""
    for _ in range(200):
        with contextlib.suppress(httpx.TransportError):
            if is_ready():
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def timed(client: httpx.Client, address: str, runs: int, server: int) -> tuple[list[float], float, bytes]:
    """Milliseconds of each request, milliseconds of the processor for a later one, and the body."""
    times: list[float] = []
    before = 0.0
    for at in range(runs + 1):
        before = spent(server) if at == 1 else before
        begun = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
        answer.raise_for_status()
    return times, (spent(server) - before) / runs, answer.content


def spent(process: int) -> float:
    """Milliseconds of the processor that all threads of a process have had."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e6


def browse(pages: dict[str, str], address: str) -> None:
    """Open each page in Chromium and print what it weighs, whom it asks and how far things jump."""
    from playwright.sync_api import sync_playwright

    print(f"\n{'page':<22}{'requests':>9}{'gzip kB':>9}{'others':>8}{'shift':>8}")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for name, page in pages.items():
            if not page.startswith((f"{address}/search.json", f"{address}/search.atom")):
                print(f"{name:<22}{row(browser.new_page(viewport={'width': 1280, 'height': 900}), page, address)}")
        browser.close()


def row(tab: Any, page: str, address: str) -> str:
    """The figures of one page, with nothing in the browser's memory."""
    answers: list[Any] = []
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it is given
    tab.add_init_script(_SHIFT)
    tab.goto(page, wait_until="networkidle")
    tab.mouse.wheel(0, 5000)
    tab.wait_for_timeout(300)
    weight = sum(len(gzip.compress(answer.body())) for answer in answers) / 1000
    others = sum(not answer.url.startswith(address) for answer in answers)
    shift = tab.evaluate("window.shifted")
    tab.close()
    return f"{len(answers):>9}{weight:>9.1f}{others:>8}{shift:>8.3f}"


if __name__ == "__main__":
    main()
