"""The words of the house: frozen records that pass from one stage to the next.

Standard library only, and no behaviour beyond what a record can say about itself. A date in any of
them is ISO text at its true precision (`2015`, `2015-06`, `2015-06-22`, `2015-06-22T18:04:00+01:00`):
a midnight, a day or a zone that nobody gave is never filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Evidence = Literal["fetched", "wayback", "warc", "file", "row"]
Cause = Literal["capture", "reread", "person"]
Sort = Literal["relevance", "newest", "oldest"]
OutcomeKind = Literal["added", "changed", "unchanged", "rejected", "skipped"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A place to look, and who said so (`source` as in `Capture`)."""

    url: str
    source: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were received, and how.

    `body` is transfer-decoded but not content-decoded (the payload of WARC 1.1), `body_sha256` its hex
    digest. `source` reads like `feed:URL`, `file:PATH` or `file:PATH#L12` for line 12 of a table.
    `captured_at` is UTC, to the second.
    """

    url: str | None
    final_url: str | None
    captured_at: str
    media_type: str
    body: bytes
    body_sha256: str
    evidence: Evidence
    source: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    archived_url: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture's record lies: a WARC file (relative to the evidence folder), offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Link:
    """Something the text points at: `kind` is `embed` (a post, a video) or `link`."""

    kind: Literal["embed", "link"]
    note: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture says, and who said each field.

    `text` is paragraphs joined by a blank line. `origin` maps a field to who said it (`outlet`, `json-ld`,
    `meta`, `trafilatura`, `url`, `file`, `person`, `first sentence`); for a value that was not believed it
    keeps the words as given. `flags` are short names (`no_text`, `paywalled`, `date_impossible`).
    """

    title: str | None = None
    dek: str | None = None
    text: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    outlet: str | None = None
    canonical_url: str | None = None
    links: tuple[Link, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a thing while adding it; an empty field says nothing.

    `firm` means that it was said of this one thing, and so corrects what was read; otherwise it was said
    of many at once and only fills what they lack.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    by: str | None = None
    firm: bool = False

    def said(self) -> dict[str, str | tuple[str, ...]]:
        """The fields of a Reading that were given, by name."""
        fields = ("title", "published", "outlet", "authors", "tags")
        return {name: getattr(self, name) for name in fields if getattr(self, name)}


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


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood: `vN` counts the outlet's edits, `vN.M` readings and corrections of the same edit."""

    article_id: int
    number: int
    reread: int
    capture_id: int | None
    cause: Cause
    text_sha256: str
    first_seen: str
    last_seen: str
    reading: Reading

    @property
    def label(self) -> str:
        """`2`, or `2.1` for the first re-reading of version 2."""
        return version_label(self.number, self.reread)


def version_label(number: int, reread: int) -> str:
    """The form of a version in addresses, citations and columns: `2` or `2.1`."""
    return f"{number}.{reread}" if reread else str(number)


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture as the archive remembers it: its facts, without its bytes."""

    id: int
    url: str | None
    final_url: str | None
    captured_at: str
    evidence: Evidence
    source: str
    status: int | None
    media_type: str
    body_sha256: str
    archived_url: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article at one of its versions, with what identifies it and what it rests on.

    `access` is what the article or its outlet says of visitors (`inherit` where neither says anything);
    `latest` is the label of the newest version.
    """

    id: int
    version: Version
    latest: str
    url: str | None
    canonical_url: str | None
    outlet_slug: str | None
    words: int
    first_seen: str
    last_seen: str
    capture: Kept | None
    access: str
    embargo_until: str | None
    copy_of: int | None


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


@dataclass(frozen=True, slots=True)
class Result:
    """The line of a report: one input, what became of it, and why."""

    input: str
    outcome: OutcomeKind
    reason: str | None = None
    article: int | None = None
    version: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found; `snippet` still carries the private marks of `archive.text`."""

    article_id: int
    version: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    snippet: str
    score: float
    slot: int
    access: str = "full"
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything a reference may need, with no style in it."""

    article_id: int
    version: str
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    modified: str | None
    url: str | None
    archived_url: str | None
    permalink: str
    captured_at: str | None
    accessed: str
    text_sha256: str
    language: str | None = None
    section: str | None = None
    paragraph: int | None = None
