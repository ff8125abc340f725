"""A word, a phrase or the value of a field as a leaf of the tree; what no filter can be is read as words, and said."""

from __future__ import annotations

import re

from archive.search import periods, words
from archive.search.bounds import Bounds
from archive.search.lexer import DATE_FIELDS, DISTANCE, FIELDS, NAME_FIELDS, TEXT_FIELDS, Token
from archive.search.tree import Filter, Term
from archive.search.writing import OPERATORS

LENGTH = re.compile(r"(?P<sign>[<>]=?)?(?P<least>[0-9]{1,9})(?:(?:-|–|\.\.)(?P<most>[0-9]{1,9}))?")

# Operators whose number is none.
_NO_DISTANCE = re.compile(r"(?:near|w|pre)/[0-9]+", re.IGNORECASE)
_NO_TIMES = re.compile(r"atleast[0-9]+", re.IGNORECASE)


def leaf(token: Token, name: str, bounds: Bounds) -> Term | Filter | None:
    """The leaf of a word or phrase in the field of that name; None where no letter or number is in it."""
    is_word = token.kind == "word"
    value = token.text.rstrip("*") if is_word else token.text.strip()
    prefix = token.star or (is_word and token.text.endswith("*"))
    found = words.split(value)
    if not found:
        bounds.note("empty", token.text)
        return None
    exact = token.exact
    if name and name not in TEXT_FIELDS:
        wanted = _filter(name, value if name in NAME_FIELDS else token.text.strip(), bounds, prefix=prefix)
        if wanted:
            return wanted
        found, prefix, name, exact = (name, *found), False, "", False
    elif "*" in value and is_word:
        bounds.note("star", token.text)
    found = found[: bounds.spend("cut", len(found))]
    prefix = prefix and bool(bounds.spend("prefixes"))
    return Term(found, prefix, name, exact) if found else None


def note_word(written: str, following: str, bounds: Bounds) -> None:
    """Say of a word that it could have been more; `following` is the kind of the next token."""
    if written in OPERATORS or DISTANCE.fullmatch(written):
        bounds.note("operand", written)
    elif _NO_DISTANCE.fullmatch(written) or (following == "open" and _NO_TIMES.fullmatch(written)):
        bounds.note("number", written)
    elif written.endswith(":") and written[:-1].lower() in FIELDS:
        bounds.note("field", written)


def _filter(name: str, value: str, bounds: Bounds, *, prefix: bool) -> Filter | None:
    """A filter, or None where its value can only be read as words."""
    if not bounds.spend("filters"):
        return None
    if name in DATE_FIELDS:
        canonical = periods.as_iso(value)
    elif name == "words":
        canonical = _length(value)
    else:
        return Filter(name, value, prefix and name in NAME_FIELDS and bool(bounds.spend("prefixes")))
    if canonical is None:
        bounds.note("length" if name == "words" else "date", f"{name}:{value}")
    return Filter(name, canonical) if canonical else None


def _length(value: str) -> str | None:
    match = LENGTH.fullmatch(value)
    if not match or (match["sign"] and match["most"]):
        return None
    most = f"-{int(match['most'])}" if match["most"] else ""
    return f"{match['sign'] or ''}{int(match['least'])}{most}"
