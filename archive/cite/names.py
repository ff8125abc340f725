"""Names of authors as references need them: given name and family name, parted only where that is sure.

A byline is words; a reference list is sorted by families. Where the parts of a name cannot be told apart without
guessing, the name stays whole, which every style allows: organisations, single names, names in scripts without
capitals (Arabic, Han, Hangul, Thai …), and names that may stand family first, as in Chinese, Japanese, Korean,
Vietnamese and Hungarian. Particles stay with the family, as their bearers write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive import bylines

# Written small they come before a family; written large they are part of it (`Robert De Niro`).
_PARTICLES = frozenset(
    "af al av bin bint da das de degli dei del della delle den der des di do dos du el ibn la las le los ten ter van "
    "von vom wa zu zum zur".split()
)
_LARGE = frozenset("Da De Dei Del Della Den Der Des Di Do Dos Du La Le St. Ten Ter Van Von".split())
_JOINING = {"y", "i"}  # `José Ortega y Gasset` is of the family Ortega y Gasset
_SUFFIX = re.compile(r",?\s+(?P<suffix>(?:Jr|Sr)\.?|I{2,3}|IV)$")
_DEGREES = re.compile(r"(?:,\s*(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?S|J\.?D|MBA|RN|CPA|Esq)\.?)+$")
_NO_PERSON = re.compile(r"^[Tt]he\s|\s(?:of|for|the|and|to|in|on|&)\s")
_FAMILY_FIRST = frozenset({"zh", "yue", "ja", "ko", "vi", "hu"})
# The commonest families of China and Korea in Latin letters: a name of two words that begins with one may be in either
# order.
_EITHER_ORDER = frozenset(
    "Cai Cao Chen Cheng Choi Deng Feng Gao Guo Han He Hu Huang Jiang Jung Kang Kim Li Liang Lin Liu Luo Ma Park Song "
    "Sun Tang Wang Wu Xi Xiao Xie Xu Yang Yu Yuan Zhang Zhao Zheng Zhou Zhu".split()
)
_GIVEN_IN_TWO = re.compile(r"\w+-[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts; one that was not parted is all `family`."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """Family with its particle: `van den Berg`."""
        return f"{self.particle} {self.family}".strip()

    @property
    def straight(self) -> str:
        """As it is spoken, as in `Jan van den Berg Jr.`."""
        return " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """As it is sorted, as in `van den Berg, Jan, Jr.`."""
        return ", ".join(part for part in (self.surname, self.given, self.suffix) if part)

    @property
    def initials(self) -> tuple[str, ...]:
        """The given names by their first letters, those of a double name joined: `("J-P", "M")`."""
        words = self.given.replace(".", ". ").split()
        found = ("-".join(m[0].upper() for part in word.split("-") if (m := _LETTERS.search(part))) for word in words)
        return tuple(letters for letters in found if letters)


def split(name: str, language: str | None = None) -> Name:
    """The parts of a name from a byline; `language` is the article's (BCP 47)."""
    bare = _DEGREES.sub("", name).strip()
    if not _is_parted(bare, (language or "").split("-")[0].lower()):
        return Name(bare or name)
    found = _SUFFIX.search(bare)
    suffix = found["suffix"] if found else ""
    bare = bare[: found.start()] if found else bare
    if ", " in bare:
        family, given = bare.split(", ", 1)
        return Name(family, given, suffix=suffix)
    words = bare.split()
    start = _family_start(words)
    family_words = words[start:]
    count = 0
    while count < len(family_words) - 1 and family_words[count] in _PARTICLES:
        count += 1
    if not start:
        return Name(" ".join([*words, suffix]).strip())
    return Name(" ".join(family_words[count:]), " ".join(words[:start]), " ".join(family_words[:count]), suffix)


def _is_parted(name: str, language: str) -> bool:
    """Whether it is sure that a name is a person's with the given name first."""
    if language in _FAMILY_FIRST or bylines.is_organisation(name) or _NO_PERSON.search(name):
        return False
    if not any(character.isupper() for character in name):
        return False
    words = name.split()
    return not (len(words) == 2 and (words[0] in _EITHER_ORDER or _is_family_first(*words)))


def _is_family_first(first: str, second: str) -> bool:
    """`Moon Jae-in`: a Korean given name in two, the second of them small."""
    return "-" not in first and bool(_GIVEN_IN_TWO.fullmatch(second)) and second.split("-")[1].islower()


def _family_start(words: list[str]) -> int:
    """Where the family begins: at a particle, else at the last word; 0 where there is nothing before it."""
    for at, word in enumerate(words[1:-1], 1):
        if word in _JOINING and at > 1:
            return at - 1
        if word in _PARTICLES or word in _LARGE:
            return at
    return len(words) - 1
