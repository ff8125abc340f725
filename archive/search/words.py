"""What a query and a text call a word, in step with the tokenizer of the index.

The index (FTS5, `unicode61`) keeps letters, numbers and private-use characters and parts words at all others. Marks
that combine with a letter stay with it here; the index drops them or parts at them, the same way on both sides. Scripts
written without spaces are looked up in the column of character pairs, everything else in title, dek and text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np

from archive import text

_UNSPACED = re.compile(f"[{text.UNSPACED}々〆]")
_KEPT = rf"[^\W_{text.UNSPACED}々〆]"
_WORD = re.compile(f"{_UNSPACED.pattern}|{_KEPT}+")
# What has a byte for each character is parted byte by byte, in a quarter of the time.
_BLANKED = bytes(byte if bytes([byte]).decode(text.WESTERN, "replace").isalnum() else ord(" ") for byte in range(256))


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
    """Every word of a text, as it is written."""
    spaced = _spaced(text_)
    return pattern(text_).findall(text_) if spaced is None else spaced.decode(text.WESTERN).split()


def spans(text_: str) -> list[tuple[int, int]]:
    """The first and last offset of each of these words."""
    spaced = _spaced(text_)
    if spaced is None:
        return [match.span() for match in pattern(text_).finditer(text_)]
    is_word = np.frombuffer(b" %b " % spaced, np.uint8) != ord(" ")
    starts, ends = (np.flatnonzero(np.diff(is_word.view(np.int8)) == step).tolist() for step in (1, -1))
    return list(zip(starts, ends, strict=True))


def _spaced(text_: str) -> bytes | None:
    """A text of Western Europe with a blank for all that is in no word, a byte a character; None for any other."""
    in_bytes = text.western(text_)
    return None if in_bytes is None else in_bytes.translate(_BLANKED)


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
