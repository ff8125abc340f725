"""Words that begin so: what to ask a stemmed index for.

The index holds stems, so `immigra*` would find nothing in it: immigration and immigrant both lie there as `immigr`. And
`police*`, cut to `polic` like any word of a query, would find policy. Three kinds of stems are meant: those that begin
as written; that of the word itself, so that `raid*` finds all that `raid` finds; and shorter ones to which words that
begin so are cut, where the archive is seen to have such a word.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import lru_cache

from archive.search import porter

# The endings that Porter's algorithm cuts off or alters (M. F. Porter, An algorithm for suffix stripping, 1980), in the
# forms that are written. From any beginning of the 57,000 commonest English words they lead to the stem of that word.
_WRITTEN = """
s es ed eed ing ings ies ied ational tional ency encies ancy ancies izer ably ibly ally ently ely ously ly li ization
ation ations ator alism iveness fulness ousness ality ivity bility icate ative alize icity ical ful ness al ance ence
er ers or ors ic able ible ant ement ment ments ent ion ou ous ism ate ity ive ize y
"""
_ENDINGS = tuple(_WRITTEN.split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
_LONGEST_WORD = 40
_STEMS_LISTED = 500

_STEMS = f"SELECT term FROM articles_terms WHERE term >= ? AND term < ? LIMIT {_STEMS_LISTED + 1}"
_BODIES = """
SELECT coalesce(title, '') || ' ' || coalesce(dek, '') || ' ' || coalesce(text, '')
FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT 200
"""


def forms(conn: sqlite3.Connection, beginning: str) -> list[str]:
    """What to look up for words that begin so: words, and mostly a beginning, which ends in `*`.

    `conn` has articles_fts and articles_terms. Whether a shorter stem has such a word is judged by the newest 200
    articles that have the stem.
    """
    word = porter.cut([beginning], porter.PLAIN).get(beginning, "")
    if not word or not word.isascii() or len(word) > _LONGEST_WORD:
        return [f"{beginning}*"]  # Porter's endings are ASCII, so the index holds these words whole
    stem = porter.cut([beginning])[beginning]
    found = [f"{beginning}*"] if stem == word else [beginning, *_beginning_with(conn, word)]
    others = {
        cut: longer for longer, cut in porter.cut(_longer(word)).items() if cut != stem and not cut.startswith(word)
    }
    return found + [longer for cut, longer in others.items() if _has_word(conn, longer, cut, word)]


def _beginning_with(conn: sqlite3.Connection, word: str) -> list[str]:
    """For each stem of the archive that begins so, a word that is cut to it: the stem itself, or with an e."""
    after = word[:-1] + chr(ord(word[-1]) + 1)
    found = [stem for (stem,) in conn.execute(_STEMS, [word, after])]
    return [f"{word}*"] if len(found) > _STEMS_LISTED else porter.as_words(found)


def _longer(word: str) -> list[str]:
    """Words that begin with this one and that Porter's algorithm may cut to less than it."""
    cuts = range(max(1, len(word) - _LONGEST_ENDING), len(word) + 1)
    ends = ((word[:at], ending) for at in cuts for ending in _ENDINGS if ending.startswith(word[at:]))
    return list(dict.fromkeys(start + ending for start, ending in ends))


def _has_word(conn: sqlite3.Connection, longer: str, stem: str, word: str) -> bool:
    """Whether articles with this stem have a word that begins so and is cut to it."""
    begins = re.compile(rf"\b{''.join(map(_with_accents, word))}\w*", re.IGNORECASE)
    seen: set[str] = set()
    for (body,) in conn.execute(_BODIES, [f'{{title dek text}} : "{longer}"']):
        fresh = {found.lower() for found in begins.findall(body)} - seen
        if stem in porter.cut(fresh).values():
            return True
        seen |= fresh
    return False


@lru_cache
def _with_accents(letter: str) -> str:
    """A letter, or any that the index folds to it, as a class of a regular expression."""
    latin = map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    return f"[{letter}{''.join(c for c in latin if unicodedata.normalize('NFD', c)[0].lower() == letter)}]"
