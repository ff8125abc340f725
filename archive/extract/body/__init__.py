"""The text of an article out of its page.

The page is read as blocks (`blocks`); what each is like (`signs`, by the words in `kinds`) and where it stands
(`places`) says how likely it is text (`weighing`). Where that leaves doubt, trafilatura is heard (`witness`), and where
a page shows no text at all, its scripts are asked (`scripts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.extract.body import blocks, scripts, weighing, witness
from archive.extract.body.signs import Said
from archive.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extract.body.blocks import Block
    from archive.extract.metadata import Metadata

# From this likelihood on a block is text, between others already from that; from this doubt on a witness is heard.
_TEXT, _BETWEEN, _DOUBT = 0.5, 0.3, 0.1
# In words: less is hardly an article, so that others are asked for one.
_HARDLY = 25
# In words: an article has at least so many before another begins.
_WHOLE = 60
# More blocks, or characters of HTML, would keep trafilatura busy for many seconds.
_MAX_WITNESSED, _MAX_HTML = 2_000, 3_000_000
# Of a line that is nothing but a link, marks and spaces around it left aside.
_ALL_LINK = 0.9
# How many blocks behind the text are looked at for what kind of page it is.
_BEHIND = 4


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the article; who gave them; and what a reader sees from their beginning on, whatever it is.

    `links` are the lines that are nothing but links; None where that is unknown. `is_cut` says that the page went on
    for longer than was read.
    """

    lines: tuple[str, ...] = ()
    origin: str = "markup"
    seen: tuple[str, ...] = ()
    links: frozenset[str] | None = None
    is_cut: bool = False


def read(page: Page, about: Metadata) -> Body:
    """The lines of the article in order, as they come: paragraphs, headings, items of lists, rows of tables."""
    return conclude(page, about, weigh(page, about))


def conclude(page: Page, about: Metadata, found: Weighed) -> Body:
    """The lines of a page that was weighed; those of its scripts, or of the witness, where hardly any were found."""
    if sum(found.blocks[place].words for place in found.chosen) >= _HARDLY:
        return found.body()
    if told := scripts.article(page):
        return replace(read(Page(told, page.url), about), origin="script")
    if sum(map(len, found.given)) > sum(len(found.blocks[place].line) for place in found.chosen):
        return Body(found.given, "trafilatura", found.body().seen)
    return found.body()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A page as blocks: which of them are its article, by place, and what the witness gave where it was heard."""

    blocks: Sequence[Block]
    chosen: Sequence[int]
    given: tuple[str, ...] = ()

    def body(self) -> Body:
        """The chosen blocks as lines, with what is seen: all that is no link, from the first of them to some behind.

        Where none is chosen, the whole page is seen.
        """
        first, last = (self.chosen[0], self.chosen[-1]) if self.chosen else (0, len(self.blocks))
        around = self.blocks[first : last + 1 + _BEHIND]
        seen = tuple(block.line for block in around if block.linked < _TEXT)
        own = [self.blocks[place] for place in self.chosen]
        links = frozenset(block.line for block in own if block.linked > _ALL_LINK)
        is_cut = len(self.blocks) >= blocks.MAX_BLOCKS
        return Body(tuple(block.line for block in own), "markup", seen, links, is_cut)


def weigh(page: Page, about: Metadata) -> Weighed:
    """Every block of a page, and which of them are text of its article."""
    found = blocks.read(page.tree)
    guesses = weighing.guess(found, Said(about.title or "", about.dek or "", scripts.article_body(page)))
    given: tuple[str, ...] = ()
    if len(found) > _MAX_WITNESSED or len(page.html) > _MAX_HTML:
        pass
    elif _words(found, guesses) < _HARDLY:
        given = tuple(witness.of_page(page))
        guesses = weighing.hear(found, guesses, given)
    elif weighing.doubt(found, guesses) > _DOUBT:
        guesses = weighing.hear(found, guesses, witness.of_part(weighing.around(found, guesses)))
    chosen = _chosen(found, guesses)
    return Weighed(found, chosen[: _end_of_first(found, chosen)], given)


def _words(found: Sequence[Block], guesses: Sequence[float]) -> int:
    return sum(block.words for block, guess in zip(found, guesses, strict=True) if guess >= _TEXT)


def _chosen(found: Sequence[Block], guesses: Sequence[float]) -> list[int]:
    """The places of what is likely text, and of what lies between and beside it and is not quite unlikely."""
    sure = [place for place, guess in enumerate(guesses) if guess >= _TEXT]
    chosen = sure[:1]
    for before, after in pairwise(sure):
        holders = {id(found[before].container.up), id(found[after].container.up)}
        between = range(before + 1, after)
        chosen += [at for at in between if guesses[at] >= _BETWEEN and id(found[at].container.up) in holders]
        chosen.append(after)
    return chosen


def _end_of_first(found: Sequence[Block], chosen: Sequence[int]) -> int:
    """How many of the chosen blocks there are before the next article of a page that goes on with others.

    That one begins with a headline of the same make as the first elsewhere, or with the very same headline again; and
    its text stands in another container.
    """
    headlines = [place for place, block in enumerate(found) if block.container.tag == "h1"]
    above = [place for place in headlines if chosen and place <= chosen[0]]
    if not above:
        return len(chosen)
    first = found[above[-1]]
    words = 0
    ends = iter([place for place in headlines if place > chosen[0] and _begins_another(found[place], first)])
    end = next(ends, None)
    for count, place in enumerate(chosen):
        if end is not None and place >= end:
            goes_on = found[place].container.up is found[chosen[count - 1]].container.up
            if words >= _WHOLE and not goes_on:
                return count
            end = next(ends, None)
        words += found[place].words
    return len(chosen)


def _begins_another(headline: Block, first: Block) -> bool:
    one, other = headline.container, first.container
    if headline.text == first.text:
        return True
    if one.shape != other.shape or one.up is other.up:
        return False
    return bool(other.names.strip()) or (
        one.around.article is not other.around.article and one.around.article is not None
    )
