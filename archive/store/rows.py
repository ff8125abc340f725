"""Readings as rows and back: the one place that knows how a reading lies in columns."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from archive import dates, text, tokens
from archive.model import Link, Reading
from archive.store.names import Named

JOINT = "; "

# What changes on a page by itself: the hour of the last change, counters, how long ago something was. A line that says
# more than that is the outlet's word.
_PASSING = re.compile(
    r"""(?:last\s+)?(?:updated|modified|changed|aktualisiert|mis\s+à\s+jour|actualizado|aggiornato|atualizado|bijgewerkt|
        oppdatert|uppdaterad|opdateret|zuletzt\s+geändert|stand)
      (?:\s*:|\s+(?:on|at|am|le|el|il|em|op|den|vor|just)\b|(?=\s+\d))[^!?]{0,40}(?:\d|ago|now)[^!?]{0,20}
    | \d[\d.,\s]*[km]?\s*(?:views?|shares?|comments?|likes?|reads?|readers?|reactions?|replies|aufrufe|kommentare?|
        commentaires?|comentarios|partages|vues)
    | (?:\d+|an?|one)\s+(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week)s?\s+ago
    | (?:vor|il\s+y\s+a|hace)\s+\d+\s+\w+
    """,
    re.IGNORECASE | re.VERBOSE,
)

# The columns that `articles` and `versions` share, in the order of both statements that move an article aside.
READ_COLUMNS = "title, dek, authors, published, modified, language, section, tags, flags, origin, links, text"


def flags_of(reading: Reading) -> tuple[str, ...]:
    """The flags of a reading, with `undated` where no date is known."""
    undated = () if reading.published else ("undated",)
    return tuple(dict.fromkeys((*(flag for flag in reading.flags if flag != "undated"), *undated)))


def columns(reading: Reading) -> dict[str, Any]:
    """The columns of `articles` that follow from a reading alone."""
    day = dates.first_day(reading.published)
    return {
        "title": reading.title,
        "dek": reading.dek,
        "authors": JOINT.join(reading.authors),
        "published": reading.published,
        "published_date": day.isoformat() if day else None,
        "published_precision": dates.precision(reading.published) if reading.published else None,
        "modified": reading.modified,
        "language": reading.language,
        "section": reading.section,
        "tags": JOINT.join(reading.tags),
        "flags": " ".join(flags_of(reading)),
        "origin": _origin(tuple(reading.origin.items())),
        "links": json.dumps([[link.kind, link.note, link.url] for link in reading.links], ensure_ascii=False)
        if reading.links
        else "[]",
        "text": reading.text,
        "words": text.count_words(reading.text),
        "grams": text.grams("\n".join(part for part in (reading.title, reading.dek, reading.text) if part)),
        "text_sha256": text.sha256(reading.text),
    }


def wording(reading: Reading) -> tuple[str, ...]:
    """What counts as an edit, in a form in which spacing, case, punctuation and passing lines do not.

    A passing line only tells when the page was last touched, or how many have read, shared or discussed it.
    """
    lasting = "\n".join(line for line in reading.text.split("\n") if not _PASSING.fullmatch(line.strip()))
    parts = (reading.title or "", "; ".join(reading.authors), reading.published or "", lasting)
    return tuple(text.normal(part) for part in parts)


def same_edit(one: Reading, other: Reading) -> bool:
    """Whether two readings say the same in all that counts as an outlet's edit: text, title, byline and date."""
    as_given = [(read.title, read.authors, read.published, read.text) for read in (one, other)]
    return as_given[0] == as_given[1] or wording(one) == wording(other)


def reading(row: sqlite3.Row | Mapping[str, Any]) -> Reading:
    """The reading that a row of `articles` or `versions` holds; the row names its outlet as `outlet`."""
    return Reading(
        title=row["title"],
        dek=row["dek"],
        text=row["text"],
        authors=_split(row["authors"]),
        published=row["published"],
        modified=row["modified"],
        language=row["language"],
        section=row["section"],
        tags=_split(row["tags"]),
        outlet=row["outlet"],
        links=tuple(Link(*link) for link in json.loads(row["links"])),
        origin=json.loads(row["origin"]),
        flags=tuple(row["flags"].split()),
    )


def tidy(given: Reading) -> Reading:
    """A reading whose names can be joined and split again: no `;` within a name, nothing empty, nothing twice."""
    authors, tags = _names(given.authors), _names(given.tags)
    return given if (authors, tags) == (given.authors, given.tags) else replace(given, authors=authors, tags=tags)


def filter_line(named: Named, values: str) -> str:
    """The `filters` column: every filter of the query language that can be a word of the index.

    `values` are those that `filter_values` gives; the others go by the ids of names.
    """
    found = [
        *(tokens.by_id("o", one) for one in (named.outlet,) if one is not None),
        *(tokens.by_id("a", one) for one in named.authors),
        *(tokens.by_id("t", one) for one in named.tags),
    ]
    return f"{tokens.line(found)} {values}"


def filter_values(reading_: Reading, *, edited: bool) -> str:
    """The filters of an article that need no row to be known by."""
    language = (reading_.language or "").lower()
    found = [
        *(tokens.by_value("s", one) for one in (reading_.section,) if one),
        *(tokens.by_value("l", one) for one in (language, language.split("-")[0]) if one),
        *(tokens.by_value("f", one) for one in flags_of(reading_)),
        *((tokens.by_value("f", "versions"),) if edited else ()),
        *(one for one in tokens.of_day(dates.first_day(reading_.published)) if reading_.published),
    ]
    return " ".join(dict.fromkeys(found))


@lru_cache(1_024)
def _origin(said: tuple[tuple[str, str], ...]) -> str:
    """Who said each field, as JSON: the same for most rows of a table."""
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True)


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(JOINT)) if joined else ()


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    clean = (text.clean_line(name.replace(";", ",")) for name in names)
    return tuple(dict.fromkeys(name for name in clean if name))
