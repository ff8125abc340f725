"""Citations: the facts of a reference without style, and the styles that set them."""

from archive.cite.citation import of, permalink
from archive.cite.styles import plain

__all__ = ["of", "permalink", "plain"]
