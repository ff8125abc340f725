"""A place that names articles, the pages it named, and how it fared: what rounds pass on, and what reports say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.capture import Ref, Validators
from archive.model.outcome import Why

SourceKind = Literal["feed", "sitemap", "section", "wayback"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place to collect from; `since` and `until` bound what is asked of the Wayback Machine.

    `outlet` is what a person said, and fills what its articles lack. A source that was removed keeps its row, so that
    what it gave, and when, can still be told.
    """

    id: int
    kind: SourceKind
    url: str
    name: str
    outlet: str | None
    added_at: str
    removed_at: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def key(self) -> str:
        """How captures and outcomes name it: `feed:URL`."""
        return f"{self.kind}:{self.url}"


@dataclass(frozen=True, slots=True)
class Listing:
    """One file of a source: the feed or sitemap itself, or a sitemap that another names.

    `depth` counts from 1 for the source's own address. `resume` is where a listing of the Wayback Machine goes on.
    """

    source: Source
    url: str
    depth: int = 1
    validators: Validators | None = None
    resume: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to look at: what its source said of it, and what its server said the last time.

    `snapshot` is the 14-digit time of a copy in the Wayback Machine where that copy is meant, and not the page.
    """

    id: int
    source: Source
    ref: Ref
    seen_at: str | None = None
    validators: Validators | None = None
    snapshot: str | None = None


@dataclass(frozen=True, slots=True)
class SourceMonth:
    """What came from a source in a month (`2026-03`), and why the rest did not.

    `came` counts new articles and new versions, `unchanged` pages seen again; `missed` is reason and count, the most
    frequent first. `unread` says why the source itself could not be read in some of its rounds.
    """

    source: Source
    month: str
    came: int
    unchanged: int
    missed: tuple[tuple[Why, int], ...]
    unread: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source with its months, the newest first; `last_gave` is when an article or a version last came from it."""

    source: Source
    last_read: str | None
    last_gave: str | None
    waiting: int
    months: tuple[SourceMonth, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A time for which a source should have been collected from and was not, and why, in words."""

    source: Source
    since: str
    until: str
    words: str
