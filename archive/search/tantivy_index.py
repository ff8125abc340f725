"""A second index beside the database, of Tantivy: made from the articles, and followed up with what changed.

It holds the very terms that FTS5 holds, cut by FTS5's own tokenizer, so that the same query finds the same articles;
and beside them the columns that facets count. A stamp says which state of the archive it was made from.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.errors import UsageError
from archive.search import changes, porter
from archive.search.changes import Stamp
from archive.search.columns import Ints, all_ids
from archive.search.timelines import A_DAY

_FORM = 1  # of what the index holds; another number is another form, and made anew
_STAMP = "pressmark.json"
_AT_ONCE = 2_000
_HEAP_BYTES = 256_000_000
_MOST_PIECES = 1_000_000  # of text whose terms are remembered
_TEXTS = ("title", "dek", "text", "grams")

_ROWS = """
SELECT a.id, a.slot, coalesce(a.title, ''), coalesce(a.dek, ''), a.text, a.grams, a.filters, a.outlet_id, a.language,
  a.section, a.copy_of,
  (SELECT group_concat(author_id) FROM article_authors WHERE article_id = a.id),
  (SELECT group_concat(tag_id) FROM article_tags WHERE article_id = a.id)
FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value WHERE a.redirect_to IS NULL
"""
_UUID = "SELECT value FROM config WHERE name = 'uuid'"


def beside(database: Path) -> Path:
    """Where the index of a database lies: `archive-tantivy` for `archive.db`."""
    return database.with_name(f"{database.stem}-tantivy")


class TantivyIndex:
    """The index in a folder, which may not be there; any number of threads may ask it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: tuple[dict[str, Any], Any] | None = None

    def is_fresh(self, conn: sqlite3.Connection) -> bool:
        """Whether it holds what this connection's transaction sees."""
        return self._stamp() == _told(conn, changes.stamp(conn))

    @property
    def index(self) -> Any:
        """The index itself, as it was last written."""
        said = self._stamp()
        if self._open is None or self._open[0] != said:
            self._open = (said, library().Index.open(str(self.folder)))
            self._open[1].register_tokenizer("terms", _analyzer())
        return self._open[1]

    def rebuild(self, conn: sqlite3.Connection, told: Callable[[int, int], None] = lambda _done, _of: None) -> int:
        """Make it anew from the articles; returns how many there are."""
        tantivy = library()
        with _one_moment(conn):
            at = changes.stamp(conn)
            unfinished = self.folder.with_name(f".{self.folder.name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            index = tantivy.Index(_schema(), path=str(unfinished))
            index.register_tokenizer("terms", _analyzer())
            written = _write(conn, index, all_ids(conn), told)
            (unfinished / _STAMP).write_text(json.dumps(_told(conn, at)))
        shutil.rmtree(self.folder, ignore_errors=True)
        unfinished.rename(self.folder)
        return written

    def follow(self, conn: sqlite3.Connection, told: Callable[[int, int], None] = lambda _done, _of: None) -> int:
        """Take in what changed since it was written; all, where that is not known. Returns how many articles."""
        said = self._stamp()
        with _one_moment(conn):
            at = changes.stamp(conn)
            then = Stamp(said.get("article", 0), said.get("change", 0))
            ids = changes.since(conn, then) if said == {**_told(conn, then)} else None
            if ids is not None:
                written = _write(conn, self.index, ids, told, replaced=True)
                fresh = self.folder / f".{_STAMP}"
                fresh.write_text(json.dumps(_told(conn, at)))
                fresh.replace(self.folder / _STAMP)
                return written
        return self.rebuild(conn, told)

    def _stamp(self) -> dict[str, Any]:
        try:
            said = json.loads((self.folder / _STAMP).read_text())
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}


class Terms:
    """Texts as the index has them: the terms in a row."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, texts: Sequence[str]) -> list[str]:
        """Each text as its terms; pieces between spaces are cut once, however often they come."""
        pieces = [text.split() for text in texts]
        fresh = {piece for its in pieces for piece in its} - self._known.keys()
        self._known.update((piece, " ".join(terms)) for piece, terms in porter.terms_of(fresh).items())
        found = [" ".join(filter(None, map(self._known.__getitem__, its))) for its in pieces]
        if len(self._known) > _MOST_PIECES:
            self._known.clear()
        return found


def _write(
    conn: sqlite3.Connection,
    index: Any,
    ids: Ints,
    told: Callable[[int, int], None],
    *,
    replaced: bool = False,
) -> int:
    """Add the articles of these ids, in place of what is held of them."""
    terms, written = Terms(), 0
    writer = index.writer(_HEAP_BYTES, 1)
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE].tolist()
        for number in some if replaced else ():
            writer.delete_documents_by_term("id", number)
        for document in _documents(conn, terms, some):
            writer.add_document(document)
            written += 1
        told(at + len(some), len(ids))
    writer.commit()
    writer.wait_merging_threads()
    return written


def _documents(conn: sqlite3.Connection, terms: Terms, ids: Sequence[int]) -> Iterator[Any]:
    document = library().Document
    rows = conn.execute(_ROWS, [json.dumps(ids)]).fetchall()
    cut = [terms.of([row[2 + place] for row in rows]) for place in range(len(_TEXTS))]
    for row, *texts in zip(rows, *cut, strict=True):
        number, slot, *_, filters, outlet, language, section, lead, authors, tags = row
        found: dict[str, Any] = dict(zip(_TEXTS, texts, strict=True))
        found |= {"id": number, "slot": slot, "day": slot // A_DAY, "filters": filters}
        found |= {"author": _numbers(authors), "tag": _numbers(tags)}
        single = {"outlet": outlet, "language": language, "section": section, "lead": lead}
        yield document(**found, **{name: value for name, value in single.items() if value is not None})


def _numbers(joined: str | None) -> list[int]:
    return [int(number) for number in joined.split(",")] if joined else []


def _schema() -> Any:
    schema = library().SchemaBuilder()
    for name in _TEXTS:
        schema.add_text_field(name, tokenizer_name="terms")
    schema.add_text_field("filters", tokenizer_name="terms", index_option="basic")
    for name in ("id", "slot"):
        schema.add_integer_field(name, indexed=True, fast=True)
    for name in ("day", "outlet", "author", "tag", "lead"):
        schema.add_integer_field(name, fast=True)
    for name in ("language", "section"):
        schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return schema.build()


def _analyzer() -> Any:
    tantivy = library()
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _told(conn: sqlite3.Connection, at: Stamp) -> dict[str, Any]:
    """What the stamp of an index of this archive says at a moment."""
    uuid = conn.execute(_UUID).fetchone()
    return {"form": _FORM, "archive": uuid and uuid[0], "article": at.article, "change": at.change}


@contextmanager
def _one_moment(conn: sqlite3.Connection) -> Iterator[None]:
    """All that is read in the block is of one moment."""
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.rollback()


def library() -> Any:
    """The library, which is an extra; raises UsageError where it is not installed."""
    try:
        import tantivy
    except ImportError:
        raise UsageError("this needs Tantivy: pip install 'pressmark[tantivy]'") from None
    return tantivy
