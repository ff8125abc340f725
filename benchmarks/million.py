"""Searching a large archive, from its making to many readers at once; what was built is kept and used again.

    python benchmarks/million.py TABLE.jsonl --keep DIR [--cpu] [--without NAME]

TABLE has an article a line: `tools/make_corpus.py 1000000` of the shared folder makes one of 3.9 GB. The
first time, the archive and its index of Tantivy are made in DIR, which takes a while and is measured; later the same
archive is taken. Then come the size of the index, the time in which 1,000 more articles go in, of all dates and out of
their order (they stay), the forty queries beside peers (benchmarks/search.py), and eight readers at once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import NoReturn

import search

from archive import ingest, sources, store
from archive.model import Given, Ref
from archive.search.tantivy_index import TantivyIndex, beside

_INDEX = """
SELECT (SELECT sum(length(block)) FROM articles_fts_data) + (SELECT sum(length(sz) + 8) FROM articles_fts_docsize),
  (SELECT sum(length(CAST(title AS BLOB)) + coalesce(length(CAST(dek AS BLOB)), 0) + length(CAST(text AS BLOB)))
   FROM articles)
"""


def command(*words: str) -> tuple[float, float, float]:
    """Run pressmark: seconds by the clock, seconds of CPU, and MiB of memory at most."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "archive", *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"pressmark {' '.join(words)} failed")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def made(table: Path, database: Path) -> None:
    """Make the archive, where it is not there, under another name until it is whole."""
    if database.exists():
        print(f"{database} is there already")
        return
    unfinished = database.with_name(f"unfinished-{database.name}")
    for file in unfinished.parent.glob(f"{unfinished.name}*"):
        file.unlink()
    seconds, work, memory = command("--quiet", "--db", str(unfinished), "add", str(table))
    size = table.stat().st_size / 1e6
    unfinished.rename(database)
    print(
        f"first index of {size:,.0f} MB: {seconds:,.0f} s ({size / seconds:.1f} MB a second; {size / work:.1f} by CPU),"
        f" {memory:,.0f} MiB at most, archive {database.stat().st_size / 1e6:,.0f} MB"
    )


def sized(database: Path) -> None:
    """Print how large the index is beside the text."""
    index, text = store.open_reader(database).execute(_INDEX).fetchone()
    print(f"index {index / 1e6:,.0f} MB, text {text / 1e6:,.0f} MB: {index / text:.2f}")


def added(table: Path, database: Path, folder: Path) -> None:
    """Print how long 1,000 more articles take, three times over."""
    draw, took, more = random.Random(), [], folder / "more.jsonl"
    with table.open() as lines:
        rows = [json.loads(line) for line in islice(lines, 1_000)]
    with store.open_archive(database) as archive:
        for _ in range(3):
            with more.open("w") as file:
                for row in rows:
                    row["url"] = f"https://more.example/{draw.getrandbits(64):x}"
                    row["published"] = f"{draw.randint(2010, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
                    file.write(json.dumps(row) + "\n")
            begun = time.perf_counter(), time.process_time()
            ingest.add(archive, sources.look(str(more), Given(), at=archive.clock(), stdin=sys.stdin.buffer), _Nobody())
            took.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    by_clock, by_cpu = (statistics.median(one[place] for one in took) for place in (0, 1))
    bare = statistics.median(bare_fts5(rows) for _ in range(3))
    print(f"1,000 more articles of any date: {by_clock:.2f} s ({by_cpu:.2f} s of CPU; bare FTS5 {bare:.2f} s)")


def bare_fts5(rows: list[dict[str, str]]) -> float:
    """Seconds of CPU that the words of these articles take a table of FTS5 that is empty, in memory and alone.

    It tells how fast the machine was in this run, for what goes in besides words.
    """
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='porter unicode61')")
    begun = time.process_time()
    with conn:
        conn.executemany("INSERT INTO words VALUES (?, ?)", [(row["title"], row["text"]) for row in rows])
    return time.process_time() - begun


class _Nobody:
    """Fetches nothing: a table of texts asks for nothing."""

    def get(self, ref: Ref) -> NoReturn:
        raise AssertionError(ref)


def main() -> None:
    """Make what is not there, and measure."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("table", type=Path)
    given.add_argument("--keep", type=Path, required=True, metavar="DIR")
    given.add_argument("--cpu", action="store_true")
    given.add_argument("--without", action="append", default=[], help="a column to leave out")
    chosen = given.parse_args()
    chosen.keep.mkdir(parents=True, exist_ok=True)
    database = chosen.keep / f"{chosen.table.stem}.db"
    made(chosen.table, database)
    sized(database)
    added(chosen.table, database, chosen.keep)
    if not TantivyIndex(beside(database)).is_fresh(store.open_reader(database)):
        seconds, work, memory = command("--quiet", "--db", str(database), "index", "--engine", "tantivy")
        print(f"Tantivy brought up to date: {seconds:,.0f} s ({work:,.0f} s of CPU), {memory:,.0f} MiB at most")
    search.report(database, 3, time.process_time if chosen.cpu else time.perf_counter, chosen.without)
    for workers in (1, 2):
        search.clients(database, workers)


if __name__ == "__main__":
    main()
