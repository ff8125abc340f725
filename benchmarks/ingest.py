"""How fast articles go in, and in how much memory: a table of N rows, end to end, each run a process of its own.

    python benchmarks/ingest.py [FILE.jsonl[.gz] ...]

Without a file it writes tables of 10,000 and 100,000 rows of made-up words, so that memory can be seen to stay flat.
Prints rows a second, seconds, peak memory, the size of the archive, and what became of the rows.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = "tram depot harbour council driver bailiff crowd notice family street evening morning union court raid".split()


def made_up(path: Path, count: int) -> Path:
    """A table of articles of about 300 words, most words invented, by 40 outlets over twelve years."""
    draw = random.Random(7)
    rare = ["".join(draw.choice(["ba", "ko", "mer", "tin", "sol", "vu"]) for _ in range(4)) for _ in range(30_000)]
    with path.open("w") as file:
        for number in range(count):
            words = [draw.choice(WORDS) if draw.random() < 0.4 else draw.choice(rare) for _ in range(300)]
            row = {
                "url": f"https://outlet{number % 40}.example/{number}",
                "title": " ".join(words[:7]),
                "outlet": f"Outlet {number % 40}",
                "byline": f"Writer {number % 900}",
                "published": f"{2010 + number * 12 // count}-{1 + number % 12:02}-{1 + number % 28:02}",
                "text": ". ".join(" ".join(words[at : at + 15]) for at in range(0, 300, 15)),
            }
            file.write(json.dumps(row) + "\n")
    return path


def measure(table: Path, folder: Path) -> str:
    """One line of the report."""
    database, printed = folder / "bench.db", folder / "printed.txt"
    command = [sys.executable, "-m", "archive", "--db", str(database), "add", str(table)]
    with printed.open("w") as out, (folder / "said.txt").open("w") as said:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=said)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
    summary = [line for line in printed.read_text().splitlines() if re.search(r"\d added|flagged", line)]
    counts = re.findall(r"([\d,]+) (?:added|changed|unchanged|rejected)", summary[0])
    rows = sum(int(count.replace(",", "")) for count in counts)
    return (
        f"{table.name}: {rows:,} rows in {seconds:.1f} s, {rows / seconds:,.0f} a second, peak memory"
        f" {usage.ru_maxrss / 1024:.0f} MiB, archive {database.stat().st_size / 2**20:.0f} MiB\n  "
        + "\n  ".join(summary)
    )


def main() -> None:
    """Measure the tables named, or made-up ones."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = [Path(one) for one in sys.argv[1:]]
        tables = given or [made_up(folder / f"{count}.jsonl", count) for count in (10_000, 100_000)]
        for number, table in enumerate(tables):
            place = folder / str(number)
            place.mkdir()
            print(measure(table, place), flush=True)


if __name__ == "__main__":
    main()
