"""How well pages are read, beside others on the same pages in the same run.

    python benchmarks/extraction.py [--bench aeb,fundus] [--shared ../shared] [--peers FOLDER]

Pages, gold and formulas are those of `tools/score_extraction.py` in the shared folder; docs/extraction.md explains the
columns. `- outlet known` reads each page with the outlet's file and by what its other pages have taught. Peers run in
environments of their own, `FOLDER/NAME`; one that is not there is named, with what to install. Speed is in pages per
second of CPU time of one core, so compare it within a run only. `x trafilatura` is how many times as fast as its
default a reader is on the same pages: the readers take turns page by page, and of each page the quickest of several
turns counts, so that a busy machine does not decide.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive import urls
from archive.extract import Habits, Reader, habits, read_html
from archive.model import Reading
from archive.page import Page
from archive.registry import Registry
from benchmarks.peers import PACKAGES

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("PRESSMARK_SHARED", ROOT.parent / "shared"))
COLUMNS = ("n", "shF1", "sP", "sR", "exact", "fail", "title", "authF", "day", "inst")
BENCHES = "aeb,fundus-eval,fundus,wcxb-article"

TURNS = 3

Read = Callable[[str, str], dict[str, Any]]
Pages = list[dict[str, Any]]


def plain(html: str, url: str, **options: bool) -> dict[str, Any]:
    """Trafilatura as it comes."""
    found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, **options)
    if found is None:
        return {}
    authors = [name for name in (found.author or "").split("; ") if name]
    return {"text": found.text, "title": found.title, "authors": authors, "published": found.date}


OTHERS: dict[str, Read] = {
    "trafilatura": plain,
    "- fast": lambda html, url: plain(html, url, fast=True),
    "- favor_precision": lambda html, url: plain(html, url, favor_precision=True),
    "- favor_recall": lambda html, url: plain(html, url, favor_recall=True),
}


REGISTRY = Registry.found(points=[])


def plainly(reading: Reading) -> dict[str, Any]:
    """The fields of a reading, by name."""
    return {field.name: getattr(reading, field.name) for field in fields(reading)}


def with_files(html: str, url: str) -> dict[str, Any]:
    """Pressmark with the files of outlets."""
    return plainly(Reader(REGISTRY.for_url(url)).read(html, url))


OURS: dict[str, Read] = {"Pressmark": read_html, "- with outlets' files": with_files}


def knowing(sets: dict[str, Pages]) -> Read:
    """Pressmark with the file of the outlet and all its other pages, in whatever set they are, not the page itself."""
    samples = defaultdict(list)
    for page in (page for pages in sets.values() for page in pages if page["url"]):
        samples[urls.host(page["url"])].append(habits.sample(Page(page["_html"], page["url"])))

    @cache  # an archive has an outlet's habits at hand, and does not learn them anew for each page
    def known(url: str) -> Habits:
        own = habits.key_of(Page("", url))
        return Habits().with_samples(sample for sample in samples[urls.host(url)] if sample.key != own)

    def read(html: str, url: str) -> dict[str, Any]:
        return plainly(Reader(REGISTRY.for_url(url), known(url)).read(html, url))

    return read


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bench", default=BENCHES)
    arguments.add_argument("--shared", type=Path, default=SHARED)
    arguments.add_argument("--peers", type=Path, help="A folder of environments, each by the name of its peer.")
    given = arguments.parse_args()
    tool = given.shared / "tools" / "score_extraction.py"
    if not tool.exists():
        sys.exit(f"{tool} is not there: name the folder of the shared data with --shared.")
    score = load(tool)
    sets = {bench: list(score.load(str(given.shared / "data" / "pages"), [bench])) for bench in given.bench.split(",")}
    peers = dict(environments(given.peers)) if given.peers else {}
    print(f"| pages | reader | {' | '.join(COLUMNS)} | pages/s | errors | x trafilatura |")
    print("|---" * (len(COLUMNS) + 5) + "|")
    known = knowing(sets)
    for bench, pages in sets.items():
        readers = OURS | {"- outlet known": known} | OTHERS
        taken = turns(readers, pages)
        for name, read in readers.items():
            found, seconds, errors = score.run(read, pages)
            answers = [found.get(f"{bench}/{page['id']}") for page in pages]
            line = row(score, bench, name, pages, answers, seconds, len(errors))
            print(f"{line} {times_as_fast(taken, name, range(len(pages)))} |", flush=True)
            usual = [
                place for place, one in enumerate(answers) if one and one.get("origin", {}).get("text") == "habits"
            ]
            if usual:
                blank = " | " * (len(COLUMNS) + 1)
                print(f"| {bench} | - by habits alone | {len(usual)}{blank}| {times_as_fast(taken, name, usual)} |")
        for name, python in peers.items():
            answers, seconds = asked(name, python, pages)
            print(row(score, bench, name, pages, answers, seconds, answers.count({})), "|", flush=True)


def turns(readers: dict[str, Read], pages: Pages) -> dict[str, list[float]]:
    """The CPU seconds of each reader on each page, the least of several turns."""
    least = {name: [float("inf")] * len(pages) for name in readers}
    for _ in range(TURNS):  # all pages lie between two turns of one, or its lines would still be remembered
        for place, page in enumerate(pages):
            for name, read in readers.items():
                began = time.process_time()
                read(page["_html"], page["url"] or "")
                least[name][place] = min(least[name][place], time.process_time() - began)
    return least


def times_as_fast(taken: dict[str, list[float]], name: str, places: Iterable[int]) -> str:
    """How many times as fast as trafilatura a reader is on the pages at these places."""
    chosen = list(places)
    return f"{sum(taken['trafilatura'][one] for one in chosen) / sum(taken[name][one] for one in chosen):.2f}"


def row(score: ModuleType, bench: str, name: str, pages: Pages, found: list[Any], seconds: float, errors: int) -> str:
    """A line of the table: one reader on one set of pages."""
    result = score.aggregate([score.score_one(page, one) for page, one in zip(pages, found, strict=True)])
    cells = " | ".join(shown(result.get(column)) for column in COLUMNS)
    return f"| {bench} | {name} | {cells} | {len(pages) / seconds:.1f} | {errors} |"


def shown(value: float | None) -> str:
    """A share to three places, a count as it is, nothing where the pages have no such gold."""
    if value is None:
        return ""
    return str(int(value)) if value > 1 or value == int(value) else f"{value:.3f}".lstrip("0")


def environments(folder: Path) -> Iterator[tuple[str, Path]]:
    """The Python of each peer; for one that is missing, what to do is said."""
    for name, packages in PACKAGES.items():
        python = folder / name / "bin" / "python"
        if python.exists():
            yield name, python
        else:
            print(
                f"{name} is left out: python -m venv {folder / name} && {python.parent / 'pip'} install {packages}",
                file=sys.stderr,
            )


def asked(name: str, python: Path, pages: Pages) -> tuple[list[dict[str, Any]], float]:
    """What a peer makes of pages, and the seconds that it took."""
    lines = "\n".join(json.dumps({"html": page["_html"], "url": page["url"] or ""}) for page in pages)
    script = str(ROOT / "benchmarks" / "peers.py")
    done = subprocess.run([python, script, name], input=lines, capture_output=True, text=True, check=True)
    *found, seconds = map(json.loads, done.stdout.splitlines()[-len(pages) - 1 :])
    return found, seconds


def load(path: Path) -> ModuleType:
    """A module from a file that is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
