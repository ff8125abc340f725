"""Text of strangers on a page: escaped first, and only then the marks around hits become markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from markupsafe import Markup, escape

from archive.text import HIT_CLOSE, HIT_OPEN

_HIT = re.compile(f"{HIT_OPEN}([^{HIT_OPEN}{HIT_CLOSE}]+){HIT_CLOSE}")
_STRAY = str.maketrans("", "", HIT_OPEN + HIT_CLOSE + "\x00")


def marked(words: str | None) -> Markup:
    """Text with its hits in `<mark>`; a mark around nothing, or without its other half, disappears."""
    found = _HIT.sub(r"<mark>\1</mark>", str(escape(words or "")))
    return Markup(found.translate(_STRAY))  # noqa: S704 - escaped in the line above; only our own tags are added


def has_hit(words: str) -> bool:
    """Whether a text carries a mark."""
    return bool(_HIT.search(words))


def direction(words: str) -> Literal["ltr", "rtl"]:
    """Which way a text runs, by its first letter that says so (rule P2 of the Unicode Bidirectional Algorithm)."""
    kinds = map(unicodedata.bidirectional, words)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"
