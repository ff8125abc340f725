"""Styles: each a small function from a Citation to one line of text."""

from __future__ import annotations

from archive import dates
from archive.model import Citation

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# Twelve hex digits: enough to tell any two versions of an archive of millions apart (2^48), short enough to print.
SHORT_HASH = 12


def plain(citation: Citation) -> str:
    """One line that a reader without a style guide understands; what is unknown is left out, but for the date."""
    parts = [
        _names(citation.authors),
        f"‘{citation.title}’" if citation.title else "[untitled]",
        citation.outlet,
        day(citation.published) or "no date",
    ]
    pinpoint = f", paragraph {citation.paragraph}" if citation.paragraph else ""
    captured = f"captured {day(citation.captured_at)}, " if citation.captured_at else ""
    archived = f"Archived copy: {captured}version {citation.version}, {citation.permalink}"
    sentences = [
        ", ".join(part for part in parts if part) + pinpoint,
        citation.url,
        f"{archived} (sha256:{citation.text_sha256[:SHORT_HASH]})",
        f"Accessed {day(citation.accessed)}",
    ]
    return ". ".join(sentence for sentence in sentences if sentence) + "."


def day(iso: str | None) -> str:
    """A date in words at its own precision: `22 June 2015`, `June 2015`, `2015`; the hour is left to the page."""
    first = dates.first_day(iso)
    if first is None or iso is None:
        return ""
    known = dates.precision(iso)
    month = "" if known == "year" else f"{MONTHS[first.month - 1]} "
    return f"{'' if known in {'year', 'month'} else f'{first.day} '}{month}{first.year}"


def _names(names: tuple[str, ...]) -> str:
    if len(names) > 3:
        return f"{names[0]} and others"
    return " and ".join(", ".join(part) for part in (names[:-1], names[-1:]) if part)
