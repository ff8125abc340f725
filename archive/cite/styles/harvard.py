"""Harvard as Cite Them Right has it (Pears and Shields, 12th ed., 2022).

Newspaper articles on the internet, with the newspaper in the author's place where nobody is named; blogs alike; four
authors or more as the first and *et al.*; `(no date)` where none is known; a date of access for whatever is online.
"""

from __future__ import annotations

from archive.cite import words
from archive.cite.names import Name
from archive.cite.styles.reference import Reference, authors
from archive.model import Citation

_MOST_AUTHORS = 3


def harvard(citation: Citation) -> Reference:
    """An entry of the reference list, and the brackets in the text that point at it."""
    named = authors(citation)
    year = words.year(citation.published) or "no date"
    outlet = words.italic(citation.outlet or "")
    title = words.single_quoted(citation.title) if citation.title else words.UNTITLED
    heading = _series([_inverted(name) for name in named]) or outlet
    changed = words.updated(citation)
    parts = [
        f"{heading} ({year}) {title}" if heading else f"{title} ({year})",
        outlet if named else "",
        words.day_and_month(citation.published),
    ]
    line = ", ".join(part for part in parts if part) + (f" (updated {words.day(changed)})" if changed else "")
    accessed = f"(Accessed: {words.day(citation.accessed)})"
    listed = [
        words.sentence(line),
        f"Available at: {words.address(citation.url)} {accessed}." if citation.url else "",
        words.sentence(words.capital(words.copy(citation, words.day))),
    ]
    short = _series([words.apart(name.surname) for name in named]) or outlet or title
    point = words.pinpoint(citation, "para.", "paras.")
    cited = ", ".join(part for part in (short, year, point) if part)
    return Reference(f"({cited})", " ".join(part for part in listed if part))


def _inverted(name: Name) -> str:
    letters = "".join(f"{one.replace('-', '.-')}." for one in name.initials)
    return words.apart(", ".join(part for part in (name.surname, letters, name.suffix) if part))


def _series(who: list[str]) -> str:
    if len(who) > _MOST_AUTHORS:
        return f"{who[0]} {words.italic('et al.')}"
    return words.series(who, " and ")
