"""Keeping captures: appended to WARC files that roll at a gigabyte, a batch at a time, under the writer's lock.

A file is only ever appended to where the archive knows its end. Bytes that it does not know (a process was killed, or
an older backup of the database was put back) are left as they are, and a new file is begun: evidence is never cut.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from archive import __version__, warc
from archive.model import Capture, Place

ROLL_BYTES = 1_000_000_000  # the file size that the WARC specification recommends (ISO 28500:2017, annex C)
_NAME = re.compile(r"captures-(\d{5,})\.warc\.gz")


class Keeper:
    """Writes captures into `folder`; `known_end(file)` says where the archive's last record in a file ends."""

    def __init__(
        self,
        folder: Path,
        known_end: Callable[[str], int],
        *,
        clock: Callable[[], str],
        new_id: Callable[[], UUID] = uuid4,
        roll: int = ROLL_BYTES,
    ) -> None:
        self._folder = folder
        self._known_end = known_end
        self._clock = clock
        self._new_id = new_id
        self._roll = roll
        self._file: BinaryIO | None = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make everything kept inside the block durable at its end, or take it back if the block fails."""
        started: list[tuple[Path, int]] = []
        self._started = started
        try:
            yield
            if self._file:
                self._file.flush()
                os.fsync(self._file.fileno())
        except BaseException:
            self._close()
            for path, size in started:
                _take_back(path, size)
            raise
        finally:
            self._close()

    def keep(self, capture: Capture) -> Place:
        """Append the record of a capture; call it inside `batch()`."""
        return self._append(warc.encode(capture, self._new_id()))

    def keep_revisit(self, capture: Capture, first_at: str) -> Place:
        """Append a record that says: the same bytes as at `first_at`."""
        return self._append(warc.encode_revisit(capture, self._new_id(), first_at))

    def _append(self, member: bytes) -> Place:
        file = self._open()
        offset = file.tell()
        file.write(member)
        return Place(Path(file.name).name, offset, len(member))

    def _open(self) -> BinaryIO:
        if self._file and self._file.tell() < self._roll:
            return self._file
        self._close()
        path = self._current()
        size = path.stat().st_size if path.exists() else 0
        self._started.append((path, size))
        self._file = path.open("ab")
        if size == 0:
            self._file.write(warc.encode_info(f"Pressmark {__version__}", self._new_id(), self._clock()))
        return self._file

    def _current(self) -> Path:
        """The newest file, where it may grow; else the next."""
        self._folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(match[1]) for path in self._folder.iterdir() if (match := _NAME.fullmatch(path.name))]
        newest = max(numbers, default=0)
        path = self._folder / f"captures-{newest:05}.warc.gz"
        if newest and path.stat().st_size == self._known_end(path.name) and path.stat().st_size < self._roll:
            return path
        return self._folder / f"captures-{newest + 1:05}.warc.gz"

    def _close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


def _take_back(path: Path, size: int) -> None:
    """Undo this batch's own appending, and nothing else."""
    if size == 0:
        path.unlink(missing_ok=True)
    elif path.exists():
        os.truncate(path, size)
