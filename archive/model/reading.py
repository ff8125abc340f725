"""What one capture says, and what a person says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


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
