"""HTML made fit for parsers: what they stumble over, or need minutes for, is taken out first.

Tools built on libxml2 stumble over characters that XML has no room for; and a tag with hundreds of thousands of
attributes keeps them busy for minutes.
"""

from __future__ import annotations

import re
import sys

# Characters that XML has no room for, and references that would bring them in: tools built on lxml stumble over both.
_UNPARSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WITHOUT_CONTROLS = bytes(32 if (byte < 32 and byte not in b"\t\n\r") or byte == 127 else byte for byte in range(256))
# Nearly all references mean apostrophes and the like, so that only those are looked at that may stand for such a one.
# Spelt without IGNORECASE, which takes twice the time.
_REFERENCE = re.compile(
    rb"&#(?:0*([0-8]|1[124-9]|2[0-9]|3[01]|127|5[567][0-9]{3}|6553[45])"
    rb"|[xX]0*([0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[efEF]))(?![0-9a-fA-F]);?"
)
# libxml2 needs time quadratic in the number of attributes of one tag: 200,000 of them take two minutes.
_LONG = 10_000
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 500


def parsable(source: str) -> bytes:
    """UTF-8 without characters that XML has no room for, which are spaces then, and without attribute bombs."""
    encoded = without_bombs(source.encode(errors="replace")).translate(_WITHOUT_CONTROLS)
    encoded = _REFERENCE.sub(_harmless, encoded)
    for sign in "\ufffe\uffff":
        if sign in source:
            encoded = encoded.replace(sign.encode(), b" ")
    return encoded


def _harmless(reference: re.Match[bytes]) -> bytes:
    """A numeric character reference, or a space where it stands for a character that no text can hold."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return b" " if code <= sys.maxunicode and _UNPARSABLE.match(chr(code)) else reference[0]


def without_attribute_bombs(source: str) -> str:
    """HTML or XML without the tags that have more than hundreds of attributes."""
    return without_bombs(source.encode(errors="surrogatepass")).decode(errors="surrogatepass")


def _end_of_tag(source: bytes, known: int) -> int:
    """Where a tag ends that goes on for longer than is `known`, or where another begins in it."""
    end, other = source.find(b">", known) + 1 or len(source), source.find(b"<", known)
    return end if other < 0 else min(end, other)


def _is_bomb(tag: bytes) -> bool:
    return len(_QUOTED.sub(b"", tag).split()) > _MAX_ATTRIBUTES


def without_bombs(source: bytes) -> bytes:
    """The same of UTF-8.

    A long tag fills some stretch of half its length, which is quickly seen: scripts have no `>` for long, but some `<`.
    """
    half, done = _LONG // 2, 0
    kept: list[bytes] = []
    for at in range(0, len(source) - half + 1, half):
        if at < done or source.find(b">", at, at + half) >= 0 or source.find(b"<", at, at + half) >= 0:
            continue
        start = source.rfind(b"<", max(done, at - half), at)
        if start < 0 or source.find(b">", start, at) >= 0:  # as before most long scripts
            continue
        end = _end_of_tag(source, at + half)
        if end - start > _LONG and source[start + 1 : start + 2].isalpha() and _is_bomb(source[start:end]):
            kept += [source[done:start], b" "]
            done = end
    return b"".join((*kept, source[done:])) if kept else source
