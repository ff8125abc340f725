"""How fast articles are found: forty queries of twelve classes, beside plain FTS5, bare Tantivy and Datasette's table.

    python benchmarks/search.py DATABASE [--runs 3] [--clients] [--cpu] [--without NAME]

The database is an archive made by `pressmark add`; where its index of Tantivy lies beside it, that is measured too. A
page is what /search.json gives: ten hits by relevance with snippets, the totals, six facets and the timeline. Nothing
that a search found is kept for the next one; postings of words are, so the first time a query is asked stands beside
the later ones. Plain FTS5 gives ten hits with snippets and a total; bare Tantivy ten places, a total, five facets and
the days of a timeline, all as numbers, without rows and snippets. Figures are milliseconds by the clock, or with --cpu
of all processors together, which is steadier on a shared machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from archive import export, store
from archive.cli import server
from archive.errors import UsageError
from archive.search import Fts5, Memory, Request, parse, tantivy_query
from archive.search.engine import Engine, Filters
from archive.search.planning import plan_of
from archive.search.tantivy import Tantivy
from archive.search.tantivy_index import TantivyIndex, beside

CLASSES = {
    "rare": ["manganese", "zebra", "trombone", "ossuary"],
    "8 to 15 % of articles": ["hospital", "council", "immigration", "border"],
    "common, 44 to 53 %": ["said", "people", "time"],
    "nearly all": ["the", "of and"],
    "AND": ["police court", "hospital council", "said people", "climate change energy"],
    "OR": ["police OR court OR border", "said OR people OR time", "zebra OR hospital OR said"],
    "phrase": ['"prime minister"', '"immigration enforcement"', '"interest rates"', '"of the"'],
    "NEAR": ["police NEAR/5 court", "home NEAR/3 office", "trade NEAR/10 union"],
    "beginning": ["immigra*", "hospit*", "im*", "parliam*"],
    "+ dates": ["police from:2018 to:2019", "said date:2020", "people from:2015-03 to:2015-04"],
    "NOT": ["police -court", "said -people", "-people"],
    "+ filters": ["section:news police", "outlet:daily people", "title:police"],
}
FACETS = ("outlet", "year", "author", "section", "language", "tag")
MID = "hospital council school border union market fire bank river energy trade climate labour museum teacher".split()
PORT = 8791
Ask = Callable[[str], Any]


def page(engine: Engine, query: str) -> Any:
    """All that /search.json is made of."""
    asked = parse(query)
    request = Request(asked.root, size=10)
    return export.answer(engine, query, asked, request, base_url=None, next_address=str)


def contenders(database: Path) -> dict[str, Ask]:
    """Everything that is measured, by name; each takes a query."""
    conn, memory = store.open_reader(database), Memory(matches_bytes=0)
    index = TantivyIndex(beside(database))
    found: dict[str, Ask] = {
        "page, FTS5": lambda query: page(Fts5(conn, memory), query),
        "newest ten": lambda query: Fts5(conn, memory).stretch(Request(parse(query).root, sort="newest", size=10)),
        "plain FTS5": lambda query: plain(conn, query),
        "Datasette's table": datasette(database),
    }
    if index.is_fresh(conn):
        its_own = Memory(matches_bytes=0)
        found["page, Tantivy"] = lambda query: page(Tantivy(conn, index, its_own), query)
        found["bare Tantivy"] = bare_tantivy(conn, index)
    return found


def plain(conn: sqlite3.Connection, query: str) -> Any:
    """What a few lines over the same table would do."""
    match = plan_of(conn, parse(query).root, Filters()).match
    best = conn.execute(
        "SELECT rowid, title, snippet(articles_fts, 2, '[', ']', '…', 30) FROM articles_fts"
        " WHERE articles_fts MATCH ? ORDER BY rank LIMIT 10",
        [match],
    ).fetchall()
    return best, conn.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", [match]).fetchone()


def bare_tantivy(conn: sqlite3.Connection, index: TantivyIndex) -> Ask:
    """Tantivy by itself, asked the same: ten places, the total, five facets and the days; no rows, no snippets."""
    terms = ("outlet", "author", "tag", "section", "language")
    counts = {
        **{name: {"terms": {"field": name, "size": 50}} for name in terms},
        "day": {"histogram": {"field": "day", "interval": 1, "min_doc_count": 1}},
    }

    def ask(query: str) -> Any:
        asked = tantivy_query.of_plan(index.index.schema, plan_of(conn, parse(query).root, Filters()))
        if asked is None:
            raise UsageError(f"Tantivy has no words for {query}")
        searcher = index.index.searcher()
        return searcher.search(asked, 10, count=True), searcher.aggregate(asked, counts)

    return ask


def datasette(database: Path) -> Ask:
    """Datasette's own page of the table, with two of its facets, as `pressmark serve` sets it up."""
    served = server.datasette(server.Setup(str(database), None, public=False, path="/", workers=1, secret="benchmark"))
    table = "/archive/articles.json"
    loop = asyncio.new_event_loop()

    def ask(query: str) -> Any:
        given = {"_search": query, "_searchmode": "raw", "_facet": ["outlet_id", "section"], "_size": 10}
        answer = loop.run_until_complete(served.client.get(table, params=given))
        if answer.status_code != 200:
            raise UsageError(f"HTTP {answer.status_code}")
        return answer

    return ask


def measure(ask: Ask, query: str, runs: int, clock: Callable[[], float]) -> tuple[float, float] | None:
    """Milliseconds of the first time and the median of the later ones; None where it is refused."""
    took = []
    for _ in range(runs + 1):
        begun = clock()
        try:
            ask(query)
        except (UsageError, ValueError, sqlite3.Error):
            return None
        took.append((clock() - begun) * 1000)
    return took[0], statistics.median(took[1:])


def report(database: Path, runs: int, clock: Callable[[], float], without: Sequence[str]) -> None:
    """Print the table of classes."""
    asked = {name: ask for name, ask in contenders(database).items() if name not in without}
    begun = time.perf_counter()
    for name in asked.keys() & {"page, FTS5", "page, Tantivy"}:
        asked[name]("")
    print(f"columns of all articles: {time.perf_counter() - begun:.1f} s\n")
    names = list(asked)
    print(f"| class | queries | {' | '.join(names)} |\n|---|---|{'---|' * len(names)}")
    everything: dict[str, list[tuple[float, float] | None]] = {name: [] for name in names}
    for kind, queries in CLASSES.items():
        cells = []
        for name, ask in asked.items():
            took = [measure(ask, query, runs, clock) for query in queries]
            everything[name] += took
            cells.append(_cell([one for one in took if one], len(queries)))
        print(f"| {kind} | {len(queries)} | {' | '.join(cells)} |", flush=True)
    for words, part in (("p50", 0.5), ("p90", 0.9), ("most", 1.0)):
        cells = [_quantile([one for one in everything[name] if one], part) for name in names]
        print(f"| **{words}** | | {' | '.join(cells)} |")
    if "bare Tantivy" in everything and "page, Tantivy" in everything:
        _compared(everything["page, Tantivy"], everything["bare Tantivy"])
    print(f"\nload average {os.getloadavg()[0]:.1f}")


def _compared(pages: Sequence[tuple[float, float] | None], bare: Sequence[tuple[float, float] | None]) -> None:
    """Print how many times bare Tantivy a page through it takes, of the queries that both answer."""
    both = [(page[1], alone[1]) for page, alone in zip(pages, bare, strict=True) if page and alone]
    ours, theirs = (sorted(one[place] for one in both) for place in (0, 1))
    ratios = (f"p{part} {ours[len(both) * part // 100] / theirs[len(both) * part // 100]:.2f}" for part in (50, 90))
    print(f"\npage, Tantivy / bare Tantivy, of the {len(both)} queries that both answer: {', '.join(ratios)}")


def _cell(took: list[tuple[float, float]], asked: int) -> str:
    if not took:
        return "refused"
    first, later = (statistics.median(one[place] for one in took) for place in (0, 1))
    refused = f" ({asked - len(took)} refused)" if len(took) < asked else ""
    return f"{later:.0f}, first {first:.0f}{refused}"


def _quantile(took: list[tuple[float, float]], part: float) -> str:
    if not took:
        return ""
    first, later = (sorted(one[place] for one in took) for place in (0, 1))
    at = min(len(first) - 1, int(len(first) * part))
    return f"{later[at]:.0f}, first {first[at]:.0f}"


def plain_word(draw: random.Random) -> dict[str, str]:
    """One of a few words, as a crowd asks for the same."""
    return {"q": draw.choice(MID)}


def any_question(draw: random.Random) -> dict[str, str]:
    """A question that hardly anybody asked before: one or two words, within dates."""
    words = " ".join(draw.sample(MID, draw.choice((1, 1, 2))))
    return {
        "q": words,
        "from": f"{draw.randint(2010, 2016)}-{draw.randint(1, 12):02}",
        "to": f"{draw.randint(2017, 2024)}",
    }


def clients(database: Path, workers: int, number: int = 8, requests: int = 400) -> None:
    """Print what many readers at once get of /search.json, and how much memory and CPU the server takes."""
    command = [sys.executable, "-m", "archive", "--db", str(database), "serve", "--port", str(PORT)]
    server = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL)
    try:
        for words, question in (("words of 8 to 15 % of articles", plain_word), ("no two alike", any_question)):
            before = _work(server.pid)
            took, seconds = asyncio.run(_asked(question, number, requests))
            work = (_work(server.pid) - before) / len(took)
            took.sort()
            print(
                f"{number} clients, {workers} processes, {words}: {requests / seconds:.0f} requests a second,"
                f" p50 {took[requests // 2] * 1000:.0f} ms, p95 {took[int(requests * 0.95)] * 1000:.0f} ms,"
                f" about {work * 1000:.1f} ms of CPU each; {_memory(server.pid)} MiB;"
                f" load average {os.getloadavg()[0]:.1f}"
            )
    finally:
        server.terminate()
        server.wait()


async def _asked(
    question: Callable[[random.Random], dict[str, str]], number: int, requests: int
) -> tuple[list[float], float]:
    """The seconds that each of the questions took, and all together, once the words are at hand."""
    import httpx

    draw, took, left = random.Random(7), [], iter(range(requests))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=60) as client:
        await _until_it_answers(client)
        for _ in range(3):
            await asyncio.gather(*(client.get("/search.json", params={"q": word}) for word in MID))

        async def reader() -> None:
            for _ in left:
                begun = time.perf_counter()
                answer = await client.get("/search.json", params=question(draw))
                took.append(time.perf_counter() - begun)
                assert answer.status_code == 200, answer.text

        begun = time.perf_counter()
        await asyncio.gather(*(reader() for _ in range(number)))
        return took, time.perf_counter() - begun


def _family(process: int) -> list[int]:
    """A process and all that it started; Linux tells it."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [process, *(one for child in children for one in _family(child))]


def _work(process: int) -> float:
    """The seconds of CPU that a process and its children have taken."""
    stats = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _family(process))
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> int:
    """The memory that a process and its children take, in MiB, what they share counted once."""
    lines = (line for one in _family(process) for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


async def _until_it_answers(client: Any) -> None:
    import httpx

    for _ in range(200):
        try:
            await client.get("/search.json", params={"q": "zebra"})
        except httpx.TransportError:
            await asyncio.sleep(0.1)
        else:
            return


def main() -> None:
    """Measure the archive that is named."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("database", type=Path)
    given.add_argument("--runs", type=int, default=3)
    given.add_argument("--clients", action="store_true")
    given.add_argument("--cpu", action="store_true")
    given.add_argument("--without", action="append", default=[], help="a column to leave out")
    chosen = given.parse_args()
    report(chosen.database, chosen.runs, time.process_time if chosen.cpu else time.perf_counter, chosen.without)
    for workers in (1, 2) if chosen.clients else ():
        clients(chosen.database, workers)


if __name__ == "__main__":
    main()
