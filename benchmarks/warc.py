"""How fast web archives are read, beside warcio and FastWARC, and in how much memory; each run a process of its own.

    python benchmarks/warc.py [FILE.warc.gz ...]

Without a file it writes one of 20,000 made-up pages with their requests. Every reader has to unpack each record and
check its digests. Prints records a second, megabytes of the packed file a second, and peak memory.
"""

from __future__ import annotations

import gzip
import hashlib
import random
import sys
import tempfile
import time
from importlib.util import find_spec
from multiprocessing import Process
from pathlib import Path
from uuid import UUID

from archive import warc
from archive.model import Capture

PAGES = 20_000
WORDS = "tram depot harbour council driver bailiff crowd notice family street evening morning union court raid".split()


def made_up(path: Path) -> Path:
    """A file of pages of about 30 KB, each with its request."""
    draw = random.Random(7)
    asked = (("Host", "courier.example"), ("User-Agent", "Pressmark"))
    with path.open("wb") as file:
        for number in range(PAGES):
            words = " ".join(draw.choices(WORDS, k=300)) + str(number)
            body = gzip.compress(f"<html><p>{words}".encode() + draw.randbytes(20_000), 1)
            capture = Capture(
                f"https://courier.example/{number}", None, "2026-03-01T12:00:00Z", "text/html", body,
                hashlib.sha256(body).hexdigest(), "fetched", "person", 200, (("Content-Type", "text/html"),),
                request_headers=asked,
            )  # fmt: skip
            number_id = UUID(int=number)
            file.writelines(warc.encode_exchange(capture, number_id, lambda: UUID(int=1)))
            file.write(warc.encode(capture, number_id))
    return path


def ours(path: Path) -> int:
    """Records that this project reads."""
    with path.open("rb") as file:
        return sum(record.digest == "agrees" for record in warc.records(file))


def warcio(path: Path) -> int:
    """Records that warcio reads."""
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            record.raw_stream.read()
            count += record.digest_checker.passed is True
    return count


def fastwarc(path: Path) -> int:
    """Records that FastWARC reads."""
    from fastwarc.warc import ArchiveIterator

    with path.open("rb") as file:
        return sum(record.verify_block_digest() for record in ArchiveIterator(file, parse_http=False))


def measure(name: str, path: Path) -> None:
    """One line of the report."""
    started = time.process_time()
    count = globals()[name](path)
    seconds = time.process_time() - started
    peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    print(
        f"{name:9} {count:>8,} records, {count / seconds:>8,.0f} a second,"
        f" {path.stat().st_size / 1e6 / seconds:>5.0f} MB a second, peak memory {int(peak) / 1024:.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Measure the files named, or a made-up one."""
    with tempfile.TemporaryDirectory() as folder:
        for path in [Path(one) for one in sys.argv[1:]] or [made_up(Path(folder) / "made-up.warc.gz")]:
            print(f"{path.name}: {path.stat().st_size / 1e6:,.0f} MB")
            for name in ("ours", "warcio", "fastwarc"):
                if name == "ours" or find_spec(name):
                    process = Process(target=measure, args=(name, path))
                    process.start()
                    process.join()


if __name__ == "__main__":
    main()
