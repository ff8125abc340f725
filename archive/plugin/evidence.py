"""The evidence of one version: the facts of its capture, a check that recomputes, and the record to take away.

What was captured is never shown in our origin, where a stranger's page could do harm: it is downloaded, as the WARC
record that it is kept in.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive import text
from archive.errors import EvidenceError, NotFoundError
from archive.evidence import member, payload
from archive.model import Article, Kept, Place
from archive.plugin import wanted
from archive.plugin.wanted import Wanted, following
from archive.store import config

if TYPE_CHECKING:
    from pathlib import Path

    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit


@dataclass(frozen=True, slots=True)
class Checked:
    """What recomputing found: of the bytes as captured, and of the text; `trouble` says what is wrong."""

    text: bool
    bytes: bool | None
    trouble: str | None


@following
async def page(visit: Visit) -> Response:
    """`/article/ID/capture`; with `verify=1` digests are recomputed from what is stored."""
    asked, folder = wanted.read(visit), visit.room.evidence_folder
    is_checked = (visit.request.args.get("verify") or "") not in {"", "0"}
    return await visit.page("evidence", **await visit.ask(lambda conn: _shown(conn, asked, folder, check=is_checked)))


@following
async def download(visit: Visit) -> Response:
    """`/article/ID/capture.warc.gz`: the record itself, where the whole of the article may be seen."""
    asked, folder = wanted.read(visit), visit.room.evidence_folder
    body, name = await visit.ask(lambda conn: _record(conn, asked, folder))
    return visit.file(body, "application/warc", name)


def _shown(conn: sqlite3.Connection, asked: Wanted, folder: Path, *, check: bool) -> dict[str, Any]:
    article, _ = wanted.found(conn, asked)
    return {
        "about": config.everything(conn),
        "article": article,
        "version": article.version,
        "seen": article.capture,
        "sight": asked.sight,
        "whole": asked.sight.level(article) == "full",
        "checked": _check(article, folder) if check else None,
    }


def _check(article: Article, folder: Path) -> Checked:
    version = article.version
    holds = text.sha256(version.reading.text) == version.text_sha256
    seen = article.capture
    if seen is None or seen.place is None:
        return Checked(holds, None, None)
    try:
        payload(folder, seen.place, seen.body_sha256)
    except EvidenceError as error:
        return Checked(holds, bytes=False, trouble=str(error))
    return Checked(holds, bytes=True, trouble=None)


def _record(conn: sqlite3.Connection, asked: Wanted, folder: Path) -> tuple[bytes, str]:
    article, _ = wanted.found(conn, asked)
    if asked.sight.level(article) != "full":
        raise NotFoundError(f"the capture of article {article.id} is not given to visitors")
    place, name = _kept(article.capture, article.id)
    return member(folder, place), name


def _kept(seen: Kept | None, article_id: int) -> tuple[Place, str]:
    if seen is None or seen.place is None:
        raise NotFoundError(f"no bytes are kept for this version of article {article_id}")
    return seen.place, f"pressmark-{article_id}-capture-{seen.id}.warc.gz"
