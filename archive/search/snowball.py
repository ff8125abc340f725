"""What a language makes of a word: which words are forms of one, by the Snowball stemmers (snowballstem.org).

A word is compared by its roots, its stems with and without accents, as texts and queries come with either. Of Arabic,
whose stemmer leaves a conjunction before the article in place, the word without it has roots too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from archive import text

# The language of an article is known by the first part of its tag. English is what the index itself is made for.
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_CONJUNCTION = re.compile("^[وف](?=ال.{2})")


def tag_of(language: str | None) -> str:
    """The tag under which a language has a stemmer, empty where it has none."""
    first = (language or "").replace("_", "-").partition("-")[0].lower()
    return first if first in ALGORITHMS else ""


@lru_cache(maxsize=200_000)
def roots(word: str, tag: str) -> frozenset[str]:
    """The stems of a word of a language, as it is written and without accents, folded."""
    stem = _stemmer(tag)
    written = {word.lower(), text.fold(word)}
    if tag == "ar":
        written |= {_CONJUNCTION.sub("", one) for one in written}
    return frozenset(text.fold(stem(one)) for one in written) - {""}


def are_related(stem: str, wanted: frozenset[str], tag: str) -> bool:
    """Whether a stem of the index can be that of a word with one of the roots wanted; Porter's algorithm cuts any s."""
    return stem in wanted or not (wanted.isdisjoint(roots(stem, tag)) and wanted.isdisjoint(roots(f"{stem}s", tag)))


@cache
def _stemmer(tag: str) -> Callable[[str], str]:
    import snowballstemmer  # which imports every language that it has

    stem: Callable[[str], str] = snowballstemmer.stemmer(ALGORITHMS[tag]).stemWord
    return stem
