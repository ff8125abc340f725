"""How fast articles are collected, end to end: fetched, kept as evidence, read and stored; beside peers in one run.

    python benchmarks/collect.py [--shared ../shared] [--pages N] [--hosts 1,20]
        [--newspaper4k VENV] [--news-please VENV] [--fundus VENV]

A server on loopback gives the real pages of the shared data under as many host names as asked for. Pressmark collects
them over HTTP without a delay, from a sitemap, as the command does; each run is a process of its own, and its memory is
that of its largest process. A peer is named by the virtual environment that it is installed in, and fetches and parses
the same pages from the same server one after the other, without looking for their pictures outside. The HTML is fetched
plainly for news-please, whose own fetching asks other servers too, and for Fundus, which asks nobody but the outlets
that it knows; it parses the pages of those. Peers store nothing. A peer that is not named is left out.

Besides, the time of the slowest of the shared feeds: no feed may keep a round waiting.
"""

from __future__ import annotations

import argparse
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]

OURS = """
import sys
from pathlib import Path
from archive import dates, ingest
from archive.extract.worker import Pool
from archive.fetch import Fetcher
from archive.registry import Registry
from archive.store import open_archive, sources
from archive.watch import Round, Wishes

place, port, hosts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
registry = Registry.found()
with open_archive(place, create=True) as store, Fetcher(
    clock=dates.now, allow_private=True, resolve=lambda _host, _port: [("127.0.0.1", port)], delay=0
) as fetcher, Pool() as readers:
    with store.transaction() as conn:
        sources.add(conn, "sitemap", f"http://h0.example/sitemap-{hosts}.xml", name="pages", at=store.clock())
    round_ = Round(store, fetcher, sources.everything(store.conn), registry.for_url, wishes=Wishes(hosts=hosts))
    report = ingest.add(store, round_.items(), round_, told=round_.told, readers=readers)
    round_.end()
    print(report.counts["added"] + report.counts["changed"] + report.counts["unchanged"])
"""
NEWSPAPER4K = """
import sys, urllib.request
from newspaper import Article, Config
config = Config()
config.fetch_images = False  # it would look for their sizes outside
done = 0
for line in urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/list").read().decode().split():
    try:
        article = Article(line, config=config)
        article.download()
        article.parse()
        done += bool(article.text)
    except Exception:
        pass
print(done)
"""
NEWS_PLEASE = """
import gzip, sys, urllib.request
from newsplease import NewsPlease
done = 0
for line in urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/list").read().decode().split():
    html = gzip.decompress(urllib.request.urlopen(line).read())
    try:
        done += bool(NewsPlease.from_html(html, url=line, fetch_images=False).maintext)
    except Exception:
        pass
print(done)
"""
FUNDUS = """
import gzip, sys, urllib.request
from fundus import PublisherCollection
known = {}
for publisher in PublisherCollection:
    known[publisher.domain.split("//")[-1].removeprefix("www.").strip("/")] = publisher
done = asked = 0
for line in urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/domains").read().decode().splitlines():
    url, domain = line.split()
    publisher = known.get(domain)
    if publisher is None:
        continue
    asked += 1
    try:
        html = gzip.decompress(urllib.request.urlopen(url).read()).decode(errors="replace")
        found = publisher.parser().parse(html, "suppress")
        done += bool(found.get("body"))
    except Exception:
        pass
print(done, asked)
"""
PEERS = {"newspaper4k": NEWSPAPER4K, "news-please": NEWS_PLEASE, "fundus": FUNDUS}


class Pages:
    """The shared pages, packed as they lie there, by number."""

    def __init__(self, folder: Path, most: int | None) -> None:
        golds = sorted(folder.rglob("*.gold.json"))[:most]
        self.bodies = [gold.with_name(gold.name.replace(".gold.json", ".html.gz")).read_bytes() for gold in golds]
        self.domains = [json.loads(gold.read_text())["domain"] for gold in golds]
        self.port = 0

    def answer(self, path: str) -> tuple[bytes, dict[str, str]] | None:
        """What lies at a path, and its headers; None for nothing."""
        name = path.strip("/")
        numbers = range(len(self.bodies))
        if name.startswith("page/"):
            return self.bodies[int(name.removeprefix("page/"))], {
                "Content-Type": "text/html",
                "Content-Encoding": "gzip",
            }
        if name.startswith("sitemap-"):
            hosts = int(name.removeprefix("sitemap-").removesuffix(".xml"))
            inside = "".join(f"<url><loc>http://h{n % hosts}.example/page/{n}</loc></url>" for n in numbers)
            return f"<urlset>{inside}</urlset>".encode(), {"Content-Type": "application/xml"}
        if name in {"list", "domains"}:
            more = [f" {domain}" if name == "domains" else "" for domain in self.domains]
            lines = (f"http://127.0.0.1:{self.port}/page/{n}{more[n]}" for n in numbers)
            return "\n".join(lines).encode(), {"Content-Type": "text/plain"}
        return None


@contextmanager
def served(pages: Pages) -> Iterator[int]:
    """A server of the pages for as long as the block lasts; its port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = pages.answer(self.path)
            body, headers = found or (b"", {})
            self.send_response(200 if found else 404)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Nothing is told while it is measured."""

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_about: object) -> None:
            """Some hang up when they have heard enough."""

    server = Server(("127.0.0.1", 0), Handler)
    pages.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def measured(name: str, command: list[str], pages: int) -> str:
    """One line of the report: pages a second, those with text, and the peak memory of the process."""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=out, stderr=said, env={**os.environ, "PYTHONPATH": str(ROOT)})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        out.seek(0)
        said.seek(0)
        last = (out.read().split("\n")[-2:-1] or [""])[0].split()
        if status or not last:
            return f"| {name} | it failed: {(said.read().strip().splitlines() or ['without a word'])[-1][:80]} | | | |"
    asked = int(last[1]) if len(last) > 1 else pages
    cpu = usage.ru_utime + usage.ru_stime
    return (
        f"| {name} | {asked:,} | {int(last[0]):,} | {seconds:.1f} | {asked / seconds:.1f} | {asked / cpu:.1f} |"
        f" {usage.ru_maxrss / 1024:.0f} |"
    )


def slowest_feed(folder: Path) -> str:
    """The slowest of the shared feeds to read or to refuse."""
    from archive.errors import InputError
    from archive.sources import feed

    times = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            started = time.perf_counter()
            with suppress(InputError):
                feed.parse(path.read_bytes(), "https://x.example/feed")
            times.append((time.perf_counter() - started, path.name))
    slowest = max(times)
    whole = sum(seconds for seconds, _ in times)
    return f"{len(times)} feeds and files that are none: {whole:.2f} s, the slowest {slowest[0]:.3f} s ({slowest[1]})"


def main() -> None:
    """Print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    place = Path(os.environ.get("PRESSMARK_SHARED", ROOT.parent / "shared"))
    arguments.add_argument("--shared", type=Path, default=place)
    arguments.add_argument("--pages", type=int, help="only so many pages")
    arguments.add_argument("--hosts", default="1,20", help="under how many names they are served, run by run")
    for peer in PEERS:
        arguments.add_argument(f"--{peer}", type=Path, help="the virtual environment that it is installed in")
    given = arguments.parse_args()
    folder = given.shared / "data"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there: name the folder of the shared data with --shared.")
    pages = Pages(folder / "pages", given.pages)
    print("| who | pages | with text | s | pages/s | pages/s of CPU | peak MiB |\n|---|---|---|---|---|---|---|")
    with served(pages) as port, tempfile.TemporaryDirectory() as name:
        for hosts in given.hosts.split(","):
            database = Path(name) / f"{hosts}.db"
            command = [sys.executable, "-c", OURS, str(database), str(port), hosts]
            print(measured(f"Pressmark, {hosts} hosts, stored", command, len(pages.bodies)), flush=True)
        for peer, script in PEERS.items():
            venv = getattr(given, peer.replace("-", "_"))
            if venv is None:
                print(f"| {peer} | left out: name its environment with --{peer} | | | | | |")
            else:
                command = [str(venv / "bin" / "python"), "-c", script, str(port)]
                print(measured(f"{peer}, parsed", command, len(pages.bodies)), flush=True)
    print(f"\n{slowest_feed(folder / 'feeds')}")


if __name__ == "__main__":
    main()
