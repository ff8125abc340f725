"""Where somebody is quoted.

A quotation begins at an opening mark, of whatever language, and ends at the one that closes it; one that its paragraph
does not close runs to the end of the paragraph, as speech does that goes on in the next. Single marks count where they
stand before and after words, so that an apostrophe opens nothing; straight ones must be closed.
"""

from __future__ import annotations

import re
from itertools import pairwise

_QUOTATION = re.compile(
    r"""
      “[^”]*”? | „[^“”]*[“”]? | (?<!\w)"(?=\S)[^"]*"? | «[^»]*»? | (?<!\S)»[^«]*«?
    | ‹[^›]*›? | 「[^」]*」? | 『[^』]*』? | (?<!\w)‘(?:[^’]|’(?=\w))*’? | (?<!\w)'(?=\S)(?:[^']|'(?=\w))*'(?!\w)
    """,
    re.VERBOSE,
)
_PARAGRAPH_END = re.compile(r"\n\n|\Z")


def spans(text: str) -> list[tuple[int, int]]:
    """First and last offset of each quotation, its marks included."""
    starts = [0, *(match.end() for match in _PARAGRAPH_END.finditer(text))]
    found = (_QUOTATION.finditer(text, *bounds) for bounds in pairwise(starts))
    return [match.span() for paragraph in found for match in paragraph]
