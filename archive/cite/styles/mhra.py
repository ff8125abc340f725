"""MHRA: MHRA Style Guide, 3rd ed. (2013), chapter 11, and 4th ed. (2024), chapters 7 and 8, which agree on newspapers.

Newspapers go without an initial `The`, but for `The Times`; names stay in full, and only the first of a bibliography
is turned round; four authors or more are the first `and others`; a note ends in a full stop, an entry does not. What
is online has its address between angle brackets, the day of access in square ones, and then the paragraph.
"""

from __future__ import annotations

from archive.cite import words
from archive.cite.styles.reference import Reference, authors
from archive.model import Citation

_MOST_AUTHORS = 3


def mhra(citation: Citation) -> Reference:
    """A footnote, and the entry of the bibliography."""
    named = authors(citation)
    straight = [words.apart(name.straight) for name in named]
    turned = [words.apart(name.inverted) for name in named[:1]] + straight[1:]
    note = _line(citation, _series(straight, " and "), words.pinpoint(citation, "para.", "paras."))
    return Reference(f"{note}.", _line(citation, _series(turned, ", and "), ""))


def _line(citation: Citation, who: str, point: str) -> str:
    changed = words.updated(citation)
    parts = [
        who,
        words.single_quoted(citation.title) if citation.title else words.UNTITLED,
        words.italic(words.masthead(citation.outlet, keep=("The Times",))),
        words.day(citation.published) or "[n.d.]",
        f"updated {words.day(changed)}" if changed else "",
    ]
    url = words.address(citation.url)
    pieces = [
        ", ".join(part for part in parts if part),
        f"<{url}> [accessed {words.day(citation.accessed)}]" if url else "",
        f"({point})" if point else "",
    ]
    copy = words.copy(citation, words.day, wrap="<{}>")
    return f"{' '.join(piece for piece in pieces if piece)}, {copy}"


def _series(who: list[str], last: str) -> str:
    return words.series(who if len(who) <= _MOST_AUTHORS else [who[0], "others"], last)
