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
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive import watch
from archive.errors import FetchError
from archive.extract import not_an_article
from archive.extract.worker import Job, Readers
from archive.fetch import Crew, Fetcher
from archive.model import Capture, Wanted
from tests.hostile.site import SOURCES, heavy, hostile, standing

PUBLIC = ("127.0.0.1",)


def collected(port: int, inner: int) -> dict[str, object]:
    """One round: sources, pages by a crew, readings by processes."""

    def resolve(host: str, _port: int) -> list[tuple[str, int]]:
        return [("127.0.0.2", inner)] if host == "127.0.0.2" else [("127.0.0.1", port)]

    counts: Counter[str] = Counter()
    with (
        Fetcher(clock=lambda: "", allow_private=PUBLIC, resolve=resolve, delay=0, deadline=5) as fetcher,
        Readers() as readers,
    ):
        items = [item for item in watch.round_over(SOURCES, fetcher) if isinstance(item, Wanted)]

        def jobs() -> Iterator[Job]:
            for item, outcome in Crew(fetcher).run(items):
                if isinstance(outcome, FetchError):
                    counts[outcome.kind] += 1
                elif isinstance(outcome, Capture):
                    yield Job(item.input, outcome)

        for read in readers.read(jobs()):
            reason = not_an_article(read.reading) if read.reading else read.why
            counts[reason or "read"] += 1
    return {"counts": counts, "kilobytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}


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
    print(f"{seconds:.1f} s; at most {found['kilobytes'] / 1024:.0f} MB to collect, {largest / 1024:.0f} MB to read")
    for reason, count in sorted(found["counts"].items(), key=lambda pair: -pair[1]):
        print(f"  {count:>3}  {reason}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(collected(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
