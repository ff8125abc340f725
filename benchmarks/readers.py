"""What it costs to read pages in processes that can be killed, beside reading them right here.

    python benchmarks/readers.py [FOLDER]       by default the real pages beside the project

Prints pages a second, and how long a single page takes: with a nursery that has yet to begin, and with one that stands.
"""

from __future__ import annotations

import gzip
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

MOST = 300


def main() -> None:
    shared = Path(os.environ.get("PRESSMARK_SHARED", Path(__file__).parents[2] / "shared"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "data" / "pages"
    files = sorted(folder.rglob("*.html.gz"))
    files = files[:: max(1, len(files) // MOST)]

    started = time.perf_counter()
    from archive.extract import read_capture
    from archive.extract.worker import Job, Pool
    from archive.model import Capture

    print(f"{time.perf_counter() - started:.2f} s to import what reads")

    def job(file: Path) -> Job:
        body = gzip.decompress(file.read_bytes())
        return Job(file.name, Capture(None, "http://a.example/1", "", "text/html", body, "", "file", ""))

    jobs = [job(file) for file in files]
    for when in ("the first page, with its nursery", "a page of a fresh pool", "and again"):
        started = time.perf_counter()
        with Pool(processes=1) as readers:
            list(readers.read(jobs[:1]))
        print(f"{time.perf_counter() - started:.2f} s for {when}")
    read_capture(jobs[0].capture, lambda _url: None)

    def told(what: str, started: float) -> None:
        seconds = time.perf_counter() - started
        print(f"{what:<12} {len(jobs)} pages in {seconds:5.1f} s, {len(jobs) / seconds:5.1f} a second")

    started = time.perf_counter()
    for one in jobs:
        read_capture(one.capture, lambda _url: None)
    told("right here", started)
    for count in (1, 2):
        with Pool(processes=count) as readers:
            started = time.perf_counter()
            refused = [read for read in readers.read(jobs) if not read.reading]
            told(f"{count} process{'es' * (count > 1)}", started)
            print("".join(f"    {read.key}: {read.refused}\n" for read in refused), end="")


if __name__ == "__main__":
    main()
