"""An article, its versions, a search hit and a citation: what is read out of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.model.capture import Kept
from archive.model.reading import Reading

Cause = Literal["capture", "reread", "person"]
Sort = Literal["relevance", "newest", "oldest"]
Publication = Literal["newspaper", "blog"]


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
class Hit:
    """One article that a search found; `snippet` still carries the private marks of `archive.text`.

    `paragraph` is the number of the one that the snippet is from, None where it is from no paragraph.
    """

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
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything a reference may need, with no style in it.

    `archive` is what the archive that holds the copy is called; `paragraphs` are those that are meant, from 1, none for
    the whole article; `accessed` is an ISO day.
    """

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
    kind: Publication = "newspaper"
    language: str | None = None
    section: str | None = None
    dek: str | None = None
    archive: str | None = None
    paragraphs: tuple[int, ...] = ()
