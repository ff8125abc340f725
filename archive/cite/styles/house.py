"""The style of the house: one line that a reader without a style guide understands."""

from __future__ import annotations

from archive.cite import words
from archive.cite.styles.reference import Reference
from archive.model import Citation


def house(citation: Citation) -> Reference:
    """Who, what, where and when, the outlet's address, and the copy that proves it; only the date is said to lack."""
    changed = words.updated(citation)
    parts = [
        _names(citation.authors),
        words.single_quoted(citation.title) if citation.title else "[untitled]",
        words.italic(citation.outlet or ""),
        words.day(citation.published) or "no date",
        f"updated {words.day(changed)}" if changed else "",
        words.pinpoint(citation, "paragraph", "paragraphs"),
    ]
    taken = f"captured {words.day(citation.captured_at)}, " if citation.captured_at else ""
    link = words.address(citation.permalink)
    sentences = [
        ", ".join(part for part in parts if part),
        words.address(citation.url),
        f"Archived copy: {taken}version {citation.version}, {link} ({words.short_hash(citation)})",
        f"Independent copy: {words.address(citation.archived_url)}" if citation.archived_url else "",
        f"Accessed {words.day(citation.accessed)}",
    ]
    line = ". ".join(sentence for sentence in sentences if sentence) + "."
    return Reference(line, line)


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) > 3:
        return f"{words.apart(authors[0])} and others"
    return words.series([words.apart(name) for name in authors], " and ")
