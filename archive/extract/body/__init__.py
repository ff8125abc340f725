"""The text of an article out of its page.

The page is read as blocks (`blocks`) in their containers (`containers`); what each is like (`signs`, by the words in
`kinds`) and where it stands (`places`) says how likely it is text (`weighing`). Where that leaves doubt, trafilatura is
heard (`witness`); then the article is put together (`choosing`). Where a page shows no text at all, its scripts are
asked (`scripts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.extract.body import blocks, choosing, scripts, weighing, witness
from archive.extract.body.choosing import TEXT
from archive.extract.body.signs import Said
from archive.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extract.body.blocks import Block
    from archive.extract.metadata import Metadata

# From this doubt on a witness is heard.
_DOUBT = 0.1
# In words: less is hardly an article, so that others are asked for one.
_HARDLY = 25
# More blocks, or characters of HTML, would keep trafilatura busy for many seconds.
_MAX_WITNESSED, _MAX_HTML = 2_000, 3_000_000
# Less of a line is linked that readers see as text, and more of one that is nothing but a link, marks around it left
# aside.
_LINKED, _ALL_LINK = 0.5, 0.9
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
        seen = tuple(block.line for block in around if block.linked < _LINKED)
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
    return Weighed(found, choosing.choose(found, guesses), given)


def _words(found: Sequence[Block], guesses: Sequence[float]) -> int:
    return sum(block.words for block, guess in zip(found, guesses, strict=True) if guess >= TEXT)
