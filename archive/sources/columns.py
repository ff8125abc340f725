"""Which column of a stranger's table is which field of ours.

The names are those of the tables people bring: exports of Media Cloud, Nexis, news-please, Zotero, Kaggle and of
Pressmark itself. A name is compared without case, spaces and punctuation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from archive import bylines, dates, text
from archive.model import Reading
from archive.remembering import remembered

# Best first: where a table has two columns of one field, the earlier name wins.
NAMES: dict[str, tuple[str, ...]] = {
    "url": ("url", "link", "article_url", "web_url", "uri", "permalink_url", "canonical_url"),
    "title": ("title", "headline", "article_title"),
    "text": ("text", "content", "body", "article_text", "full_text", "fulltext", "maintext", "article"),
    "published": ("published", "published_at", "date", "publication_date", "publish_date", "date_publish",
                  "date_published", "published_date", "pub_date", "pubdate", "datetime"),
    "authors": ("authors", "author", "byline", "creator", "by"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "source_name", "media_name", "site_name"),
    "section": ("section", "category", "rubric"),
    "tags": ("tags", "keywords", "subjects"),
    "language": ("language", "lang"),
    "dek": ("dek", "standfirst", "subtitle", "description"),
    "modified": ("modified", "updated", "updated_at", "date_modified"),
    "file": ("file", "filename", "file_name", "path"),
}  # fmt: skip


def mapping(names: Iterable[str | None]) -> dict[str, str]:
    """The column of each field that a table has, by field."""
    by_form = {_form(name): name for name in reversed([name for name in names if name])}
    pairs = ((field, next((by_form[n] for n in known if n in by_form), None)) for field, known in NAMES.items())
    return {field: column for field, column in pairs if column is not None}


def describe(columns: Mapping[str, str], names: Iterable[str | None]) -> str:
    """What was mapped and what was not, in a sentence for the person who brought the table."""
    used = [
        column if column == field else f"{column} → {field}" for field, column in columns.items() if field != "file"
    ]
    unused = [name for name in names if name and name not in columns.values()]
    return f"columns read: {', '.join(used) or 'none'}" + (f"; not used: {', '.join(unused)}" if unused else "")


def reading(row: Mapping[str, Any], columns: Mapping[str, str]) -> Reading:
    """What a row says, every field with the origin `file`.

    A date of which something cannot be read is kept in `origin` as given, and flagged.
    """
    said = {field: value for field, column in columns.items() if (value := row.get(column)) is not None}
    given = _same_line(said.get("published"))
    values = {field: _READ[field](value) for field, value in said.items() if field in _READ}
    origin = {field: "file" for field in _READ if values.get(field)}
    published, whole = values.get("published"), values.get("text")
    flags: tuple[str, ...] = ()
    if given and not (published and given.startswith(published[:4])) and (not published or len(published) == 4):
        origin["published"] = f"file said “{given[:60]}”"
        flags = ("date_ambiguous",) if published else ("date_unreadable",)
    if whole and not values.get("title"):
        values["title"], origin["title"] = text.first_sentence(whole), "first sentence"
    return Reading(**values, origin=origin, flags=flags)


def _form(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().lstrip("\ufeff")).strip("_").lower()


def _text(value: Any) -> str:
    return text.clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _line(value: Any, clean: Callable[[str], str] = text.clean_line) -> str | None:
    """One line of text, or None; numbers are text too (a year in JSON)."""
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    return clean(str(value)) or None


# Names and dates come again, in a table of any size.
_same_line = partial(_line, clean=remembered(16_384, longest=200)(text.clean_line))


def _date(value: Any) -> str | None:
    return dates.parse(_same_line(value))


@remembered(16_384, longest=200)
def _named(byline: str) -> tuple[str, ...]:
    """The names of one byline; writers come again."""
    return bylines.names([byline])


def _split(joined: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s*[;,|]\s*", joined))


def _many(value: Any, split: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    if isinstance(value, list):
        lines = (_line(one.get("name") if isinstance(one, dict) else one) for one in value)
        return tuple(line for line in lines if line)
    line = _same_line(value)
    return tuple(one for one in split(line) if one) if line else ()


# How the value of each field is read, in the order in which `origin` tells of them.
_READ: dict[str, Callable[[Any], Any]] = {
    "title": _line,
    "dek": _line,
    "authors": partial(_many, split=_named),
    "published": _date,
    "modified": _date,
    "language": _same_line,
    "section": _same_line,
    "tags": partial(_many, split=_split),
    "outlet": _same_line,
    "text": _text,
}
