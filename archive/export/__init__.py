"""Exports: one writer a format, each a stream of bytes that ends only when it is whole; and the answer to a search."""

from archive.export.answer import answer, timeline
from archive.export.csv import chosen, write

__all__ = ["answer", "chosen", "timeline", "write"]
