"""Records for reference managers, one file a format; each a stream over any number of citations.

A format is a function from citations to pieces of text, a record at a time, so that a whole archive goes through flat
memory. What proves a citation and has no field of its own in a format is written as `name: value` (`proof`), the long
hash always among it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from archive.cite.formats.bibtex import biblatex, bibtex
from archive.cite.formats.coins import coins
from archive.cite.formats.csl import csl_json
from archive.cite.formats.meta import meta
from archive.cite.formats.ris import ris
from archive.model import Citation

FORMATS: Mapping[str, Callable[[Iterable[Citation]], Iterator[str]]] = {
    "ris": ris,
    "bibtex": bibtex,
    "biblatex": biblatex,
    "csl-json": csl_json,
}

__all__ = ["FORMATS", "coins", "meta"]
