"""Which article an address asks for, at which version, and how much of it a visitor may see."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import wraps
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from archive.errors import NotFoundError, TakenDownError
from archive.model import Article, Reading
from archive.store import shelf

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.sight import Sight
    from archive.plugin.visit import View, Visit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: an article, perhaps at a version, seen as far as `sight` reaches."""

    article_id: int
    label: str | None
    sight: Sight


class Moved(Exception):  # noqa: N818 - no error, but the answer: the article is another now
    """The article turned out to be another."""

    def __init__(self, article_id: int) -> None:
        self.article_id = article_id


def following(view: View) -> View:
    """A view of an article that leads on where the article turned out to be another."""

    @wraps(view)
    async def followed(visit: Visit) -> Response | None:
        try:
            return await view(visit)
        except Moved as moved:
            form = PurePosixPath(visit.request.path).suffix
            return visit.moved(visit.to.article(moved.article_id, form=form, q=query(visit)))

    return followed


def query(visit: Visit) -> str:
    """The words that a visitor came with."""
    return (visit.request.args.get("q") or "").replace("\x00", " ").strip()


def read(visit: Visit) -> Wanted:
    """What an address asks for."""
    asked = visit.request.url_vars
    return Wanted(int(asked["id"]), asked.get("label"), visit.room.sight)


def found(conn: sqlite3.Connection, wanted: Wanted) -> tuple[Article, Reading]:
    """The article, and its reading with what may be seen of it; a version that was cited stays where it was cited.

    Raises Moved, or NotFoundError where there is no such article or version, or none for visitors.
    """
    elsewhere = shelf.redirect(conn, wanted.article_id)
    if elsewhere is not None and wanted.label is None:
        raise Moved(elsewhere)
    article = _at_version(conn, wanted)
    if wanted.sight.level(article) == "none":
        raise NotFoundError(f"article {wanted.article_id} is not shown to visitors")
    return article, wanted.sight.reading(article)


def _at_version(conn: sqlite3.Connection, wanted: Wanted) -> Article:
    try:
        return shelf.article(conn, wanted.article_id, wanted.label)
    except TakenDownError:
        raise
    except NotFoundError:
        latest = shelf.article(conn, wanted.article_id).latest
        message = f"article {wanted.article_id} has no version {wanted.label}: the latest is version {latest}"
        raise NotFoundError(message) from None
