"""What a style makes: a reference for the text, and one for the list at its end."""

from __future__ import annotations

from dataclasses import dataclass

from archive.cite import names
from archive.cite.names import Name
from archive.model import Citation


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a style: `cited` is its footnote, or the brackets in the text; `listed` its entry in the list.

    Both carry the marks of `archive.cite.words`: `as_text` and `as_html` print them. Only `cited` names paragraphs.
    """

    cited: str
    listed: str


def authors(citation: Citation) -> list[Name]:
    """The authors with their names parted."""
    return [names.split(name, citation.language) for name in citation.authors]
