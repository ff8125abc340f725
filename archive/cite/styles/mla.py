"""MLA: MLA Handbook, 9th ed. (2021): works cited (chapter 5) and brackets in the text (chapter 6).

The elements of a container go by commas and end in a full stop; months are shortened, `https://` is left off, a day of
access is given for what is online. An archive through which a work is read is a second container, and has the place
for a version; the hash stands with its location. An untitled work is described in plain words, paragraphs are counted
as `par.`
"""

from __future__ import annotations

from archive.cite import words
from archive.cite.styles.reference import Reference, authors
from archive.model import Citation

_SHORT_MONTHS = dict(
    zip(words.MONTHS, "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(), strict=True)
)
_NO_TITLE = "Untitled article"
_ARCHIVE = "Pressmark archive"


def mla(citation: Citation) -> Reference:
    """An entry of the works cited, and the brackets in the text that point at it."""
    changed = words.updated(citation)
    outlet = [
        words.italic(citation.outlet or ""),
        day(citation.published),
        f"updated {day(changed)}" if changed else "",
        _bare(citation.url),
    ]
    listed = [
        words.sentence(_names(citation)),
        words.double_quoted(citation.title, ".") if citation.title else f"{_NO_TITLE}.",
        _container(outlet),
        _container(_copy(citation)),
        f"Accessed {day(citation.accessed)}.",
    ]
    who = [words.apart(name.surname) for name in authors(citation)]
    short = f"{who[0]} et al." if len(who) > 2 else words.series(who, " and ")
    point = words.pinpoint(citation, "par.", "pars.")
    if who:
        cited = f"{short}, {point}" if point else short
    else:
        stop = "," if point else ""
        title = words.double_quoted(citation.title, stop) if citation.title else f"{_NO_TITLE}{stop}"
        cited = f"{title} {point}".rstrip()
    return Reference(f"({cited})", " ".join(part for part in listed if part))


def day(iso: str | None) -> str:
    """A day with its month as MLA shortens it: `22 Sept. 2015`."""
    return " ".join(_SHORT_MONTHS.get(word, word) for word in words.day(iso).split())


def _names(citation: Citation) -> str:
    named = authors(citation)
    who = [words.apart(name.straight if at else name.inverted) for at, name in enumerate(named)]
    return f"{who[0]}, et al." if len(who) > 2 else words.series(who, ", and ")


def _copy(citation: Citation) -> list[str]:
    return [
        words.italic(citation.archive or _ARCHIVE),
        f"version {citation.version}",
        day(citation.captured_at),
        _bare(citation.permalink),
        words.short_hash(citation),
        _bare(citation.archived_url),
    ]


def _container(elements: list[str]) -> str:
    """The elements of a container, which end in one full stop."""
    return words.sentence(", ".join(element for element in elements if element))


def _bare(url: str | None) -> str:
    return words.address(url).removeprefix("https://").removeprefix("http://")
