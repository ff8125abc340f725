"""Where somebody is quoted.

A quotation begins at an opening mark, of whatever language, and ends at the one that closes it; one that its paragraph
does not close runs to the end of the paragraph, as speech does that goes on in the next. Single marks count where they
stand before and after words, so that an apostrophe opens nothing; straight ones must be closed, within a thousand
characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTATION = re.compile(
    r"""
      “[^”]*”? | „[^“”]*[“”]? | (?<!\w)"(?=\S)[^"]*"? | «[^»]*»? | (?<!\S)»[^«]*«?
    | ‹[^›]*›? | 「[^」]*」? | 『[^』]*』?
    | (?<!\w)‘(?:[^’]|’(?=\w))*’? | (?<!\w)'(?=\S)(?:[^']|'(?=\w)){1,1000}+'(?!\w)
    """,
    re.VERBOSE,
)
_OPENING = re.compile("[“„\"«»‹「『‘']")
_PARAGRAPH_END = re.compile(r"\n\n")


def spans(text: str) -> list[tuple[int, int]]:
    """First and last offset of each quotation, its marks included."""
    breaks = [match.span() for match in _PARAGRAPH_END.finditer(text)]
    paragraphs = zip([0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)], strict=True)
    return [span for start, end in paragraphs for span in _within(text, start, end)]


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations of one paragraph; marks are found first, as that is the quicker by far."""
    at = start
    while mark := _OPENING.search(text, at, end):
        quotation = _QUOTATION.match(text, mark.start(), end)
        if quotation:
            yield quotation.span()
        at = (quotation or mark).end()
