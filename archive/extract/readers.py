"""What the pipeline needs of whoever reads captures: jobs in, readings out, in any order and each under its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from archive.errors import InputError
from archive.extract.capture import ScraperFor, read_capture
from archive.model import Capture, Reading, Why


@dataclass(frozen=True, slots=True)
class Job:
    """A capture to read; `habits` is plain data on what its outlet repeats on every page."""

    key: int
    capture: Capture
    habits: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a job: a reading, or the reason why there is none and its word for reports."""

    key: int
    reading: Reading | None
    refused: str | None = None
    why: Why | None = None


class Readers(Protocol):
    """Anything that reads captures: this process, or others that can be killed."""

    def read(self, jobs: Iterable[Job]) -> Iterator[Read]:
        """An answer for every job; jobs are taken as answers are, and not all at once."""


class Inline:
    """Reads in this very process: for what needs no walls around it."""

    def __init__(self, scraper_for: ScraperFor) -> None:
        self._scraper_for = scraper_for

    def read(self, jobs: Iterable[Job]) -> Iterator[Read]:
        """Read one after the other."""
        for job in jobs:
            try:
                yield Read(job.key, read_capture(job.capture, self._scraper_for))
            except InputError as error:
                yield Read(job.key, None, str(error), "unreadable")
