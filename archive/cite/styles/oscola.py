"""OSCOLA: Oxford University Standard for the Citation of Legal Authorities, 4th ed. (2012).

Newspaper articles 3.4.9, websites and blogs 3.4.8, addresses and days of access 3.1.4; a bibliography turns every name
round, with initials alone and without a comma, and ends without a full stop (1.7).
"""

from __future__ import annotations

from archive.cite import words
from archive.cite.names import Name
from archive.cite.styles.reference import Reference, authors
from archive.model import Citation

_MOST_AUTHORS = 3


def oscola(citation: Citation) -> Reference:
    """A footnote, and the entry of the bibliography."""
    named = authors(citation)
    note = _line(citation, _series([name.straight for name in named]), words.pinpoint(citation, "para", "paras"))
    return Reference(f"{note}.", _line(citation, _series([_inverted(name) for name in named]), ""))


def _line(citation: Citation, who: str, point: str) -> str:
    title = words.single_quoted(citation.title) if citation.title else words.UNTITLED
    url = words.address(citation.url)
    pieces = [
        f"{who}, {title}" if who else title,
        _outlet_and_date(citation),
        point,
        f"<{url}> accessed {words.day(citation.accessed)}," if url else "",
        words.copy(citation, words.day, wrap="<{}>"),
    ]
    return " ".join(piece for piece in pieces if piece)


def _outlet_and_date(citation: Citation) -> str:
    """`Gazette (1 May 2020)` of a newspaper, `(Naked Law, 1 May 2020)` of a blog."""
    changed = words.updated(citation)
    known = [words.day(citation.published), f"updated {words.day(changed)}" if changed else ""]
    if citation.kind == "blog":
        inside = ", ".join(part for part in (words.italic(citation.outlet or ""), *known) if part)
        return f"({inside})" if inside else ""
    dated = ", ".join(part for part in known if part)
    return " ".join(part for part in (words.italic(citation.outlet or ""), f"({dated})" if dated else "") if part)


def _inverted(name: Name) -> str:
    """`Marlowe IJ`: surname and initials, without stops between."""
    return " ".join(part for part in (name.surname, "".join(name.initials), name.suffix) if part)


def _series(who: list[str]) -> str:
    if len(who) > _MOST_AUTHORS:
        return f"{words.apart(who[0])} and others"
    return words.series([words.apart(one) for one in who], " and ")
