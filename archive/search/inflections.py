"""Forms of a word in the languages of an archive: which stems of the index they were cut to.

The index holds what Porter's algorithm left of every word, so the forms of `Haus` lie apart in it. They mostly begin
alike, so the vocabulary is read between the bounds of that beginning, and a Snowball stemmer says which of those stems
belong together. Forms count in articles of their own language alone.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property, partial

from archive import tokens
from archive.search import changes, commonness, porter, snowball, words
from archive.search.kept import Kept

# Bounds of one query: so many of its words have forms looked up, among so many stems that begin alike.
_WORDS = 30
_STEMS_READ = 500
_FORMS = 60
_SHORTEST, _LONGEST = 3, 40
_BEGINNING = 5

_STEMS = f"SELECT term FROM articles_terms WHERE term >= ? AND term < ? LIMIT {_STEMS_READ}"
_HAS_LANGUAGE = "SELECT EXISTS (SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?)"

# Of the archives that were asked last, each at its moment.
_LANGUAGES: Kept[list[str]] = Kept(20, lambda _: 1)

# Arabic writes articles, prepositions and conjunctions before the word, and alef with or without its sign; Greek moves
# its accent; German may spell its umlauts out.
_BEFORE_A_WORD = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف", "ك")
_ALEFS = "اأإآ"
_ACCENTED = dict(zip("αεηιουω", "άέήίόύώ", strict=True))
_SPELT_OUT = (("a", "ae"), ("o", "oe"), ("u", "ue"), ("ss", "ß"))


class Inflections:
    """The forms that words of one query have in the archive that `conn` reads."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._read: dict[str, list[str]] = {}
        self._known: dict[str, dict[str, list[str]]] = {}

    def of(self, word: str) -> dict[str, list[str]]:
        """By the tag of a language, words that an index of stems takes for further forms of this one."""
        if word not in self._known and len(self._known) < _WORDS:
            self._known[word] = self._look_up(word)
        return self._known.get(word, {})

    @cached_property
    def _tags(self) -> list[str]:
        """The languages with a stemmer of which there are articles."""
        file = commonness.file_of(self._conn)
        look_up = partial(_languages, self._conn)
        return _LANGUAGES.get((file, changes.stamp(self._conn)), look_up) if file else look_up()

    def _look_up(self, word: str) -> dict[str, list[str]]:
        if not word.isalpha() or words.is_unspaced(word) or not _SHORTEST <= len(word) <= _LONGEST:
            return {}
        found: dict[str, list[str]] = {}
        for tag in self._tags:
            wanted = snowball.roots(word, tag)
            near = (stem for start in _beginnings(word, tag) for stem in self._beginning_with(start))
            related = {stem for stem in near if snowball.are_related(stem, wanted, tag)} - {
                *porter.cut([word]).values()
            }
            if related:
                found[tag] = porter.as_words(sorted(related, key=lambda stem: (len(stem), stem))[:_FORMS])
        return found

    def _beginning_with(self, start: str) -> list[str]:
        if start not in self._read:
            after = start[:-1] + chr(ord(start[-1]) + 1)
            self._read[start] = [stem for (stem,) in self._conn.execute(_STEMS, [start, after])]
        return self._read[start]


def _languages(conn: sqlite3.Connection) -> list[str]:
    languages = {tag: f'filters : "{tokens.by_value("l", tag)}"' for tag in snowball.ALGORITHMS}
    return [tag for tag, token in languages.items() if conn.execute(_HAS_LANGUAGE, [token]).fetchone()[0]]


def _beginnings(word: str, tag: str) -> set[str]:
    """How forms of a word may begin in the index, none of them a beginning of another."""
    starts = {*snowball.roots(word, tag), *porter.cut([word], porter.PLAIN).values()}
    if tag == "de":
        starts |= {start.replace(plain, spelt) for start in starts for plain, spelt in _SPELT_OUT if plain in start}
    found = {start[: max(_SHORTEST, min(len(start) - 1, _BEGINNING))] for start in starts}
    if tag == "ar":
        found = {before + form for start in found for before in _BEFORE_A_WORD for form in _with_any_alef(start)}
    elif tag == "el":
        found |= {start.replace(c, _ACCENTED[c], 1) for start in found for c in start if c in _ACCENTED}
    return {one for one in found if not any(one != other and one.startswith(other) for other in found)}


def _with_any_alef(start: str) -> list[str]:
    return [alef + start[1:] for alef in _ALEFS] if start[0] in _ALEFS else [start]
