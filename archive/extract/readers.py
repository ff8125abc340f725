"""What the pipeline needs of whoever reads captures: jobs in, readings out, in any order and each under its key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from archive.errors import InputError, TooBigError
from archive.extract.capture import ScraperFor, study
from archive.extract.habits import Habits, Sample
from archive.model import Capture, Reading, Why

# So many outlets' habits are held unpacked, a megabyte each at most.
_OUTLETS = 64


@dataclass(frozen=True, slots=True)
class Job:
    """A capture to read; `habits` is JSON of what is known of its outlet (`Habits.to_data`)."""

    key: int
    capture: Capture
    habits: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a job: a reading, or the reason why there is none and its word for reports.

    `sample` is what the page shows of its outlet's habits, where it is worth learning from.
    """

    key: int
    reading: Reading | None
    refused: str | None = None
    why: Why | None = None
    sample: Sample | None = None


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
        return (answer(job, self._scraper_for) for job in jobs)


def answer(job: Job, scraper_for: ScraperFor) -> Read:
    """What comes of a job in this process."""
    try:
        reading, sample = study(job.capture, scraper_for, _unpacked(job.habits))
    except InputError as error:
        return Read(job.key, None, str(error), "too big" if isinstance(error, TooBigError) else "unreadable")
    return Read(job.key, reading, None, "ok", sample)


@lru_cache(maxsize=_OUTLETS)
def _unpacked(habits: str | None) -> Habits | None:
    return Habits.of_data(json.loads(habits)) if habits else None
