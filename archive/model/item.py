"""What a source brings: captures, addresses to fetch, refusals and remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from archive.model.capture import Capture, Ref
from archive.model.reading import Given, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """One capture that a source brought, with its reading where the source itself could read it (a table's row)."""

    input: str
    capture: Capture
    reading: Reading | None = None
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One address that a source asks for."""

    input: str
    ref: Ref
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that could not be taken, with the reason in words a person can act on."""

    input: str
    reason: str
    kind: Literal["rejected", "skipped"] = "rejected"


@dataclass(frozen=True, slots=True)
class Note:
    """Something a source has to say that is no outcome: which columns it mapped, what it passed over."""

    input: str
    text: str


Item = Found | Wanted | Refused | Note
