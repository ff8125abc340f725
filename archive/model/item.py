"""What a source brings: captures, addresses to fetch, refusals and remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from archive.model.capture import Capture, Place, Ref
from archive.model.outcome import Why
from archive.model.reading import Given, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """One capture that a source brought, with its reading where the source itself could read it (a table's row).

    `place` is where its record lies already, in a WARC file of somebody's own; its file is then an absolute path.
    """

    input: str
    capture: Capture
    reading: Reading | None = None
    given: Given = field(default_factory=Given)
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One address that a source asks for."""

    input: str
    ref: Ref
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that could not be taken, with the reason in words a person can act on.

    `source` is who asked for it, as in `Capture`; without one it is the input itself.
    """

    input: str
    reason: str
    kind: Literal["rejected", "skipped"] = "rejected"
    why: Why = "unreadable"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a source has to say that is no outcome: which columns it mapped, what it passed over."""

    input: str
    text: str


Item = Found | Wanted | Refused | Note
