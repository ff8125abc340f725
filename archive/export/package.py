"""The package: a search as a zip that says what it is, proves that it is whole, and can be run again.

The articles come first, as they are read; what is known only at their end comes after: the data dictionary
(Frictionless Data Package 1), a README that says how to cite it, starters for pandas and R, and last the manifest, with
the SHA-256 of every other file. A package that breaks off has no directory, and no program opens it.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from string import Template
from typing import Any

from archive import text
from archive.export import csv
from archive.export.pipe import Pipe
from archive.export.tables import Row, Table
from archive.export.textzip import entry
from archive.store import meanings

# What comparing with a later state of the archive needs.
NEEDED = ("id", "version", "text_sha256")
DATA, DICTIONARY, MANIFEST = "articles.csv", "datapackage.json", "manifest.json"
ENCLOSED = ("README.md", "start.py", "start.R")
FORM = 1  # of the manifest


def write(table: Table) -> Iterator[bytes]:
    """The bytes of a package, in pieces; the table has the columns `NEEDED`, and an account."""
    pipe = Pipe()
    told = table.account()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
        data = _Counted(table)
        with packed.open(entry(DATA), "w", force_zip64=True) as member:
            for piece in csv.write(replace(table, rows=data)):
                data.digest.update(piece)
                data.size += len(piece)
                member.write(piece)
                yield pipe.taken()
        its = {DATA: {"bytes": data.size, "sha256": data.digest.hexdigest()}}
        manifest = {"manifest": FORM, **told, "columns": list(table.names)}
        manifest |= {"rows": {"expected": table.expected, "written": data.rows}}
        small = {DICTIONARY: _dictionary(table, manifest, its[DATA])}
        small |= {name: _enclosed(name, manifest) for name in ENCLOSED}
        for name, words in small.items():
            packed.writestr(entry(name), words)
            its[name] = {"bytes": len(words.encode()), "sha256": text.sha256(words)}
        packed.writestr(entry(MANIFEST), _json({**manifest, "files": its}))
    yield pipe.taken()


class _Counted:
    """Rows on their way into a file: how many they were, and the bytes that they became."""

    def __init__(self, table: Table) -> None:
        self._rows = table.rows
        self.rows, self.size, self.digest = 0, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        row = next(self._rows)
        self.rows += 1
        return row


def _dictionary(table: Table, manifest: dict[str, Any], data: dict[str, Any]) -> str:
    """`datapackage.json`: every column with its meaning, type, unit and an example."""
    resource = {
        "profile": "tabular-data-resource",
        "name": "articles",
        "path": DATA,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": data["bytes"],
        "hash": f"sha256:{data['sha256']}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {"fields": [_field(name) for name in table.names], "missingValues": [""], "primaryKey": ["id"]},
    }
    return _json(
        {
            "profile": "data-package",
            "name": "pressmark-articles",
            "id": manifest["archive"].get("uuid"),
            "title": _title(manifest),
            "created": manifest["made_at"],
            "resources": [resource],
        }
    )


def _field(name: str) -> dict[str, str]:
    column = meanings.ARTICLES[name]
    field = {"name": name, "type": column.type, "description": column.meaning, "example": column.example}
    return {**field, "unit": column.unit} if column.unit else field


def _enclosed(name: str, manifest: dict[str, Any]) -> str:
    """A file that goes with every package; in the README stands what this one is."""
    words = (files("archive.export") / "enclosed" / name).read_text(encoding="utf-8")
    if not name.endswith(".md"):
        return words
    about, rows, gaps = manifest["archive"], manifest["rows"]["written"], len(manifest["gaps"])
    return Template(words).substitute(
        title=_title(manifest),
        rows=f"{rows:,} article{'' if rows == 1 else 's'}",
        archive=_line(about.get("title") or "a Pressmark archive"),
        query=_asked(manifest),
        made=manifest["made_at"],
        program=manifest["program"],
        uuid=about.get("uuid"),
        keeper=f"{_line(about['keeper'])}. " if "keeper" in about else "",
        gaps=f"\nThere are {gaps:,} such gaps in the days asked about.\n" if gaps else "",
        licence=f"\nThe keeper says of its use: {_line(about['licence'])}\n" if "licence" in about else "",
    )


def _title(manifest: dict[str, Any]) -> str:
    return f"Articles matching {_asked(manifest)}"


def _asked(manifest: dict[str, Any]) -> str:
    """The question in one line."""
    chosen = [f"{name}={value}" for name, values in manifest["filters"].items() for value in values]
    said = [f"“{_line(manifest['query'])}”"] if manifest["query"] else []
    return _line(", ".join([*said, *chosen])) or "everything"


def _line(words: str) -> str:
    return " ".join(words.split())


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
