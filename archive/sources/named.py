"""What a listing says, whatever its form: the pages that it names, and further listings."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Ref


@dataclass(frozen=True, slots=True)
class Named:
    """The pages of one feed, sitemap or section page, in its order, and the sitemaps that it names.

    `further` pairs an address with its date of change, as precise as given; `left_out` counts what named no page that
    may be asked for (`javascript:`, `data:`, no address at all).
    """

    pages: tuple[Ref, ...] = ()
    further: tuple[tuple[str, str | None], ...] = ()
    title: str | None = None
    left_out: int = 0
