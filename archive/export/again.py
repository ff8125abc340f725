"""A package asked again: what was added to its matches since, what was changed, and what is withdrawn and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from archive.errors import InputError
from archive.export import found, question, unpacking
from archive.export.question import Question
from archive.search import Engine
from archive.store import columns, config, shelf, tombstones

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Article:
    """An article that is otherwise than in the package: its version then and now, and for one withdrawn why."""

    id: int
    title: str | None
    was: str | None = None
    now: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What a later run of the same search finds otherwise; `same` counts what is as it was."""

    made: str
    same: int
    added: tuple[Article, ...] = field(default=())
    changed: tuple[Article, ...] = field(default=())
    withdrawn: tuple[Article, ...] = field(default=())


def asked(manifest: Mapping[str, Any]) -> Question:
    """The question that a package answers; raises InputError where its manifest does not say."""
    try:
        return question.of_data(manifest)
    except ValueError as error:
        raise InputError(f"the manifest cannot be gone by: {error}") from None


def compare(conn: sqlite3.Connection, engine: Engine, package: Path, manifest: Mapping[str, Any]) -> Since:
    """Run the search of a package again, in this archive; call it inside `store.snapshot`.

    Raises InputError for a package of another archive, for which nothing can be told.
    """
    about = manifest.get("archive")
    uuid = about.get("uuid") if isinstance(about, dict) else None
    if uuid != config.get(conn, "uuid"):
        raise InputError(f"{package} was made from another archive ({uuid}): open that one with --db")
    then = dict(_then(package))
    added, changed, same = [], [], 0
    for number, label, title in _now(conn, engine, asked(manifest)):
        was, _ = then.pop(number, (None, None))
        if was is None:
            added.append(Article(number, title, now=label))
        elif was != label:
            changed.append(Article(number, title, was, label))
        else:
            same += 1
    gone = (Article(number, title, was, why=_why(conn, number)) for number, (was, title) in then.items())
    return Since(manifest["made_at"], same, tuple(added), tuple(changed), tuple(gone))


def _then(package: Path) -> Iterator[tuple[int, tuple[str, str | None]]]:
    """The version and the title of every article in a package."""
    for row in unpacking.rows(package):
        try:
            yield int(row["id"]), (row["version"], row.get("title") or None)
        except (KeyError, ValueError):
            raise InputError(f"{package} does not say which articles it holds: it lacks their id or version") from None


def _now(conn: sqlite3.Connection, engine: Engine, asked_: Question) -> Iterator[tuple[int, str, str | None]]:
    ids = iter(found.ids(conn, engine, asked_))
    while some := list(islice(ids, _AT_ONCE)):
        yield from columns.export(conn, ("id", "version", "title"), some)


def _why(conn: sqlite3.Connection, number: int) -> str:
    stone = tombstones.find(conn, number)
    if stone:
        return f"taken down on {stone.at[:10]}: {stone.reason}"
    became = shelf.redirect(conn, number)
    return f"became article {became}" if became else "no longer matches"
