"""What a visitor may see: the one place that says so; pages, feeds, exports and downloads all ask it.

The keeper of an archive sees everything. A visitor of a public server sees what the article, else its outlet, allows,
and where neither says anything an excerpt: enough to find and cite, not to read in the publisher's place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from archive import text
from archive.model import Reading

Access = Literal["full", "excerpt", "metadata", "none"]
LEVELS: tuple[Access, ...] = ("full", "excerpt", "metadata", "none")
PUBLIC_DEFAULT: Access = "excerpt"
# Long enough to tell what an article is about, too short to stand in for it.
EXCERPT_WORDS = 60


def level(access: str, embargo_until: str | None, *, public: bool, today: str) -> Access:
    """What may be seen of an article whose access (its own or its outlet's) is this; `today` is an ISO day."""
    if not public:
        return "full"
    if embargo_until and today[:10] < embargo_until[:10]:
        return "none"
    return next((one for one in LEVELS if one == access), PUBLIC_DEFAULT)


def veil(reading: Reading, allowed: Access) -> Reading:
    """A reading with only what may be seen of it; at `none` the caller shows nothing at all."""
    if allowed == "full":
        return reading
    if allowed == "excerpt":
        return replace(reading, text=_opening(reading.text), links=())
    return replace(reading, text="", dek=None, links=())


def _opening(whole: str) -> str:
    """The first words of a text, cut at a word."""
    first = (text.paragraphs(whole) or [""])[0]
    words = first.split(" ")
    return first if len(words) <= EXCERPT_WORDS else " ".join(words[:EXCERPT_WORDS]) + " …"
