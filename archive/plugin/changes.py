"""What an outlet changed between two versions of an article, or one outlet in the copy of another, word by word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive import diffs
from archive.diffs import Paragraph, Run
from archive.model import Reading
from archive.plugin import marks, wanted, wording
from archive.plugin.wanted import Wanted
from archive.store import config, visibility
from archive.store.visibility import LEVELS

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit

_LINES = ("title", "dek", "authors", "published", "section")


@dataclass(frozen=True, slots=True)
class _Block:
    """Paragraphs in a row that are shown alike: `changed`, `trivial` (folded) or `same` (folded but for a few)."""

    kind: str
    paragraphs: tuple[Paragraph, ...]


async def page(visit: Visit) -> Response:
    """`/article/ID/diff/A..B`."""
    found, sight = visit.request.url_vars, visit.room.sight
    ends = [Wanted(int(found["id"]), found[name], sight) for name in ("before", "after")]
    return await visit.page("changes", **await visit.ask(lambda conn: between(conn, *ends)))


def between(conn: sqlite3.Connection, before: Wanted, after: Wanted) -> dict[str, Any]:
    """What one article, or version, says otherwise than another, as far as both may be seen."""
    ends = [wanted.found(conn, one)[0] for one in (before, after)]
    level = max((one.sight.level(end) for one, end in zip((before, after), ends, strict=True)), key=LEVELS.index)
    was, said = (visibility.veil(end.version.reading, level) for end in ends)
    paragraphs = diffs.compare(was.text, said.text)
    return {
        "about": config.everything(conn),
        "title": said.title or was.title,
        "before": ends[0],
        "after": ends[1],
        "lines": list(_lines(was, said)),
        "blocks": list(_blocks(paragraphs)),
        "changed": sum(one.changed and not one.trivial for one in paragraphs),
        "trivial": sum(one.trivial for one in paragraphs),
        "level": wording.LEVELS.get(level),
        "direction": marks.direction(said.title or said.text),
    }


def _lines(was: Reading, said: Reading) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The fields around the text that differ."""
    for name in _LINES:
        before, after = (_line(name, reading) for reading in (was, said))
        if before != after:
            yield wording.FIELDS[name], diffs.words(before, after)


def _line(name: str, reading: Reading) -> str:
    value = getattr(reading, name)
    if name == "published":
        return wording.when(value)
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _blocks(paragraphs: tuple[Paragraph, ...]) -> Iterator[_Block]:
    row: list[Paragraph] = []
    for one in paragraphs:
        if row and _kind(row[0]) != _kind(one):
            yield _Block(_kind(row[0]), tuple(row))
            row = []
        row.append(one)
    if row:
        yield _Block(_kind(row[0]), tuple(row))


def _kind(paragraph: Paragraph) -> str:
    return "trivial" if paragraph.trivial else "changed" if paragraph.changed else "same"
