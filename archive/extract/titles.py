"""The title of an article without what the site adds to it.

`Title | Section | The Example Gazette` and `The Example Gazette: Title` are how one field serves search engines. A
piece is taken off where it is known to be the site's: it is the outlet's name, host or section, it stands behind a bar,
or what remains is a headline in sight. A colon or a dash inside a headline is the writer's, and stays.

Sites write several wordings. The first source is believed, and of several in JSON-LD the one that readers see. A kicker
(`Harbour: Ferry sails`) that another source leaves out where it speaks first is no part of the title. What one source
cuts off with an ellipsis, or has only a part of, is taken from whoever has it whole, and from the second only where
readers see that whole. Where all of the head agrees on a title and the address spells it, that is the one under which
the article was published, whatever JSON-LD says of it later.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from archive import text
from archive.bylines import squeezed
from archive.extract.wording import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from archive.extract.claims import Said

# Bars, dashes and dots with spaces around them, colons, and an underscore before the last word.
SEPARATOR = re.compile(r"\s*[|｜ㅣ]\s*|\s+(?:[-–—:·•«»‹›~*/<>]|::)\s+|\s*：\s*|(?<=\S)_(?=\S+$)|:\s+")
# Without a space on both sides these join words as often as they part pieces, and between letters of ours always.
_TIGHT = re.compile(r"\s+[-–—_,»]\s*|[-–—_,»]\s+|(?<![A-Za-zÀ-ÿ])[-–—_,»]")
_BARS = frozenset("|｜ㅣ")
_COLONS = frozenset({":", "："})
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)$")
# `Example Gazette Deutschland` is still the Example Gazette, but a sentence that names it is a headline.
_MAX_NAME_WORDS = 4
_MIN_NAME = 3
# In letters: a shorter part may stand in any headline.
_MIN_PART = 15
# A shorter title may be in an address by chance.
_MIN_SPELT = 5
# Addresses write `ä` as `a` or `ae`, and leave out apostrophes.
_UMLAUT, _APOSTROPHE = re.compile("(?<=[aou])e|(?<=a)a"), re.compile("['’]")
_ADDRESSED = re.compile(r"\w{2,}")


def choose(stated: Sequence[Said], seen: Sequence[str], called: Iterable[str], address: str = "") -> Said | None:
    """The source to believe and its title; None where there is none but the outlet's name.

    `stated` are sources and titles of metadata in order of trust, `seen` the headlines in sight, and `called` what the
    outlet and its section are called (its name, publisher, host). What is in sight may belong to a section or a box, so
    it is taken only where metadata has nothing, and otherwise helps to see where a headline ends. `address` is the path
    of the page.
    """
    known = {squeezed(name) for name in called} - {""}
    visible = {normal(head) for head in seen} - {""}
    own = {title: without_site(title, known, visible) for title in dict.fromkeys(title for _, title in stated)}
    bare = [(by, own[title]) for by, title in stated]
    bare += [("markup", head) for head in seen]
    given = [one for one in bare if one[1] and squeezed(one[1]) not in known]
    of_readers = (one for one in given if one[0] == "json-ld" and normal(one[1]) in visible)
    chosen = next(chain(of_readers, given), None)
    return _as_others_have_it(_as_addressed(chosen, given, address), given, seen) if chosen else None


def without_site(title: str, known: Collection[str], visible: Collection[str]) -> str:
    """The title without the site's name at its end or beginning; `known` names are squeezed, `visible` heads normal."""
    while normal(title) not in visible:
        shorter = next(_shorter(title, known, visible), None)
        if shorter is None:
            break
        title = shorter.strip().lstrip(":|-–— ")
    return title


def _shorter(title: str, known: Collection[str], visible: Collection[str]) -> Iterator[str]:
    """The title without a piece of the site's, in the order of certainty."""
    cuts = list(SEPARATOR.finditer(title))
    for cut in [*cuts[-1:], *list(_TIGHT.finditer(title))[-1:]]:
        if squeezed(title[cut.end() :]) in known and squeezed(title[: cut.start()]):
            yield title[: cut.start()]
    if not cuts:
        return
    last, first = cuts[-1], cuts[0]
    head, tail = title[: last.start()], title[last.end() :]
    if _is_name(tail, known) or (last[0].strip() in _BARS and len(tail) < len(head)):
        yield head
    if _is_name(title[: first.start()], known):
        yield title[first.end() :]
    for cut in cuts:
        before, after = title[: cut.start()], title[cut.end() :]
        if cut[0].strip() not in _COLONS and normal(before) in visible:
            yield before
        if cut[0].strip() in _BARS and normal(after) in visible:
            yield after


def _is_name(piece: str, known: Iterable[str]) -> bool:
    letters = squeezed(piece)
    if letters in known:
        return True
    return len(piece.split()) <= _MAX_NAME_WORDS and any(len(name) > _MIN_NAME and name in letters for name in known)


def _as_addressed(chosen: Said, given: Sequence[Said], address: str) -> Said:
    """The title of the whole head, where the address spells that and not the one chosen.

    It stands in `<title>`, which is the last of the head, and before.
    """
    head = [title for by, title in given if by == "meta"]
    if chosen[0] == "meta" or not head or _letters(chosen[1]) <= (spelt := _letters(address)):
        return chosen
    agreed = (title for title in head[:-1] if head[-1].startswith(title) and len(_letters(title)) >= _MIN_SPELT)
    return next((("meta", title) for title in agreed if _letters(title) <= spelt), chosen)


def _letters(words: str) -> set[str]:
    """The words of a title or an address in the letters that both are written in."""
    folded = text.fold(_APOSTROPHE.sub("", words)).replace("ø", "o").replace("æ", "ae").replace("_", " ")
    return set(_ADDRESSED.findall(_UMLAUT.sub("", folded)))


def _as_others_have_it(chosen: Said, others: Sequence[Said], seen: Sequence[str]) -> Said:
    """The title as another source has it: whole, where this one is cut off or a part of it, and without a kicker."""
    stem = _CUT_OFF.sub("", chosen[1])
    if stem != chosen[1]:
        return next((one for one in others if len(one[1]) > len(chosen[1]) and one[1].startswith(stem)), chosen)
    stated = [one for one in others if one[0] != "markup"]
    letters, visible = squeezed(chosen[1]), {squeezed(head) for head in seen}
    wholes = (one for one in stated if squeezed(one[1]) in visible and letters in squeezed(one[1]))
    if letters not in visible and len(letters) >= _MIN_PART and (whole := next(wholes, None)):
        return whole
    colons = (cut for cut in SEPARATOR.finditer(chosen[1]) if cut[0].strip() in _COLONS)
    bare = {normal(chosen[1][colon.end() :]) for colon in colons}
    first = dict(reversed(stated))
    return next(((by, title) for by, title in first.items() if normal(title) in bare), chosen)
