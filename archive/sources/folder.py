"""A folder of files: each taken by its kind, what the CSV beside it says of them, and what was passed over counted.

The CSV lies beside the folder under its name (`letters.csv` for `letters/`) or inside it; it is known by a column
`file` and the lack of one for text. A browser's `NAME_files/` beside a saved page is its pictures, and skipped.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archive.errors import InputError
from archive.model import Given
from archive.sources import columns, files, plaintext


def walk(folder: Path) -> tuple[list[Path], Counter[str]]:
    """The files of a folder to take, in order of name, and how many of other kinds there are, by suffix."""
    wanted: list[Path] = []
    other: Counter[str] = Counter()
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith(".") for part in parts) or _is_page_furniture(path, folder):
            continue
        if files.kind_by_name(path) == "other":
            other[files.suffix(path) or "no suffix"] += 1
        else:
            wanted.append(path)
    return wanted, other


def said_beside(folder: Path) -> tuple[dict[Path, Given], set[Path]]:
    """What CSV files beside or in a folder say of its files, by resolved path; and which files those CSVs are."""
    said: dict[Path, Given] = {}
    lists: set[Path] = set()
    for path in [folder.with_name(folder.name + ".csv"), *sorted(folder.glob("*.csv"))]:
        if path.is_file():
            found = dict(_rows(path, folder))
            said.update(found)
            lists |= {path} if found else set()
    return said, lists


def merged(near: Given | None, far: Given) -> Given:
    """What is said of one file over what is said of the whole folder."""
    if near is None:
        return far
    names = ("title", "published", "outlet", "url", "authors", "tags")
    return replace(near, **{name: getattr(near, name) or getattr(far, name) for name in names})


def _rows(path: Path, folder: Path) -> Iterator[tuple[Path, Given]]:
    try:
        lines = plaintext.decode(path.read_bytes()).splitlines(keepends=True)
    except InputError:
        return  # it will be refused, with its reason, when it is read as a table
    reader = csv.DictReader(lines)
    mapped = columns.mapping(reader.fieldnames or [])
    if "file" not in mapped or "text" in mapped:
        return
    for row in reader:
        named = (row.get(mapped["file"]) or "").strip()
        if named:
            read = columns.reading(row, mapped)
            address = row.get(mapped.get("url", "")) or None
            yield (
                (folder / named).resolve(),
                Given(read.title, read.published, read.outlet, address, read.authors, read.tags, by=path.name),
            )


def _is_page_furniture(path: Path, folder: Path) -> bool:
    return any(
        parent.name.endswith("_files")
        and any(parent.with_name(parent.name.removesuffix("_files") + end).exists() for end in (".html", ".htm"))
        for parent in path.parents
        if folder in parent.parents
    )
