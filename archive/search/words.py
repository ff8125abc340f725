"""What a query and a text call a word, in step with the tokenizer of the index.

The index (FTS5, `unicode61`) keeps letters, numbers and private-use characters and parts words at all others. Marks
that combine with a letter stay with it here; the index drops them or parts at them, the same way on both sides. Scripts
written without spaces are looked up in the column of character pairs, everything else in title, dek and text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from archive import text

Span = tuple[int, int]

_UNSPACED = re.compile(f"[{text.UNSPACED}々〆]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# Beyond so many beginnings a text is read once for all of them.
_MANY = 12
_KEPT = rf"[^\W_{text.UNSPACED}々〆]"
_WORD = re.compile(f"{_UNSPACED.pattern}|{_KEPT}+")
# What has a byte for each character is parted byte by byte, in a quarter of the time.
_IN_BYTES = [bytes([byte]).decode(text.WESTERN, "replace") for byte in range(256)]
_BLANKED = bytes(one.lower().encode(text.WESTERN)[0] if one.isalnum() else ord(" ") for one in _IN_BYTES)


def split(written: str) -> tuple[str, ...]:
    """The words in a piece of text as the index would part them: `covid-19` is `covid`, `19`; `!!!` is none."""
    pieces = "".join(c if _is_kept(c) or _is_mark(c) else " " for c in written).split()
    starts = (next((at for at, c in enumerate(piece) if _is_kept(c)), len(piece)) for piece in pieces)
    return tuple(piece[start:] for piece, start in zip(pieces, starts, strict=True) if piece[start:])


def is_unspaced(word: str) -> bool:
    """Whether a word has characters of a script that is written without spaces."""
    return bool(_UNSPACED.search(word))


def as_grams(words: tuple[str, ...]) -> tuple[str, bool]:
    """Words of unspaced scripts as a phrase of the grams column, and whether its last piece is only a beginning.

    It is what `text.grams` writes for them, less the character that closes a run: in the article the run may go on.
    """
    pieces = text.grams(" ".join(words)).split()
    if len(pieces[-1]) == 1 and len(pieces) > 1 and len(pieces[-2]) > 1:
        return " ".join(pieces[:-1]), False
    return " ".join(pieces), len(pieces[-1]) == 1


def of_text(text_: str) -> list[str]:
    """Every word of a text, in lower case."""
    spaced = blanked(text_)
    if spaced is not None:
        return of_blanked(spaced)
    lower = text_.lower()
    return pattern(lower).findall(lower)


def spans(text_: str) -> list[Span]:
    """The first and last offset of each of these words in a text as it is written."""
    return [match.span() for match in pattern(text_).finditer(text_)]


def blanked(text_: str) -> bytes | None:
    """A text of Western Europe in lower case, with a blank for all that is in no word and one more at either end.

    It has a byte for each character. None for any other text.
    """
    in_bytes = text_.encode() if text_.isascii() else text.western(text_)
    return None if in_bytes is None else b" %b " % in_bytes.translate(_BLANKED)


def of_blanked(spaced: bytes) -> list[str]:
    """Every word of a blanked text."""
    return spaced.decode(text.WESTERN).split()


def starts(spaced: bytes) -> NDArray[np.int64]:
    """Where each word of a blanked text begins in the text itself."""
    is_word = np.frombuffer(spaced, np.uint8) != ord(" ")
    found: NDArray[np.int64] = np.flatnonzero(is_word[1:] & ~is_word[:-1])
    return found


def end(spaced: bytes, start: int) -> int:
    """Where a word of a blanked text ends that begins there in the text itself."""
    return spaced.index(b" ", start + 1) - 1


def beginning_with(spaced: bytes, beginnings: Sequence[bytes]) -> list[tuple[int, str]]:
    """The words of a blanked text that begin so, and all with letters beyond ASCII: where each begins, and the word.

    No beginning begins with another.
    """
    if len(beginnings) > _MANY:
        one_of = re.compile(b" (?:%b)" % b"|".join(map(re.escape, beginnings)))
        found = {match.start() for match in one_of.finditer(spaced)}
    else:
        found = {at for beginning in beginnings for at in _all(spaced, b" " + beginning)}
    if not spaced.isascii():
        found |= {spaced.rindex(b" ", 0, match.start()) for match in _BEYOND_ASCII.finditer(spaced)}
    return [(at, spaced[at + 1 : end(spaced, at) + 1].decode(text.WESTERN)) for at in sorted(found)]


def _all(within: bytes, wanted: bytes) -> Iterator[int]:
    """Every place at which something stands."""
    at = within.find(wanted)
    while at >= 0:
        yield at
        at = within.find(wanted, at + 1)


def pattern(of: str) -> re.Pattern[str]:
    """What finds every word of a text that is like this one: runs, or in unspaced scripts single characters."""
    return _word_with_marks() if text.is_beyond_latin(of) and not _marks().isdisjoint(of) else _WORD


def _is_kept(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Co"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@cache
def _marks() -> frozenset[str]:
    """Every mark and private character, none of which regular expressions take for a part of a word."""
    private = map(chr, range(0xE002, 0xF900))
    return frozenset([*(chr(code) for code in range(0x300, 0x1F000) if _is_mark(chr(code))), *private])


@cache
def _word_with_marks() -> re.Pattern[str]:
    private = r"\ue002-\uf8ff"
    marks = "".join(sorted(one for one in _marks() if _is_mark(one)))
    return re.compile(f"{_UNSPACED.pattern}|(?:{_KEPT}|[{private}])(?:{_KEPT}|[{marks}{private}])*")
