"""Chicago: The Chicago Manual of Style, 17th ed. (2017), notes and bibliography (chapter 14).

Newspapers 14.191 to 14.200: no initial `The` (14.193), and an unsigned article goes under its newspaper in the
bibliography (14.199). Blogs 14.208, authors 14.76, titles that end in a stop 14.96, days of revision 14.13, a day of
access only for what has no date 14.12, permanent links and archived copies 14.9 and 14.15.
"""

from __future__ import annotations

from archive.cite import words
from archive.cite.styles.reference import Reference, authors
from archive.model import Citation

# A note names up to three authors; a bibliography up to ten, of more the first seven (14.76).
_MOST_IN_NOTE, _MOST_LISTED, _LISTED_OF_MORE = 3, 10, 7
_NO_TITLE = "untitled article"


def chicago(citation: Citation) -> Reference:
    """A full note, and the entry of the bibliography."""
    return Reference(_note(citation), _entry(citation))


def _note(citation: Citation) -> str:
    opening = [
        _in_note(citation),
        words.double_quoted(citation.title, ",") if citation.title else f"{_NO_TITLE},",
        _outlet(citation),
    ]
    parts = [
        _run_on(opening),
        _dates(citation),
        words.pinpoint(citation, "para.", "paras."),
        _source(citation, "accessed"),
        _copy(citation),
    ]
    return f"{', '.join(part for part in parts if part)}."


def _entry(citation: Citation) -> str:
    who = _in_list(citation)
    heading = who or _outlet(citation)
    title = words.double_quoted(citation.title, ".") if citation.title else f"{words.capital(_NO_TITLE)}."
    where = [_outlet(citation) if who else "", _dates(citation)]
    sentences = [
        words.sentence(heading),
        title,
        words.sentence(", ".join(part for part in where if part)),
        words.sentence(_source(citation, "Accessed")),
        words.sentence(words.capital(_copy(citation))),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _run_on(opening: list[str]) -> str:
    """Author, title with its comma, outlet; the comma goes where nothing follows."""
    who, title, outlet = opening
    line = f"{title} {outlet}" if outlet else title.replace(",”", "”").removesuffix(",")
    return f"{who}, {line}" if who else line


def _in_note(citation: Citation) -> str:
    who = [words.apart(name.straight) for name in authors(citation)]
    if len(who) > _MOST_IN_NOTE:
        return f"{who[0]} et al."
    return _series(who)


def _in_list(citation: Citation) -> str:
    named = authors(citation)
    who = [words.apart(name.straight if at else name.inverted) for at, name in enumerate(named)]
    if len(who) > _MOST_LISTED:
        return f"{', '.join(who[:_LISTED_OF_MORE])}, et al."
    return words.series(who, ", and ")


def _series(who: list[str]) -> str:
    return words.series(who, " and " if len(who) == 2 else ", and ")


def _outlet(citation: Citation) -> str:
    name = words.masthead(citation.outlet)
    is_named_so = "blog" in name.lower()
    return words.italic(name) + (" (blog)" if name and citation.kind == "blog" and not is_named_so else "")


def _dates(citation: Citation) -> str:
    changed = words.updated(citation)
    last = f"last modified {words.american_day(changed)}" if changed else ""
    return ", ".join(part for part in (words.american_day(citation.published), last) if part)


def _source(citation: Citation, accessed_on: str) -> str:
    url = words.address(citation.url)
    accessed = "" if citation.published else f"{accessed_on} {words.american_day(citation.accessed)}"
    return ", ".join(part for part in (accessed, url) if part)


def _copy(citation: Citation) -> str:
    return words.copy(citation, words.american_day, after_day=",")
