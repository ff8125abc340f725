"""Exports: one writer a format, each a stream that ends only when it is whole; articles and answers as JSON."""

from archive.export.answer import answer, timeline
from archive.export.article import whole
from archive.export.csv import chosen, write

__all__ = ["answer", "chosen", "timeline", "whole", "write"]
