"""Text in its one stored form: what it may hold, how it is cut, counted and hashed.

Stored text is NFC, has no control characters but line breaks, and its paragraphs are joined by exactly one
blank line; paragraph k of a version is therefore the same for everybody, and so is the SHA-256 of the whole.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# Private-use marks around a hit in a snippet. They never come from outside, because `clean` removes them, so a
# renderer can escape first and turn them into markup afterwards.
HIT_OPEN, HIT_CLOSE = "\ue000", "\ue001"

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ue000\ue001\u200b\ufeff\u00ad]"
)
# Text of Western Europe has a byte for each character, and is read byte by byte in a tenth of the time.
WESTERN = "cp1252"
_CONTROL_BYTES = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F, 0xAD])
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}
_PARAGRAPH_END = re.compile(r"\n{2,}")
_WORD = re.compile(r"\w\S*")
_WORDS = re.compile(r"\w+")
_IN_BYTES = [bytes([byte]).decode(WESTERN, "replace") for byte in range(256)]
# Signs, and of spaces and line ends the plain ones.
_PLAIN_BYTES = bytes(
    byte for byte, one in enumerate(_IN_BYTES) if one in " \n" or (one.isprintable() and one != "\ufffd")
)
_SHAPES = bytes(ord(" ") if one.isspace() else ord("x") for one in _IN_BYTES)
_SIGNS = bytes(byte for byte, one in enumerate(_IN_BYTES) if not (one.isspace() or one.isalnum() or one == "_"))
# A full stop ends a sentence where what follows can begin one, and no initial or title stands before it.
_SENTENCE = re.compile(
    r".{10,}?(?:[。！？]|(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bSt)[.!?][”\"’']?(?=\s+[^\sa-z]|$))"
)
# Scripts written without spaces: Han, kana, Thai, Lao, Khmer, Myanmar. Hangul has spaces, but its particles stick
# to the word, so it is searched by its syllables too.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_UNSPACED_RUN = re.compile(f"[{UNSPACED}々〆ー]+")
_RUN_OR_REST = re.compile(f"({_UNSPACED_RUN.pattern})")
_GLUED = re.compile(rf"(?:[^\W_]|{_UNSPACED_RUN.pattern})+")


def clean_line(text: str) -> str:
    """One line: NFC, no control characters, single spaces, trimmed."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    return " ".join(_without_controls(unicodedata.normalize("NFC", text.replace("\x00", ""))).split())


def clean(text: str) -> str:
    """Text in its stored form: see the top of this file."""
    if text.isprintable():  # neither line breaks nor controls
        return clean_line(text)
    if _is_plain(text):
        return _squeezed(text)
    for line_end, ours in _LINE_ENDS.items():
        text = text.replace(line_end, ours)
    text = _without_controls(unicodedata.normalize("NFC", text))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return _PARAGRAPH_END.sub("\n\n", "\n".join(lines)).strip()


def _is_plain(text: str) -> bool:
    """Whether a text of Western Europe is in its stored form but for the number of its spaces and line breaks."""
    in_bytes = western(text)
    return in_bytes is not None and not in_bytes.translate(None, _PLAIN_BYTES)


def _squeezed(text: str) -> str:
    """A plain text without spaces beyond one, or beside line breaks, and without line breaks beyond two."""
    while "  " in text:
        text = text.replace("  ", " ")
    text = "\n".join([line.strip(" ") for line in text.split("\n")]).strip()
    return _PARAGRAPH_END.sub("\n\n", text) if "\n\n\n" in text else text


def _without_controls(text: str) -> str:
    if text.isprintable():
        return text
    in_bytes = western(text)
    if in_bytes is None:
        return _CONTROL.sub("", text)
    return in_bytes.translate(None, _CONTROL_BYTES).decode(WESTERN)


def join(pieces: Iterable[str]) -> str:
    """Paragraphs in their stored form from pieces that are one each: a blank line inside a piece is a line break."""
    return "\n\n".join(tidy for piece in pieces if (tidy := _PARAGRAPH_END.sub("\n", clean(piece))))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of stored text, in order; paragraph k of the citation is item k-1."""
    return text.split("\n\n") if text else []


def sha256(text: str) -> str:
    """Hex SHA-256 of the UTF-8 bytes of exactly this text."""
    return hashlib.sha256(text.encode()).hexdigest()


def normal(text: str) -> str:
    """A form in which only wording counts: compatibility-folded, lower case, words only, single spaces."""
    quick = _NORMAL.of(text)
    return _normal(text) if quick is None else quick


def fold(text: str) -> str:
    """Case and accents folded, for comparing names and finding duplicates."""
    quick = _FOLDED.of(text)
    return _fold(text) if quick is None else quick


def _normal(text: str) -> str:
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return " ".join(decomposed.split())


def count_words(text: str) -> int:
    """Words as a reader counts them; in unspaced scripts each character counts as half a word, rounded up."""
    in_bytes = western(text)
    if in_bytes is not None:
        return (b" " + in_bytes.translate(_SHAPES, _SIGNS)).count(b" x")
    runs = _UNSPACED_RUN.findall(text)
    spaced = _UNSPACED_RUN.sub(" ", text) if runs else text
    return len(_WORD.findall(spaced)) + (sum(map(len, runs)) + 1) // 2


def unspaced_runs(text: str) -> list[str]:
    """The runs of text in scripts that are written without spaces."""
    return _UNSPACED_RUN.findall(text) if is_beyond_latin(text) else []


def is_beyond_latin(text: str) -> bool:
    """Whether a text has more than the signs of Western Europe: ten times as quick as looking for what it has."""
    return western(text) is None


def western(text: str) -> bytes | None:
    """A text of Western Europe as Windows-1252 writes it, a byte for each character; None for any other."""
    try:
        return text.encode("ascii" if text.isascii() else WESTERN)  # the one is a copy, the other a look at each sign
    except UnicodeEncodeError:
        return None


class _Form:
    """A form of text found byte by byte, where each character alone has one of no more than a character."""

    def __init__(self, form: Callable[[str], str]) -> None:
        forms = [form(one) or " " for one in _IN_BYTES]
        is_plain = [len(one) == 1 and bool(western(one)) for one in forms]
        self._plain = bytes(byte for byte in range(256) if is_plain[byte])
        self._table = bytes(ord(one.encode(WESTERN)) if is_plain[byte] else 0 for byte, one in enumerate(forms))

    def of(self, text: str) -> str | None:
        """The form of a text; None where a character of it wants a longer look, as none of ASCII does."""
        if text.isascii():
            return b" ".join(text.encode().translate(self._table).split()).decode()
        in_bytes = western(text)
        if in_bytes is None or in_bytes.translate(None, self._plain):
            return None
        return b" ".join(in_bytes.translate(self._table).split()).decode(WESTERN)


_NORMAL, _FOLDED = _Form(_normal), _Form(_fold)


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of characters, or the one character there is: `東京都` gives `東京`, `京都`."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def grams(text: str) -> str:
    """What the index holds for scripts without spaces: the bigrams of every run, then its last character alone.

    That last character lets a search for one character find it there too, and keeps runs apart: no phrase of
    bigrams can go on from one run into the next. Letters and digits that stand in a word with a run (`2023年`) are
    kept between, for they are no word of their own to the tokenizer.
    """
    if not unspaced_runs(text):
        return ""
    words = [word for word in _GLUED.findall(text) if _UNSPACED_RUN.search(word)]
    pieces = [piece for word in words for piece in _RUN_OR_REST.split(word) if piece]
    return " ".join(" ".join([*bigrams(p), p[-1]]) if len(p) > 1 and _UNSPACED_RUN.match(p) else p for p in pieces)


def unmarked(marked: str) -> str:
    """A snippet without the marks around its hits."""
    return marked.replace(HIT_OPEN, "").replace(HIT_CLOSE, "")


def starred(marked: str) -> str:
    """A snippet for plain text: its hits between two asterisks."""
    return marked.replace(HIT_OPEN, "**").replace(HIT_CLOSE, "**")


@lru_cache(4_096)
def slug(name: str) -> str:
    """A name for addresses: folded words joined by hyphens; never empty."""
    words = re.findall(r"\w+", fold(name).replace("'", "").replace("’", ""))
    return "-".join(words)[:80].rstrip("-") or "unnamed"


def first_sentence(text: str, limit: int = 120) -> str:
    """A title for text that has none: its first sentence, cut at a word where it is longer than `limit` characters."""
    first = paragraphs(text)[0].replace("\n", " ") if text else ""
    match = _SENTENCE.match(first)
    sentence = match[0].rstrip(".。") if match else first
    if len(sentence) <= limit:
        return sentence
    cut = sentence[:limit]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + " …"
