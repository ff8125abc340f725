"""The reading room's own way to the database: read-only connections in threads of its own, each question with a limit.

Datasette's threads and time limits belong to its tables and SQL. Here a page is one question to the library, asked in
one thread; a download is asked piece by piece, so that a slow reader holds no thread. `Room` belongs to one Datasette.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from archive import store
from archive.errors import NoArchiveError
from archive.plugin.download import STEPS, Download, Pieces
from archive.plugin.permissions import PUBLIC_TABLE, Doorkeeper, is_public, workers_of
from archive.plugin.repeats import kept
from archive.plugin.sight import Sight
from archive.plugin.turns import Turns
from archive.search import Engine, Memory, engines
from archive.search.tantivy_index import TantivyIndex, beside
from archive.store import config

if TYPE_CHECKING:
    from datasette.app import Datasette

T = TypeVar("T")

DOWNLOAD_THREADS = 2
# A page is worth a short wait; a question that takes longer would take its thread from everybody else.
PAGE_SECONDS = 10.0
# The figures of the whole archive are asked for once after every change, and may read all of it.
ONCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Found:
    """The archive among Datasette's databases: its name there, and its file."""

    name: str
    path: Path


class Room:
    """The reading room of one Datasette; `clock` gives the moment in UTC (see `archive.dates.now`)."""

    def __init__(self, datasette: Datasette, *, clock: Callable[[], str]) -> None:
        self.datasette = datasette
        self._clock = clock
        self._found: _Found | None = None
        self._watching: sqlite3.Connection | None = None
        self._once_told: dict[Callable[..., Any], tuple[object, Any]] = {}
        self._workers = workers_of(datasette)
        self.answers = kept(self._workers)
        self._once = asyncio.Lock()
        self._doorkeeper = Doorkeeper(datasette)
        self._turns = Turns(self._answer)
        self._memory = Memory(workers=self._workers)
        self._tantivy: TantivyIndex | None = None
        self._downloads = ThreadPoolExecutor(DOWNLOAD_THREADS, thread_name_prefix="pressmark-download")
        self._mine = threading.local()

    @property
    def sight(self) -> Sight:
        """What visitors may see today, as this server is set up."""
        return Sight(public=is_public(self.datasette), today=self._clock()[:10])

    @property
    def now(self) -> str:
        """The moment, in UTC."""
        return self._clock()

    @property
    def state(self) -> tuple[int, Sight]:
        """What answers hang on: a number that changes with all that others write, and how far visitors see today.

        It is SQLite's own (`PRAGMA data_version`), which changes when what was written can be read, and not before.
        """
        if self._watching is None:
            self._watching = store.open_reader(self._archive().path)
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0]), self.sight

    @property
    def database(self) -> str | None:
        """What the archive's database is called in this Datasette; None where there is none."""
        try:
            return self._archive().name
        except NoArchiveError:
            return None

    @property
    def evidence_folder(self) -> Path:
        """Where the archive's WARC files lie."""
        return store.evidence_beside(self._archive().path)

    async def enter(self, actor: dict[str, Any] | None) -> None:
        """Let an actor in; raises NoArchiveError, or Forbidden for who may not see the table of articles."""
        name = self._archive().name
        table = PUBLIC_TABLE if self.sight.public else "articles"
        await self._doorkeeper.let_in(actor, [("view-table", (name, table)), ("view-database", name), "view-instance"])

    async def databases(self, actor: dict[str, Any] | None) -> list[str]:
        """The databases that an actor may see, whatever they are."""
        asked = self.datasette.permission_allowed
        return [name for name in self.datasette.databases if await asked(actor, "view-database", name, default=True)]

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer to one question; raises TimeoutError where it takes longer than a page is worth."""
        return await self._turns.ask(question, PAGE_SECONDS)

    def engine(self, conn: sqlite3.Connection) -> Engine:
        """The search engine over a connection, with all that is remembered from earlier searches."""
        if self._tantivy is None:
            self._tantivy = TantivyIndex(beside(self._archive().path))
        return engines.chosen(conn, config.get(conn, "search_engine"), self._tantivy, self._memory)

    async def work(self, task: Callable[[], T]) -> T:
        """What a task that asks the archive nothing returns."""
        return await asyncio.get_running_loop().run_in_executor(None, task)

    async def ask_once(self, question: Callable[[sqlite3.Connection, Sight, Engine], T]) -> T:
        """The answer to a question that stays true until the archive changes: the same question is then asked anew.

        It is given a connection, how far visitors see today, and the search engine. However many ask for it at a time,
        it takes one thread, and so may take longer; raises TimeoutError after a minute.
        """
        async with self._once:
            key = self.state
            known = self._once_told.get(question)
            if known is None or known[0] != key:
                found = await self._turns.ask(lambda conn: question(conn, key[1], self.engine(conn)), ONCE_SECONDS)
                known = self._once_told[question] = (key, found)
        answer: T = known[1]
        return answer

    async def write(self, change: Callable[[sqlite3.Connection, str], T]) -> T:
        """What one change of the archive returns, which is given the moment; raises BusyError, or StoreError."""

        def changed() -> T:
            with store.open_archive(self._archive().path, clock=self._clock) as archive, archive.transaction() as conn:
                return change(conn, archive.clock())

        return await self.work(changed)

    def download(self, produce: Callable[[sqlite3.Connection], Pieces]) -> Download:
        """Something to be read in pieces over any time, from a connection of its own."""
        return Download(self._archive().path, produce, self._downloads)

    def _answer(self, question: Callable[[sqlite3.Connection], T], seconds: float) -> T:
        conn = self._connection()
        ends = time.monotonic() + seconds
        conn.set_progress_handler(lambda: time.monotonic() > ends, STEPS)
        try:
            return question(conn)
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise TimeoutError from None
            raise

    def _connection(self) -> sqlite3.Connection:
        """This thread's own connection, opened at its first question."""
        if not hasattr(self._mine, "conn"):
            self._mine.conn = store.open_reader(self._archive().path, workers=self._workers)
        conn: sqlite3.Connection = self._mine.conn
        return conn

    def _archive(self) -> _Found:
        if self._found is None:
            files = ((name, Path(db.path)) for name, db in self.datasette.databases.items() if db.path)
            self._found = next((_Found(name, path) for name, path in files if _is_archive(path)), None)
        if self._found is None:
            raise NoArchiveError("none of the databases that are open here is a Pressmark archive")
        return self._found


def _is_archive(path: Path) -> bool:
    try:
        with contextlib.closing(store.open_reader(path)) as conn:
            return store.is_ours(conn)
    except sqlite3.Error:
        return False
