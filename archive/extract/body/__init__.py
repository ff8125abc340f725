"""The text of an article out of its page.

The page is read as blocks (`blocks`); what each is like (`signs`, by the words in `kinds`) and where it stands
(`places`) says how likely it is text (`weighing`). Where that leaves doubt, trafilatura is heard (`witness`), and where
a page shows no text at all, its scripts are asked (`scripts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.extract.body import blocks, scripts, weighing, witness
from archive.extract.body.signs import Said
from archive.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extract.body.blocks import Block, Container
    from archive.extract.metadata import Metadata

# From this likelihood on a block is text; from this doubt on a witness is heard.
_TEXT, _DOUBT = 0.5, 0.1
# In words: less is hardly an article, so that others are asked for one.
_HARDLY = 25
# In words: an article has at least so many before another begins.
_WHOLE = 60
# More blocks, or characters of HTML, would keep trafilatura busy for many seconds.
_MAX_WITNESSED, _MAX_HTML = 2_000, 3_000_000
# How many blocks behind the text are looked at for what kind of page it is.
_BEHIND = 4


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the article; who gave them; and what a reader sees from their beginning on, whatever it is."""

    lines: tuple[str, ...] = ()
    origin: str = "markup"
    seen: tuple[str, ...] = ()


def read(page: Page, about: Metadata) -> Body:
    """The lines of the article in order, as they come: paragraphs, headings, items of lists, rows of tables."""
    found = blocks.read(page.tree)
    guesses = weighing.guess(found, Said(about.title or "", about.dek or "", scripts.article_body(page)))
    given: list[str] = []
    if _is_doubtful(found, guesses) and len(found) <= _MAX_WITNESSED and len(page.html) <= _MAX_HTML:
        given = witness.lines(page)
        guesses = weighing.hear(found, guesses, given)
    chosen = [place for place, guess in enumerate(guesses) if guess >= _TEXT]
    chosen = chosen[: _end_of_first(found, chosen)]
    lines = tuple(found[place].line for place in chosen)
    seen = _seen(found, chosen)
    if sum(found[place].words for place in chosen) >= _HARDLY:
        return Body(lines, "markup", seen)
    if told := scripts.article(page):
        return replace(read(Page(told, page.url), about), origin="script")
    if sum(map(len, given)) > sum(map(len, lines)):
        return Body(tuple(given), "trafilatura", seen)
    return Body(lines, "markup", seen)


def _is_doubtful(found: Sequence[Block], guesses: Sequence[float]) -> bool:
    """Whether a witness is worth its time: the weighing is undecided, or finds hardly anything."""
    words = sum(block.words for block, guess in zip(found, guesses, strict=True) if guess >= _TEXT)
    return words < _HARDLY or weighing.doubt(found, guesses) > _DOUBT


def _end_of_first(found: Sequence[Block], chosen: Sequence[int]) -> int:
    """How many of the chosen blocks there are before the next article of a page that goes on with others.

    That one begins with a headline of the same make as the first, elsewhere than the first and its text.
    """
    headlines = [place for place, block in enumerate(found) if block.container.tag == "h1"]
    above = [place for place in headlines if chosen and place <= chosen[0]]
    if not above:
        return len(chosen)
    first = found[above[-1]].container
    words = 0
    ends = iter([place for place in headlines if place > chosen[0] and _begins_another(found[place].container, first)])
    end = next(ends, None)
    for count, place in enumerate(chosen):
        if end is not None and place >= end:
            if words >= _WHOLE:
                return count
            end = next(ends, None)
        words += found[place].words
    return len(chosen)


def _begins_another(headline: Container, first: Container) -> bool:
    if headline.shape != first.shape or headline.up is first.up:
        return False
    return bool(first.names.strip()) or (headline.article is not first.article and headline.article is not None)


def _seen(found: Sequence[Block], chosen: Sequence[int]) -> tuple[str, ...]:
    """What is no link, from the first block of text to some behind the last; the whole page where there is no text."""
    first, last = (chosen[0], chosen[-1]) if chosen else (0, len(found))
    return tuple(block.line for block in found[first : last + 1 + _BEHIND] if block.linked < _TEXT)
