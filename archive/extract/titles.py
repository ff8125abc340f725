"""The title of an article without what the site adds to it.

`Title | Section | The Example Gazette` and `The Example Gazette: Title` are how one field serves search engines. A
piece is taken off where it is known to be the site's: it is the outlet's name or host, it stands behind a bar, or what
remains is a headline in sight. A colon or a dash inside a headline is the writer's, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive import text
from archive.bylines import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.extract.claims import Said

# Bars, dashes and dots with spaces around them, colons, and an underscore before the last word.
SEPARATOR = re.compile(r"\s*[|｜ㅣ]\s*|\s+(?:[-–—:·•«»‹›~*/<>]|::)\s+|\s*[：»«]\s*|(?<=\S)_(?=\S+$)|:\s+")
# `Example Gazette Deutschland` is still the Example Gazette, but a sentence that names it is a headline.
_MAX_NAME_WORDS = 4
_MIN_NAME = 3


def choose(stated: Sequence[Said], seen: Sequence[str], called: Iterable[str]) -> Said | None:
    """The source to believe and its title; None where there is none but the outlet's name.

    `stated` are sources and titles of metadata in order of trust, `seen` the headlines in sight, and `called` what the
    outlet is called (its name, publisher, host). The first that is a headline is taken: what is in sight may belong to
    a section or a box, and only helps to see where a headline ends.
    """
    known = {squeezed(name) for name in called} - {""}
    visible = {text.normal(head) for head in seen}
    bare = [(by, without_site(title, known, visible)) for by, title in stated] + [("markup", head) for head in seen]
    return next((one for one in bare if one[1] and squeezed(one[1]) not in known), None)


def without_site(title: str, known: set[str], visible: set[str]) -> str:
    """The title without the site's name at its end or beginning."""
    if text.normal(title) in visible:
        return title
    for cut in SEPARATOR.finditer(title):
        for piece in (title[: cut.start()], title[cut.end() :]):
            if text.normal(piece) in visible:
                return piece
    while cuts := list(SEPARATOR.finditer(title)):
        last, first = cuts[-1], cuts[0]
        head, tail = title[: last.start()], title[last.end() :]
        if _is_name(tail, known) or (last[0].strip() in set("|｜ㅣ") and len(tail) < len(head)):
            title = head
        elif _is_name(title[: first.start()], known):
            title = title[first.end() :]
        else:
            break
    return title.strip().lstrip(":|-–— ")


def _is_name(piece: str, known: set[str]) -> bool:
    letters = squeezed(piece)
    if letters in known:
        return True
    return len(piece.split()) <= _MAX_NAME_WORDS and any(len(name) > _MIN_NAME and name in letters for name in known)
