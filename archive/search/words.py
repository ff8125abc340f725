"""What a query calls a word, in step with the tokenizer of the index.

The index (FTS5, `unicode61`) keeps letters, numbers and private-use characters and parts words at all others. Marks
that combine with a letter stay with it here; the index drops them or parts at them, the same way on both sides. Scripts
written without spaces are looked up in the column of character pairs, everything else in title, dek and text.
"""

from __future__ import annotations

import re
import unicodedata

from archive import text

# Parts the characters of unspaced scripts where passages are marked. Stored text never has it: `text.clean` removes it.
JOINT = "\u200b"
_UNSPACED = re.compile(f"[{text.UNSPACED}々〆]")


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


def parted(passage: str) -> str:
    """The same text with a JOINT around each character of an unspaced script, so that each is a word of its own."""
    return _UNSPACED.sub(rf"{JOINT}\g<0>{JOINT}", passage)


def _is_kept(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Co"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
