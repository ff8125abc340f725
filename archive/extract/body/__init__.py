"""The text of an article out of its page.

The page is read as blocks (`blocks`); what each is like (`signs`, by the words in `kinds`) and where it stands
(`places`) says how likely it is text (`weighing`). Where that leaves doubt, trafilatura is heard (`witness`), and where
a page shows no text at all, its scripts are asked (`scripts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.extract.body import blocks, scripts, weighing, witness
from archive.extract.body.signs import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extract.body.blocks import Block
    from archive.extract.metadata import Metadata
    from archive.page import Page

# From this likelihood on a block is text; from this doubt on a witness is heard.
_TEXT, _DOUBT = 0.5, 0.1
# In words: less is hardly an article, so that others are asked for one.
_HARDLY = 25
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
    if weighing.doubt(found, guesses) > _DOUBT or _words(found, guesses) < _HARDLY:
        if len(found) <= _MAX_WITNESSED and len(page.html) <= _MAX_HTML:
            given = witness.lines(page)
            guesses = weighing.hear(found, guesses, given)
    lines = tuple(block.line for block, guess in zip(found, guesses, strict=True) if guess >= _TEXT)
    seen = _seen(found, guesses)
    if _words(found, guesses) >= _HARDLY:
        return Body(lines, "markup", seen)
    if told := scripts.lines(page):
        return Body(told, "script", told)
    return Body(tuple(given), "trafilatura", seen) if sum(map(len, given)) > sum(map(len, lines)) else Body(lines, "markup", seen)


def _words(found: Sequence[Block], guesses: Sequence[float]) -> int:
    return sum(block.words for block, guess in zip(found, guesses, strict=True) if guess >= _TEXT)


def _seen(found: Sequence[Block], guesses: Sequence[float]) -> tuple[str, ...]:
    """What is no link, from the first block of text to some behind the last; the whole page where there is no text."""
    places = [place for place, guess in enumerate(guesses) if guess >= _TEXT] or [0, len(found)]
    return tuple(block.line for block in found[places[0] : places[-1] + 1 + _BEHIND] if block.linked < _TEXT)
