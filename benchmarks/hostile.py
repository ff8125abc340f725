"""What a round over a hostile site costs: seconds, and the most memory of the process and of those that read for it.

    python benchmarks/hostile.py            the site of tests/hostile, and pages that keep a parser busy for minutes

The site stands in this process; a child collects it, so that its memory is its own. Deadlines are those of a real
round, fifteen seconds for a page to be read, and five for one to come.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.extract.worker import Pool
from archive.fetch import Fetcher
from archive.store import open_archive
from tests.hostile import rounds
from tests.hostile.site import SOURCES, heavy, hostile, standing

PUBLIC = ("127.0.0.1",)


def collected(port: int, inner: int) -> dict[str, object]:
    """One round: sources, pages by a crew, evidence, readings by processes, an archive."""

    def resolve(host: str, _port: int) -> list[tuple[str, int]]:
        return [("127.0.0.2", inner)] if host == "127.0.0.2" else [("127.0.0.1", port)]

    with (
        tempfile.TemporaryDirectory() as folder,
        open_archive(Path(folder) / "archive.db", create=True) as store,
        Fetcher(clock=store.clock, allow_private=PUBLIC, resolve=resolve, delay=0, deadline=5) as fetcher,
        Pool() as readers,
    ):
        results, _ = rounds.collected(store, fetcher, SOURCES, readers)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"counts": Counter(result.why or result.outcome for result in results), "own": own}


def main() -> None:
    with standing({}) as site, standing({}, address="127.0.0.2") as inner:
        site.answers = hostile(inner, heavy())
        command = [sys.executable, __file__, str(site.port), str(inner.port)]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - started
        found = json.loads(done.stdout)
        print(f"{len(site.answers)} addresses, {len(site.asked)} requests, {len(inner.asked)} of them inward")
    # Of all processes below this one, those that read among them, the largest.
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{seconds:.1f} s; at most {found['own'] / 1024:.0f} MB to collect, {largest / 1024:.0f} MB in any process")
    for reason, count in sorted(found["counts"].items(), key=lambda pair: -pair[1]):
        print(f"  {count:>3}  {reason}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(collected(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
