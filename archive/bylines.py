"""Bylines as written, cut into names."""

from __future__ import annotations

import re

from archive import text

_BY = re.compile(r"^(?:by|von|par|por|di|door|av)\s*:?\s+", re.IGNORECASE)
_HARD = re.compile(r"\s*[;|\n]\s*")
_SOFT = re.compile(r"\s*(?:,\s*(?:and|und|et)?|\s&|\s(?:and|und|et|y)\s)\s*", re.IGNORECASE)


def split(byline: str) -> tuple[str, ...]:
    """The names in a byline, in order: `By Ann Lee, Bo Rand and Cy Dow` is three; `Lee, Ann` is one.

    A comma or an "and" parts names only where every part has at least two words, or a suffix such as `Jr.` would be
    taken for a person.
    """
    names: list[str] = []
    for piece in _HARD.split(_BY.sub("", byline.strip())):
        parts = [part for part in _SOFT.split(piece) if part]
        names += parts if all(" " in part for part in parts) else [piece]
    return tuple(dict.fromkeys(name for name in map(text.clean_line, names) if name))
