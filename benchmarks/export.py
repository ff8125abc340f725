"""How fast articles come out, and in how much memory, in every form; beside sqlite3, sqlite-utils and Datasette.

    python benchmarks/export.py [ARCHIVE.db] [--keep DIR] [--only SUFFIX...]

Without an archive one of 100,000 articles of made-up words is made first, in a folder that is kept and used again where
one is named. Every run is a process of its own that
writes all columns and texts to a file. Prints rows a second, seconds on the clock and of work, peak memory and the
size of the file; on a machine that does other things too, the seconds of work are what to compare.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

from ingest import made_up

from archive.export import FORMS

ALL = "select * from articles_export"
ROWS = 100_000
PORT = 8_765
DATASETTE = f"http://127.0.0.1:{PORT}"


def main() -> None:
    """Measure one archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, nargs="?")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="*", default=[form.suffix for form in FORMS])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = args.archive or made(args.keep or folder)
        with closing(sqlite3.connect(archive)) as conn:
            rows = conn.execute(f"select count(*) from ({ALL})").fetchone()[0]
        print(f"{archive.name}: {rows:,} articles, {archive.stat().st_size / 2**20:,.0f} MiB")
        for suffix in args.only:
            ours = [sys.executable, "-m", "archive", "--quiet", "--db", str(archive), "export", "-o"]
            report(f"pressmark {suffix}", rows, *run([*ours, str(folder / f"out{suffix}")], folder, suffix))
        report("sqlite3 -csv", rows, *run(["sqlite3", "-csv", "-header", str(archive), ALL], folder, None))
        utils = [sys.executable, "-m", "sqlite_utils", "query", str(archive), ALL, "--csv"]
        report("sqlite-utils --csv", rows, *run(utils, folder, None))
        served(archive, rows, folder)


def made(folder: Path) -> Path:
    """An archive of made-up articles; the one that lies in the folder already, where one does."""
    archive = folder / "bench.db"
    if archive.exists():
        return archive
    folder.mkdir(parents=True, exist_ok=True)
    table = made_up(folder / "rows.jsonl", ROWS)
    command = [sys.executable, "-m", "archive", "--quiet", "--db", str(archive), "add", str(table)]
    subprocess.run(command, check=True, capture_output=True)
    return archive


def run(command: list[str], folder: Path, suffix: str | None) -> tuple[float, float, float, float]:
    """Seconds on the clock, seconds of work, MiB of memory, MiB of file; without a suffix it is what was printed."""
    out = folder / f"out{suffix or ''}"
    with (folder / "printed").open("wb") as printed:
        started = time.monotonic()
        with out.open("wb") if suffix is None else Path(os.devnull).open("wb") as stdout:
            process = subprocess.Popen(command, stdout=stdout, stderr=printed)
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
    if status:
        raise SystemExit((folder / "printed").read_text())
    size = out.stat().st_size / 2**20
    out.unlink()
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, size


def served(archive: Path, rows: int, folder: Path) -> None:
    """The same as streams: Datasette's own of its table, and ours of a search that finds all, from one server."""
    shutil.copy(archive, folder / "archive.db")
    settings = ["--setting", "max_csv_mb", "0", "--setting", "sql_time_limit_ms", "60000", "--port", str(PORT)]
    command = [sys.executable, "-m", "datasette", str(folder / "archive.db"), *settings]
    streams = {"Datasette's stream": "/archive/articles.csv?_stream=on", "/search.csv": "/search.csv?sort=newest"}
    for name, path in streams.items():
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait()
            before = work(server.pid)
            started, size = time.monotonic(), 0
            with urllib.request.urlopen(DATASETTE + path) as answer:
                while piece := answer.read(65_536):
                    size += len(piece)
            seconds = time.monotonic() - started
            report(name, rows, seconds, work(server.pid) - before, peak(server.pid), size / 2**20)
        finally:
            server.terminate()
            server.wait()


def wait() -> None:
    """Until the server answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{DATASETTE}/-/versions.json"):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


def work(pid: int) -> float:
    """Seconds that a process has worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> float:
    """The most memory that a process has had, in MiB."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


def report(name: str, rows: int, seconds: float, worked: float, memory: float, size: float) -> None:
    """One line."""
    print(
        f"{name:<20} {rows / seconds:>8,.0f} rows/s  {seconds:>6.1f} s  work {worked:>6.1f} s"
        f"  {memory:>6,.0f} MiB memory  {size:>6,.0f} MiB file",
        flush=True,
    )


if __name__ == "__main__":
    main()
