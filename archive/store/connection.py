"""Opening an archive: whose file it is, how new it is, who may write.

Only `create=True` makes a file. A connection commits nothing by itself: all writing happens inside
`Store.transaction()`, which holds the writer's lock and begins at once (BEGIN IMMEDIATE), because a transaction
that reads first and writes later fails under load whatever its timeout.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

from archive import dates
from archive.connections import SelfClosing
from archive.errors import NoArchiveError, NotOursError, StoreError
from archive.store import applied, config, lock
from archive.store.schema import APPLICATION_ID

CACHE_KIB, ONCE_CACHE_KIB = 65_536, 8_192
# All that a large batch touches, so that nothing of it is written twice; a small one leaves most of it alone.
WRITING_CACHE_KIB = 131_072
# Of four kilobytes each: a thousand articles write some ten thousand, and pages that many of them share are moved from
# the log into the archive once instead of many times.
_PAGES_IN_LOG = 32_768
_MAGIC = b"SQLite format 3\0"
_CANNOT_WRITE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class Store:
    """An open archive: `conn` for reading at any time, `transaction()` for writing.

    `clock` gives the moment in UTC (see `archive.dates.now`), `say` takes messages for the person waiting. A
    transaction may end aside, in a thread of its own, while the caller does what needs no archive: `conn` waits for it.
    """

    def __init__(
        self, path: Path, conn: sqlite3.Connection, *, clock: Callable[[], str], say: Callable[[str], None]
    ) -> None:
        self.path = path
        self.clock = clock
        self._conn = conn
        self._say = say
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="end")
        self._ending: Future[None] | None = None

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection, when nothing else is at work on it."""
        self.settle()
        return self._conn

    @property
    def evidence_folder(self) -> Path:
        """The folder of WARC files beside the database."""
        return evidence_beside(self.path)

    @contextmanager
    def transaction(self, *, lasting: bool = True, bounded: bool = False) -> Iterator[sqlite3.Connection]:
        """One batch of writing, whole or not at all; raises BusyError when another process keeps writing.

        What is not `lasting` survives the end of this process, but the disk is not waited for: a power cut may undo
        it, until the next lasting batch takes it along. Of every page that a statement changes SQLite keeps what it
        was, should the statement fail: in a file, which is half of all that a large batch writes, or in memory where
        what each statement changes is `bounded`.
        """
        self.settle()
        with lock.held(self.path, say=self._say):
            with suppress(sqlite3.OperationalError):  # while a temporary table is read, it stays as it was
                self._conn.execute(f"PRAGMA temp_store = {'MEMORY' if bounded else 'DEFAULT'}")
            self._conn.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
            self._conn.execute("BEGIN IMMEDIATE")
            try:
                yield self._conn
            except BaseException:
                self._conn.rollback()
                raise
            self._conn.commit()

    def end_aside(self, work: ExitStack) -> None:
        """Leave what `work` has entered, a transaction first, in another thread.

        SQLite lets go of Python while a statement runs. The end has to be few and long statements: after each of many
        short ones the thread would wait for its turn.
        """
        self._ending = self._aside.submit(work.close)

    def settle(self) -> None:
        """Wait for a transaction that ends aside; raises what went wrong with it."""
        if self._ending:
            wait([self._ending])
            ended, self._ending = self._ending, None
            ended.result()

    def close(self) -> None:
        """Close the connection; a transaction that is open is rolled back, one that ends aside is waited for."""
        self._aside.shutdown()
        self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def evidence_beside(path: Path) -> Path:
    """The folder of WARC files beside a database: `archive-warcs` for `archive.db`."""
    return path.with_name(f"{path.stem}-warcs")


def open_archive(
    path: Path,
    *,
    create: bool = False,
    clock: Callable[[], str] = dates.now,
    new_id: Callable[[], UUID] = uuid4,
    say: Callable[[str], None] = lambda _text: None,
) -> Store:
    """Open the archive at `path`, bringing an older one up to date; `create` makes one where there is none.

    What cannot be written can be read. Raises NoArchiveError, NotOursError (any other file or database), TooNewError,
    or StoreError where the place cannot be written and would have to be.
    """
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and not create:
        raise NoArchiveError(
            f"there is no archive at {path}: add something first (pressmark add …), or name another with --db"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        conn = _connect(path, "mode=rwc")
        if not is_new and not (create and _is_unborn(conn, path)):
            _check_ours(conn, path)
            applied.check_known(conn, path)
        _prepare(conn)
        store = Store(path, conn, clock=clock, say=say)
        if not applied.is_complete(conn) or config.get(conn, "uuid") is None:
            _bring_up_to_date(store, new_id)
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise NotOursError(f"{path} is not a Pressmark archive, nor any SQLite database") from None
        raise StoreError(f"{path} cannot be opened: {error}") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}") from None
    return store


def open_reader(path: Path, *, workers: int = 1) -> sqlite3.Connection:
    """A connection that can only read, for any thread: what the reading room and the exports use.

    Where `workers` processes read the same archive, each holds so much less of it.
    """
    conn = _connect(path, "mode=ro")
    conn.execute(f"PRAGMA cache_size = -{CACHE_KIB // workers}")
    return conn


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """The archive as it is now, for as long as the block reads: what others write meanwhile is not seen in it.

    Exports read everything once in it, for which a large cache would be memory and nothing else.
    """
    conn.execute(f"PRAGMA cache_size = -{ONCE_CACHE_KIB}")
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.rollback()
        conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def is_ours(conn: sqlite3.Connection) -> bool:
    """Whether a database carries our application id."""
    return bool(conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def _connect(path: Path, how: str) -> sqlite3.Connection:
    """A connection for any thread; `how` is a parameter of SQLite's addresses.

    SQLite wants to write beside a database even to read it. On a disk that cannot be written it is told that the file
    never changes (`immutable`), which is true there, unless a log with unfinished business lies beside it.
    """
    address = path.absolute().as_uri()
    conn = _opened(f"{address}?{how}")
    try:
        conn.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        conn.close()
        if error.sqlite_errorcode & 0xFF not in _CANNOT_WRITE or path.with_name(f"{path.name}-wal").exists():
            raise
        conn = _opened(f"{address}?immutable=1")
    return conn


def _opened(address: str) -> sqlite3.Connection:
    return sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=30, check_same_thread=False, factory=SelfClosing
    )


def _check_ours(conn: sqlite3.Connection, path: Path) -> None:
    if not is_ours(conn):
        conn.close()
        raise NotOursError(f"{path} is a database, but not a Pressmark archive: name another file with --db")


def _is_unborn(conn: sqlite3.Connection, path: Path) -> bool:
    """Whether a database holds nothing yet, because whoever was making an archive of it was killed."""
    with path.open("rb") as file:  # what is shorter than a page, SQLite would take for an empty database too
        if file.read(len(_MAGIC)) not in {_MAGIC, b""}:
            return False
    found = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    return {name for (name,) in found} <= {"_sqlite_migrations"}


def _prepare(conn: sqlite3.Connection) -> None:
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_IN_LOG}")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute(f"PRAGMA cache_size = -{WRITING_CACHE_KIB}")
    # Some builds fill every page with zeros that merging the index has freed, and write it out. Taking an article down
    # says ON (`forgetting.zeroing`).
    conn.execute("PRAGMA secure_delete = FAST")


def _bring_up_to_date(store: Store, new_id: Callable[[], UUID]) -> None:
    from archive.store import migrations  # slow to import (by way of numpy), and only a new or old archive needs it

    with lock.held(store.path):
        migrations.apply(store.conn)
        config.start(store.conn, str(new_id()), store.clock())
