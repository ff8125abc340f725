"""What became of everything that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutcomeKind = Literal["added", "changed", "unchanged", "rejected", "skipped"]
# Why something came or did not come, in the words that reports, `source health` and the page of gaps use.
Why = Literal[
    "ok",
    "unchanged",
    "robots",
    "opted out",
    "blocked",
    "gone",
    "paywalled",
    "consent wall",
    "soft 404",
    "not an article",
    "empty",
    "too big",
    "too slow",
    "tls",
    "dns",
    "truncated",
    "server error",
    "not allowed",
    "unreachable",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one thing that was asked for, good or bad."""

    source: str
    url: str | None
    at: str
    kind: OutcomeKind
    detail: str | None = None
    article_id: int | None = None
    capture_id: int | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The line of a report: one input, what became of it, and why."""

    input: str
    outcome: OutcomeKind
    reason: str | None = None
    article: int | None = None
    version: str | None = None
    flags: tuple[str, ...] = ()
    why: Why | None = None
