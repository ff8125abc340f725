"""Citations that prove themselves: the facts of a reference without style, and all that is made of them.

citation   the facts, and the permanent link      quotation  words in a version, and the address that opens them
styles     references as guides want them         checking   whether the archive still holds what was cited
formats    records for reference managers         names, words  what styles and formats share
"""

from archive.cite.citation import kind, of, permalink
from archive.cite.styles import STYLES, Reference, house
from archive.cite.words import as_html, as_text
from archive.model import Citation

__all__ = ["STYLES", "Reference", "as_html", "as_text", "house", "kind", "of", "permalink", "plain"]


def plain(citation: Citation) -> str:
    """One line that a reader without a style guide understands."""
    return as_text(house(citation).cited)
