"""What one source on a page says of the article, before anybody has judged it.

Each source (`jsonld`, `meta`, `markup`, `address`) is a module with one function, `read`, that fills these fields with
the words as they stand, the best first; `metadata` decides whom to believe.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claims:
    """One source's words, field by field; `organisations` are authors that it calls no persons."""

    title: tuple[str, ...] = ()
    dek: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    canonical_url: tuple[str, ...] = ()


# The sources asked, in order of trust, by the names that `origin` gives them.
Sources = dict[str, Claims]
# Such a name, and what that source says.
Said = tuple[str, str]
