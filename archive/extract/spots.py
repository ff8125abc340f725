"""Where on its pages an outlet shows headline and byline: the containers that are called the same on each.

A page that names its author to machines shows, by the same name in sight, where the outlet puts bylines; on the next
page, which may tell machines nothing, the byline is looked for there.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from archive import bylines
from archive.extract.body.containers import name, name_of, names_of, selector
from archive.extract.wording import normal
from archive.page import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archive.extract.body.blocks import Block
    from archive.extract.metadata import Metadata
    from archive.model import Reading
    from archive.page import Page

# What says something to machines, in words that may stand in sight as well.
_STATED = frozenset({"json-ld", "meta"})
# What is longer is a box that speaks of more than the headline, or the author.
_MAX_LINE = 250
# So many places are looked at: the author of a page may be named in a hundred teasers.
_TRIED = 3
# A spot is believed that so many articles show, and most of those that show any.
_ENOUGH = 3


class Spots(NamedTuple):
    """The names of the containers that hold the headline and the byline; empty where none is known."""

    headline: str = ""
    byline: str = ""

    @classmethod
    def of_page(cls, page: Page, blocks: Sequence[Block], about: Metadata | Reading) -> Spots:
        """The containers in which a page shows the title and the authors that it states to machines."""
        title = normal(about.title or "") if about.origin.get("title") in _STATED else ""
        authors = about.authors if about.origin.get("authors") in _STATED else ()
        return cls(
            _holder(page, blocks, lambda said: normal(said) == title) if title else "",
            _holder(page, blocks, lambda said: _names(said, authors)) if authors else "",
        )

    @classmethod
    def of_outlet(cls, found: Iterable[Spots]) -> Spots:
        """The containers that most articles agree on, of those that show any."""
        every = list(found)
        return cls(_most([one.headline for one in every]), _most([one.byline for one in every]))


NOWHERE = Spots()


def line(page: Page, called: str) -> str | None:
    """What stands in the first container of that name; None where there is none, or it holds more than a line."""
    css = selector(called)
    found = page.select(css) if css else ()
    words = next((words_of(one) for one in found if name(one.tag, names_of(one)) == called), "")
    return words if 0 < len(words) <= _MAX_LINE else None


def _holder(page: Page, blocks: Iterable[Block], is_it: Callable[[str], bool]) -> str:
    """The name of a container that holds such a line and nothing else, and is the first so called on the page."""
    for block in islice((one for one in blocks if len(one.text) <= _MAX_LINE and is_it(one.text)), _TRIED):
        for holder in (block.container, block.container.up):
            if holder and holder.names.strip():
                called = name_of(holder)
                if normal(line(page, called) or "") == normal(block.text):
                    return called
    return ""


def _names(said: str, authors: tuple[str, ...]) -> bool:
    """Whether a line names these authors and nobody else."""
    form = normal(said)
    return all(normal(author) in form for author in authors) and bylines.names([said]) == authors


def _most(names: Iterable[str]) -> str:
    """The name that most agree on, of those that are no empty ones."""
    times = Counter(filter(None, names))
    called, count = times.most_common(1)[0] if times else ("", 0)
    return called if count >= _ENOUGH and 2 * count > times.total() else ""
