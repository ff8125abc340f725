"""Trends as a picture for a slide or a paper; needs the extra `plots` (matplotlib)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec

from archive.errors import UsageError
from archive.search.trends import Trends

_MOST_TICKS = 8
_INCHES, _DOTS = (9, 4.5), 160
# Told apart without colour too, as printers and colour-blind readers need.
_DASHES = ("solid", (0, (6, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (10, 3)), (0, (3, 1, 1, 1, 1, 1)))


def can_draw() -> bool:
    """Whether the drawing library is installed."""
    return find_spec("matplotlib") is not None


def png(labels: Sequence[str], found: Trends, *, shares: bool = False) -> bytes:
    """A PNG with a line a search; raises UsageError where the drawing library is not installed."""
    if not can_draw():
        raise UsageError("a picture needs the extra “plots”: pip install 'pressmark[plots]'")
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.subplots()
    for at, label in enumerate(labels):
        values = found.shares(at) if shares else found.counts[at]
        axes.plot(found.starts, values, label=label, linewidth=1.8, linestyle=_DASHES[at % len(_DASHES)])
    axes.set_ylabel(f"per cent of all articles of the {found.by}" if shares else f"articles a {found.by}")
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xticks(range(0, len(found.starts), max(1, -(-len(found.starts) // _MOST_TICKS))))
    axes.legend(frameon=False)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=_DOTS)
    return picture.getvalue()
