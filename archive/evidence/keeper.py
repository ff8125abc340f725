"""Keeping captures: appended to WARC files that roll at a gigabyte, a batch at a time, under the writer's lock.

A file is only ever appended to where the archive knows its end. Bytes that it does not know (a process was killed, or
an older backup of the database was put back) are left as they are, and a new file is begun: evidence is never cut.
What a batch kept survives the end of the process at once, and a power cut after `settle`.
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
from archive.model import Capture, Kept, Place

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
        self._started: list[tuple[Path, int]] = []
        self._unsettled: set[Path] = set()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Hand over everything kept inside the block at its end, or take it back if the block fails."""
        self._started = []
        try:
            yield
            self._close()
        except BaseException:
            self._close()
            for path, size in self._started:
                _take_back(path, size)
            raise
        self._unsettled |= {path for path, _ in self._started}

    def doubt(self, place: Place) -> None:
        """What another run kept at a place may not be on the disk yet; `settle` will see to it."""
        path = self._folder / place.file
        if _NAME.fullmatch(place.file) and path.exists():
            self._unsettled.add(path)

    def settle(self) -> None:
        """Wait until all that was kept is on the disk; only then may anybody rely on it."""
        for path in [*self._unsettled, *({self._folder} if self._unsettled else ())]:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        self._unsettled = set()

    def keep(self, capture: Capture) -> Place:
        """Append the records of a capture and of what was asked to get it; call it inside `batch()`."""
        record_id = self._new_id()
        return self._append(capture, record_id, warc.encode(capture, record_id))

    def keep_revisit(self, capture: Capture, earlier: Kept) -> Place:
        """Append a record that says: the same bytes as `earlier`."""
        record_id = self._new_id()
        return self._append(capture, record_id, warc.encode_revisit(capture, record_id, earlier))

    def _append(self, capture: Capture, record_id: UUID, member: bytes) -> Place:
        """Write what was asked, then the answer: the record that the archive knows is the last, and so is its end."""
        file = self._open()
        for before in warc.encode_exchange(capture, record_id, self._new_id):
            file.write(before)
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
