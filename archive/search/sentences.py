"""Where sentences end.

A sentence ends at a full stop, a question or exclamation mark or an ellipsis, with what closes after it, where the next
word is not in lower case; at once where the script has a mark that means nothing else (。 । ؟ and their like); and at
the end of a paragraph. The full stop of an initial or of a common abbreviation ends none, nor does that of a number in
languages that write ordinals so. Thai has no such marks: there a paragraph is one sentence.
"""

from __future__ import annotations

import re

_ANYWHERE = "。！？｡।॥؟۔։።"
# It begins with a set of characters and takes a run of them whole, so that a text without end is read in one go.
_STOP = re.compile(
    rf"""(?P<stop>[.!?…‥{_ANYWHERE}]++) (?P<closing>["'”’»«›“‘)\]」』]*+) (?=(?P<next>\s+[^\s\w]*\w)?)""",
    re.VERBOSE,
)
_PARAGRAPH_END = re.compile(r"\n\n")
_ABBREVIATION = re.compile(
    r"""\b(?:\w | mr|mrs|ms|dr|prof|st|jr|sr|sra|sen|rep|reps|sens|gov|gen|col|lt|sgt|capt|cpl|maj|adm|rev|hon|pres|supt
    |messrs|mme|mlle|hr|fr|nr|no|nos|art|abs|vs|inc|ltd|corp|co|bros|dept|est|approx|ca|bzw|vgl|ing|av|ave|rd|mt|ft
    |jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|a\.m|p\.m|e\.g|i\.e|cf|etc|al|op|ed|eds|vol|pp)\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_ABBREVIATION = 8
_ORDINAL = re.compile(r"\b[0-9]{1,2}\Z")
_WITH_ORDINALS = frozenset("cs da de et fi hr hu nb nn no pl sk sl sr tr".split())


def ends(text: str, tag: str = "") -> list[int]:
    """The offset at which each sentence but the last ends; `tag` is the first part of the tag of its language."""
    found = {match.end("closing") for match in _STOP.finditer(text) if _is_end(match, tag)}
    return sorted(found | {match.end() for match in _PARAGRAPH_END.finditer(text)})


def _is_end(match: re.Match[str], tag: str) -> bool:
    if match["stop"][-1] in _ANYWHERE:
        return True
    if match["next"] is None or match["next"][-1].islower():
        return False
    if match["stop"] != ".":
        return True
    before = match.string[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
    return not (_ABBREVIATION.search(before) or (tag in _WITH_ORDINALS and _ORDINAL.search(before)))
