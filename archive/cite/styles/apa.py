"""APA: Publication Manual of the American Psychological Association, 7th ed. (2020).

A newspaper article is example 16 of 10.1, a blog post example 17. Names 9.8, dates 9.14 (of the last update, where
there is one, 9.15), a day of retrieval only for what has no date 9.16, works without a title 9.22, paragraphs in the
text 8.28.
"""

from __future__ import annotations

from archive.cite import words
from archive.cite.names import Name
from archive.cite.styles.reference import Reference, authors
from archive.model import Citation

# The list names up to twenty authors, of more the first nineteen and the last (9.8).
_MOST_AUTHORS = 20


def apa(citation: Citation) -> Reference:
    """An entry of the reference list, and the brackets in the text that point at it."""
    dated = words.updated(citation) or citation.published
    who = [words.apart(_inverted(name)) for name in authors(citation)]
    title = words.sentence(words.apart(citation.title or words.UNTITLED))
    date = _date(dated)
    opening = [f"{words.sentence(_series(who))} {date}.", title] if who else [f"{title} {date}."]
    listed = [*opening, words.sentence(words.italic(citation.outlet or "")), _source(citation, dated), _copy(citation)]
    at = [words.year(dated) or "n.d.", words.pinpoint(citation, "para.", "paras.")]
    cited = f"({_short(citation)} {', '.join(part for part in at if part)})"
    return Reference(cited, " ".join(part for part in listed if part))


def _inverted(name: Name) -> str:
    letters = " ".join(f"{one.replace('-', '.-')}." for one in name.initials)
    return ", ".join(part for part in (name.surname, letters, name.suffix) if part)


def _series(who: list[str]) -> str:
    if len(who) > _MOST_AUTHORS:
        return f"{', '.join(who[: _MOST_AUTHORS - 1])}, . . . {who[-1]}"
    return words.series(who, ", & ")


def _date(iso: str | None) -> str:
    known = [words.year(iso), words.american_day_and_month(iso)]
    return f"({', '.join(part for part in known if part) or 'n.d.'})"


def _source(citation: Citation, dated: str | None) -> str:
    url = words.address(citation.url)
    if not url or dated:
        return url
    return f"Retrieved {words.american_day(citation.accessed)}, from {url}"


def _copy(citation: Citation) -> str:
    return f"[{words.capital(words.copy(citation, words.american_day, after_day=','))}]"


def _short(citation: Citation) -> str:
    """The authors, or the title that stands in their place, with the comma that follows."""
    who = [words.apart(name.surname) for name in authors(citation)]
    if len(who) > 2:
        return f"{who[0]} et al.,"
    if who:
        return f"{words.series(who, ' & ')},"
    return words.double_quoted(citation.title, ",") if citation.title else f"{words.UNTITLED},"
