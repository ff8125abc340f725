"""Styles: each a small function from a Citation to a reference, by the rules of one edition of one guide.

A style guide rules what a reference says up to the outlet's own address. What proves it (when the copy was taken, which
version, its permanent link and short hash) follows after, in the guide's punctuation, and can be cut off there without
harm. What is unknown is left out or named as the guide says; nothing is filled in, and no title's capitals are touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archive.cite.styles.apa import apa
from archive.cite.styles.chicago import chicago
from archive.cite.styles.harvard import harvard
from archive.cite.styles.house import house
from archive.cite.styles.mhra import mhra
from archive.cite.styles.mla import mla
from archive.cite.styles.oscola import oscola
from archive.cite.styles.reference import Reference
from archive.model import Citation

STYLES: Mapping[str, Callable[[Citation], Reference]] = {
    "apa": apa,
    "mla": mla,
    "chicago": chicago,
    "harvard": harvard,
    "oscola": oscola,
    "mhra": mhra,
}

__all__ = ["STYLES", "Reference", "house"]
