"""How well pages are read, beside plain trafilatura on the same pages in the same run.

    python benchmarks/extraction.py [--bench aeb,fundus] [--shared ../shared]

Pages, gold and formulas are those of `tools/score_extraction.py` in the shared folder; docs/extraction.md explains the
columns. Speed is in pages per second of CPU time of one core, so compare it within a run only.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura

from archive.extract import read_html

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("PRESSMARK_SHARED", ROOT.parent / "shared"))
COLUMNS = ("n", "shF1", "sP", "sR", "exact", "fail", "title", "authF", "day", "inst")


def plain(html: str, url: str, **options: bool) -> dict[str, Any]:
    """Trafilatura as it comes."""
    found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, **options)
    if found is None:
        return {}
    authors = [name for name in (found.author or "").split("; ") if name]
    return {"text": found.text, "title": found.title, "authors": authors, "published": found.date}


def precise(html: str, url: str) -> dict[str, Any]:
    """Trafilatura where it favours precision."""
    return plain(html, url, favor_precision=True)


READERS = {"Pressmark": read_html, "trafilatura": plain, "- favor_precision": precise}


def main() -> None:
    """Print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bench", default="aeb,fundus-eval,fundus,wcxb-article")
    arguments.add_argument("--shared", type=Path, default=SHARED)
    given = arguments.parse_args()
    tool = given.shared / "tools" / "score_extraction.py"
    if not tool.exists():
        sys.exit(f"{tool} is not there: name the folder of the shared data with --shared.")
    score = load(tool)
    print(f"| pages | reader | {' | '.join(COLUMNS)} | pages/s | errors |")
    print("|---" * (len(COLUMNS) + 4) + "|")
    for bench in given.bench.split(","):
        pages = list(score.load(str(given.shared / "data" / "pages"), [bench]))
        for name, reader in READERS.items():
            print(row(score, bench, name, reader, pages), flush=True)


def row(score: ModuleType, bench: str, name: str, reader: Any, pages: list[dict[str, Any]]) -> str:
    """One reader on one set of pages; a first few are read to warm up."""
    score.run(reader, pages[:5])
    read, seconds, errors = score.run(reader, pages)
    result = score.aggregate([score.score_one(page, read.get(f"{bench}/{page['id']}")) for page in pages])
    cells = [shown(result.get(column)) for column in COLUMNS]
    return f"| {bench} | {name} | {' | '.join(cells)} | {len(pages) / seconds:.1f} | {len(errors)} |"


def shown(value: float | None) -> str:
    """A share to three places, a count as it is, nothing where the pages have no such gold."""
    if value is None:
        return ""
    return str(int(value)) if value > 1 or value == int(value) else f"{value:.3f}".lstrip("0")


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
